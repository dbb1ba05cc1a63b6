"""What happens inside a session: steps, repeats and targets; exercises and sets."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from service.documents.base import Amount, Flag, Label, Number, PlanPart, Text
from service.documents.quantities import Metres, Quantity, Rpe, Seconds


class StepClass(StrEnum):
    WARMUP = "warmup"
    ACTIVE = "active"
    INTERVAL = "interval"
    RECOVERY = "recovery"
    REST = "rest"
    COOLDOWN = "cooldown"
    OTHER = "other"


ALL = frozenset(StepClass)
WORK = frozenset({StepClass.ACTIVE, StepClass.INTERVAL})
EndType = Literal["time", "distance", "open", "calories", "kj", "tss", "reps", "hr_above", "hr_below", "power_above", "power_below"]
Metric = Literal["power", "hr", "pace", "speed", "cadence", "rpe", "grade", "stroke", "none"]
TargetUnit = Literal[
    "w", "pct_ftp", "bpm", "pct_max_hr", "pct_lthr", "s_per_km", "s_per_100m", "pct_threshold_pace", "m_per_s", "rpm", "rpe", "zone",
    "named",
]  # fmt: skip


class End(PlanPart):
    """When a step is over: `s` for time, `m` for distance, `value` for anything else."""

    type: EndType
    s: Seconds | None = None
    m: Metres | None = None
    value: Number | None = None


class Target(PlanPart):
    metric: Metric
    unit: TargetUnit | None = None
    low: Number | None = None
    high: Number | None = None
    name: Label | None = None
    ramp: Flag | None = None
    """From `low` at the start to `high` at the end; only then may `low` be the larger."""
    role: Literal["primary", "secondary"] | None = None

    @model_validator(mode="after")
    def _ends_in_order(self) -> Target:
        if self.low is not None and self.high is not None and self.low > self.high and not self.ramp:
            raise PydanticCustomError("range-reversed", "has a low end above its high end; swap them, or say ramp: true")
        return self


class Cue(PlanPart):
    text: Text
    at_s: Seconds | None = None
    at_m: Metres | None = None
    duration_s: Seconds | None = None


class Step(PlanPart):
    """One step, or a repeat of steps; repeats may hold repeats."""

    type: Literal["step", "repeat"] = "step"
    step_class: StepClass | None = Field(default=None, alias="class")
    name: Label | None = None
    end: End | None = None
    targets: list[Target] | None = None
    cues: list[Cue] | None = None
    stroke: Label | None = None
    equipment: Label | list[Label] | None = None
    notes: Text | None = None
    count: Annotated[int, Field(strict=True, ge=1, le=999)] | None = None
    until: dict[Label, Number] | None = None
    steps: list[Step] | None = None

    @model_validator(mode="after")
    def _repeats_something(self) -> Step:
        if self.type == "repeat" and (not self.steps or (self.count is None and self.until is None)):
            raise PydanticCustomError("empty-repeat", "repeats nothing: a repeat needs steps, and count or until")
        return self


class Structure(PlanPart):
    steps: list[Step] = Field(default_factory=list)
    pool_length_m: Amount | None = None
    complete: Flag | None = None
    """False: only part of the text was understood."""


class StrengthSet(PlanPart):
    reps: Quantity | None = None
    load_kg: Quantity | None = None
    load_as_written: Label | None = None
    pct_1rm: Quantity | None = None
    duration_s: Quantity | None = None
    distance_m: Quantity | None = None
    rpe: Rpe | None = None
    tempo: Label | None = None
    rest_s: Seconds | None = None


class Exercise(PlanPart):
    name: Label
    category: Label | None = None
    superset: Label | None = None
    sets: list[StrengthSet] | None = None


class Strength(PlanPart):
    exercises: list[Exercise] = Field(default_factory=list)


def count_steps(steps: Iterable[Step]) -> int:
    """How many steps and repeats are written."""
    return sum(1 + count_steps(step.steps or ()) for step in steps)


def seconds_of(structure: Structure | None, classes: frozenset[StepClass], pace_s_per_km: float | None) -> float | None:
    """Seconds that the steps of these classes take together.

    Distance counts at `pace_s_per_km`. None where that cannot be known: no complete structure, or an open end among them.
    """
    if structure is None or not structure.steps or structure.complete is False:
        return None
    parts = [_seconds(step, classes, pace_s_per_km) for step in structure.steps]
    return None if None in parts else sum(part for part in parts if part is not None)


def _seconds(step: Step, classes: frozenset[StepClass], pace: float | None) -> float | None:
    if step.type == "repeat":
        inner = [_seconds(s, classes, pace) for s in step.steps or ()]
        if None in inner:
            return None
        once = sum(part for part in inner if part is not None)
        return once * step.count if step.count is not None else (None if once else 0.0)
    if (step.step_class or StepClass.OTHER) not in classes:
        return 0.0
    if step.end is not None and step.end.type == "time":
        return step.end.s
    if step.end is not None and step.end.type == "distance" and step.end.m is not None and pace is not None:
        return step.end.m * pace / 1000
    return None
