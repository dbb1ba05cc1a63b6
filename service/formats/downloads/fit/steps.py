"""One step as messages of a FIT workout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import Intensity, WorkoutStepDuration, WorkoutStepTarget

from service.documents.athlete import ThresholdPart
from service.documents.structure import End, Step, StepClass, Target
from service.domain.session import Sport
from service.formats.blocks import Block
from service.formats.downloads.fit.strings import fitted
from service.formats.downloads.fit.targets import FitTarget, fit_target
from service.formats.fit.numbers import HEART_IN_BPM_FROM, POWER_IN_WATTS_FROM
from service.formats.intervals.steps_text import in_words

CLASSES: Mapping[StepClass, Intensity] = {
    StepClass.WARMUP: Intensity.WARMUP, StepClass.COOLDOWN: Intensity.COOLDOWN, StepClass.RECOVERY: Intensity.RECOVERY,
    StepClass.REST: Intensity.REST, StepClass.INTERVAL: Intensity.INTERVAL, StepClass.OTHER: Intensity.OTHER,
}  # fmt: skip
"""All others are active."""
ENDS: Mapping[str, tuple[WorkoutStepDuration, str, int]] = {
    "calories": (WorkoutStepDuration.CALORIES, "duration_calories", 0),
    "reps": (WorkoutStepDuration.REPS, "duration_reps", 0),
    "hr_above": (WorkoutStepDuration.HR_GREATER_THAN, "duration_hr", HEART_IN_BPM_FROM),
    "hr_below": (WorkoutStepDuration.HR_LESS_THAN, "duration_hr", HEART_IN_BPM_FROM),
    "power_above": (WorkoutStepDuration.POWER_GREATER_THAN, "duration_power", POWER_IN_WATTS_FROM),
    "power_below": (WorkoutStepDuration.POWER_LESS_THAN, "duration_power", POWER_IN_WATTS_FROM),
}
"""The type in the file, the field of the value, and what is added to it."""
UNTIL: Mapping[str, tuple[WorkoutStepDuration, str, int]] = {
    "time_s": (WorkoutStepDuration.REPEAT_UNTIL_TIME, "target_repeat_time", 0),
    "distance_m": (WorkoutStepDuration.REPEAT_UNTIL_DISTANCE, "target_repeat_distance", 0),
    "calories": (WorkoutStepDuration.REPEAT_UNTIL_CALORIES, "target_repeat_calories", 0),
    "hr_below": (WorkoutStepDuration.REPEAT_UNTIL_HR_LESS_THAN, "target_repeat_hr", HEART_IN_BPM_FROM),
    "hr_above": (WorkoutStepDuration.REPEAT_UNTIL_HR_GREATER_THAN, "target_repeat_hr", HEART_IN_BPM_FROM),
    "power_below": (WorkoutStepDuration.REPEAT_UNTIL_POWER_LESS_THAN, "target_repeat_power", POWER_IN_WATTS_FROM),
    "power_above": (WorkoutStepDuration.REPEAT_UNTIL_POWER_GREATER_THAN, "target_repeat_power", POWER_IN_WATTS_FROM),
}
MOST_NAME, MOST_NOTES = 48, 250
"""Bytes."""
MOST_PIECES, PIECE_SECONDS = 5, 60
"""A ramp becomes a few even steps: the format knows none."""


def step_messages(step: Step, sport: Sport, known: ThresholdPart) -> Iterator[WorkoutStepMessage]:
    """The step, or the steps that a ramp is cut into. The indexes are still to be set."""
    for piece in _pieces(step):
        yield _message(piece, sport, known)


def repeat_message(block: Block, first: int, index: int) -> WorkoutStepMessage:
    """Behind what is repeated, pointing back at its first step; the value is the number of rounds in all."""
    message = WorkoutStepMessage()
    message.message_index = index
    until = next((name for name in block.until or () if name in UNTIL), None)
    kind, field, offset = UNTIL[until] if until is not None else (WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT, "target_repeat_steps", 0)
    message.duration_type = kind
    message.duration_step = first
    setattr(message, field, offset + (block.count if until is None or block.until is None else block.until[until]))
    return message


def _pieces(step: Step) -> Iterator[Step]:
    ramp = next((t for t in step.targets or () if t.ramp and t.low is not None and t.high is not None), None)
    seconds = step.end.s if step.end is not None and step.end.type == "time" else None
    if ramp is None or not seconds or ramp.low is None or ramp.high is None:
        yield step
        return
    count = max(1, min(MOST_PIECES, ceil(seconds / PIECE_SECONDS)))
    for number in range(count):
        value = ramp.low + (ramp.high - ramp.low) * (number + 0.5) / count
        level = ramp.model_copy(update={"low": round(value, 1), "high": round(value, 1), "ramp": None})
        length = round(seconds * (number + 1) / count) - round(seconds * number / count)
        others = [target for target in step.targets or () if target is not ramp]
        yield step.model_copy(update={"end": End(type="time", s=length), "targets": [level, *others]})


def _message(step: Step, sport: Sport, known: ThresholdPart) -> WorkoutStepMessage:
    message = WorkoutStepMessage()
    message.intensity = CLASSES.get(step.step_class or StepClass.ACTIVE, Intensity.ACTIVE)
    if step.name:
        message.workout_step_name = fitted(step.name, MOST_NAME)
    _set_end(message, step.end)
    told = [(target, fit_target(target, sport, known)) for target in step.targets or () if target.metric != "none"]
    _set_targets(message, [made for _, made in told if made is not None])
    words = [step.notes or "", *_untold(told)]
    if notes := "; ".join(word for word in words if word):
        message.notes = fitted(notes, MOST_NOTES)
    return message


def _untold(told: list[tuple[Target, FitTarget | None]]) -> Iterator[str]:
    """What there is no field for, in words: RPE, named paces, and whatever is beyond the second target."""
    fields = 0
    for target, made in told:
        fields += made is not None
        if made is None or fields > 2:
            yield in_words(target)


def _set_end(message: WorkoutStepMessage, end: End | None) -> None:
    """An open step has no value at all."""
    message.duration_type = WorkoutStepDuration.OPEN
    if end is None:
        return
    if end.type == "time" and end.s:
        message.duration_type, message.duration_time = WorkoutStepDuration.TIME, end.s
    elif end.type == "distance" and end.m:
        message.duration_type, message.duration_distance = WorkoutStepDuration.DISTANCE, end.m
    elif end.type in ENDS and end.value is not None and end.value > 0:
        kind, field, offset = ENDS[end.type]
        message.duration_type = kind
        setattr(message, field, round(end.value) + offset)


def _set_targets(message: WorkoutStepMessage, targets: list[FitTarget]) -> None:
    message.target_type = WorkoutStepTarget.OPEN
    for prefix, target in zip(("", "secondary_"), targets, strict=False):
        setattr(message, f"{prefix}target_type", target.kind)
        setattr(message, f"{prefix}target_value", target.zone)
        if not target.zone:
            setattr(message, f"{prefix}custom_target_{target.field}_low", target.low)
            setattr(message, f"{prefix}custom_target_{target.field}_high", target.high)
