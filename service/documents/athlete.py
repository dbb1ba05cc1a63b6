"""The athlete: in a plan, and in a request, whose word wins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from service.documents.base import (
    CLEAN,
    CLOSED,
    NO_REPEATS,
    Amount,
    Flag,
    Label,
    LocalDate,
    Number,
    PlanPart,
    Text,
    Weekday,
    Zone,
    no_repeats,
    weekday_index,
)
from service.documents.limits import MOST_LOAD
from service.domain.athlete import Athlete, Availability, FixedLoad, Gate, Goal
from service.domain.policy import SessionNumbers
from service.domain.session import Modality, Sport

Minutes = Annotated[int, Field(strict=True, ge=0, le=1440)]


def _only(one: str, other: str) -> JsonSchemaValue:
    return {"required": [one], "properties": {one: {"type": "string"}, other: {"type": "null"}}}


class AvailabilityPart(PlanPart):
    """What one weekday, or one date, can hold. A date wins over its weekday."""

    model_config = ConfigDict(
        json_schema_extra={"additionalProperties": True, "allOf": [{"oneOf": [_only("weekday", "date"), _only("date", "weekday")]}]}
    )
    weekday: Weekday | None = None
    date: LocalDate | None = None
    available: Flag = True
    max_minutes: Minutes | None = None
    sports: list[Sport] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> AvailabilityPart:
        if (self.weekday is None) == (self.date is None):
            raise PydanticCustomError("weekday-or-date", "needs either a weekday or a date")
        return self

    @property
    def key(self) -> object:
        """What the entry speaks of; a later word about the same replaces it."""
        return self.date if self.weekday is None else weekday_index(self.weekday)


class FixedLoadPart(PlanPart):
    """A commute or the like; without a load it counts as an easy session."""

    weekday: Weekday
    sport: Sport
    minutes: Annotated[int, Field(strict=True, ge=1, le=1440)]
    load: Annotated[int, Field(strict=True, ge=0, le=MOST_LOAD)] | None = None


class ThresholdPart(PlanPart):
    sport: Sport
    valid_from: LocalDate | None = None
    threshold_pace_s_per_km: Amount | None = None
    threshold_pace_s_per_100m: Amount | None = None
    lthr_bpm: Amount | None = None
    max_hr_bpm: Amount | None = None
    ftp_w: Amount | None = None


class ZonesPart(PlanPart):
    sport: Sport | None = None
    metric: Label
    system: Label | None = None
    bounds: list[list[Number]] | None = None


class AthleteDocument(PlanPart):
    """The athlete as far as planning needs to know; everything may be absent."""

    ref: Annotated[str, Field(strict=True, min_length=1, max_length=128), CLEAN] | None = None
    timezone: Zone | None = None
    goal: Goal | None = None
    training_age_months: Annotated[int, Field(strict=True, ge=0, le=1200)] | None = None
    birth_year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = None
    availability: list[AvailabilityPart] | None = None
    cross_training: Annotated[list[Modality], AfterValidator(no_repeats), NO_REPEATS] | None = None
    max_sessions_per_day: Annotated[int, Field(strict=True, ge=1, le=5)] | None = None
    long_run_weekdays: list[Weekday] | None = None
    gates: Annotated[list[Gate], AfterValidator(no_repeats), NO_REPEATS] | None = None
    conditions: list[Label] | None = None
    fixed_load: list[FixedLoadPart] | None = None
    connected: Flag | None = None
    energy_questions: Flag | None = None
    notes: Text | None = None
    thresholds: list[ThresholdPart] | None = None
    zones: list[ZonesPart] | None = None


class RequestAthlete(AthleteDocument):
    """The same as a document of its own; here an unknown key is refused."""

    model_config = ConfigDict(json_schema_extra={})
    document: Literal["athlete/1"] | None = Field(default=None, alias="schema")
    availability: list[Annotated[AvailabilityPart, CLOSED]] | None = None
    fixed_load: list[Annotated[FixedLoadPart, CLOSED]] | None = None
    thresholds: list[Annotated[ThresholdPart, CLOSED]] | None = None
    zones: list[Annotated[ZonesPart, CLOSED]] | None = None


def read_athlete(
    said: AthleteDocument | None,
    in_plan: AthleteDocument | None,
    plan_availability: list[AvailabilityPart] | None,
    timezone: str,
    numbers: SessionNumbers,
) -> Athlete:
    """One athlete from all that was said. `said` (by the request) wins field by field; in `availability` entry by entry."""
    values = {name: value for part in (in_plan, said) if part is not None for name, value in _stated(part)}
    entries = [*(plan_availability or ()), *((in_plan and in_plan.availability) or ()), *((said and said.availability) or ())]
    return Athlete(
        ref=values.get("ref"),
        timezone=values.get("timezone", timezone),
        goal=values.get("goal", Goal.RACE),
        training_age_months=values.get("training_age_months"),
        birth_year=values.get("birth_year"),
        availability=tuple(_availability(entry) for entry in {entry.key: entry for entry in entries}.values()),
        cross_training=tuple(values.get("cross_training", ())),
        max_sessions_per_day=values.get("max_sessions_per_day", 2),
        long_run_weekdays=tuple(weekday_index(day) for day in values.get("long_run_weekdays", ())),
        gates=tuple(values.get("gates", ())),
        conditions=tuple(values.get("conditions", ())),
        fixed_load=tuple(_fixed_load(part, numbers) for part in values.get("fixed_load", ())),
        connected=values.get("connected", False),
        energy_questions=values.get("energy_questions", False),
    )


def _stated(part: AthleteDocument) -> Iterator[tuple[str, Any]]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if value is not None:
            yield name, value


def _availability(part: AvailabilityPart) -> Availability:
    return Availability(
        weekday=None if part.weekday is None else weekday_index(part.weekday),
        date=part.date,
        available=part.available,
        max_minutes=part.max_minutes,
        sports=None if part.sports is None else tuple(part.sports),
    )


def _fixed_load(part: FixedLoadPart, numbers: SessionNumbers) -> FixedLoad:
    load = part.load if part.load is not None else round(numbers.easy_target_rpe * part.minutes)
    return FixedLoad(weekday_index(part.weekday), part.sport, part.minutes, load)
