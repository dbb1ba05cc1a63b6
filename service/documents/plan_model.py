"""`plan/1`: a training plan with everything that its author wrote."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ModelWrapValidatorHandler, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from service.documents.athlete import AthleteDocument, AvailabilityPart
from service.documents.base import Count, Extensions, Flag, Instant, Label, LocalDate, Name, PlanPart, Text, Weekday, Zone
from service.documents.limits import MOST_SESSIONS
from service.documents.quantities import Distance, Quantity, WeeklyAmount
from service.documents.session import ExternalId, SessionDocument
from service.documents.shorthand import written_out
from service.documents.unknown_keys import shelve_unknown
from service.domain.adjustment import InputWarning
from service.domain.plan import RacePriority
from service.domain.session import Sport

PhaseKind = Literal["base", "build", "specific", "peak", "taper", "race", "recovery", "offseason", "other"]


class Anchor(PlanPart):
    """Ties day indexes to the calendar: `date` is the day with `day_index`."""

    type: Literal["start", "end", "race"]
    date: LocalDate
    day_index: Annotated[int, Field(strict=True, ge=-3650, le=36500)] | None = None


class RacePart(PlanPart):
    id: Label | None = None
    name: Label | None = None
    date: LocalDate
    sport: Sport | None = None
    distance_m: Distance | None = None
    priority: RacePriority | None = None
    goal_time_s: Quantity | None = None
    session_id: Label | None = None


class PhasePart(PlanPart):
    id: Label | None = None
    name: Label | None = None
    kind: PhaseKind = "other"
    start_date: LocalDate
    end_date: LocalDate
    focus: Label | None = None
    overload: Flag | None = None
    """A block that is meant to be too much for a while."""

    @model_validator(mode="after")
    def _in_order(self) -> PhasePart:
        if self.start_date > self.end_date:
            raise PydanticCustomError("range-reversed", "ends before it begins; swap start_date and end_date")
        return self


class WeekGoalsPart(PlanPart):
    """What the coach promised for the week."""

    distance_m: WeeklyAmount | None = None
    duration_s: WeeklyAmount | None = None
    load: WeeklyAmount | None = None
    long_session_m: WeeklyAmount | None = None
    sessions: Annotated[int, Field(strict=True, ge=0, le=99)] | None = None


class WeekPart(PlanPart):
    index: Annotated[int, Field(strict=True, ge=0, le=1000)] | None = None
    start_date: LocalDate | None = None
    phase_id: Label | None = None
    recovery: Flag | None = None
    goals: WeekGoalsPart | None = None
    notes: Text | None = None


class NotePart(PlanPart):
    scope: Label | None = None
    date: LocalDate | None = None
    text: Text


class PlanSource(PlanPart):
    """Where the plan was read from."""

    format: Label | None = None
    file: Label | None = None
    sha256: Label | None = None
    imported_at: Instant | None = None
    options: dict[Label, Any] | None = None


class PlanDocument(PlanPart):
    """A whole plan. `warnings` tells what was kept although it is not known here."""

    document: Literal["plan/1"] = Field(alias="schema")
    id: Label | None = None
    external_ids: list[ExternalId] | None = None
    name: Name
    description: Text | None = None
    language: Label | None = None
    timezone: Zone
    week_start: Weekday | None = None
    display_units: dict[Label, Label] | None = None
    anchor: Anchor | None = None
    cycle_days: Annotated[int, Field(strict=True, ge=1, le=60)] | None = None
    start_date: LocalDate | None = None
    end_date: LocalDate | None = None
    athlete: AthleteDocument | None = None
    races: list[RacePart] | None = None
    phases: list[PhasePart] | None = None
    weeks: list[WeekPart] | None = None
    availability: list[AvailabilityPart] | None = None
    notes: list[NotePart] | None = None
    sessions: Annotated[list[SessionDocument], Field(min_length=1, max_length=MOST_SESSIONS)]
    version: Count | None = None
    source: PlanSource | None = None
    extensions: Extensions | None = None
    _warnings: tuple[InputWarning, ...] = PrivateAttr(default=())

    @model_validator(mode="wrap")
    @classmethod
    def _shelve(cls, raw: Any, read: ModelWrapValidatorHandler[PlanDocument]) -> PlanDocument:
        if not isinstance(raw, dict):
            return read(raw)
        known, warnings = shelve_unknown(written_out(raw), cls)
        return read(known).with_warnings(warnings)

    @property
    def warnings(self) -> tuple[InputWarning, ...]:
        return self._warnings

    def with_warnings(self, warnings: tuple[InputWarning, ...]) -> PlanDocument:
        """The same document with further warnings."""
        copy = self.model_copy()
        copy._warnings = (*self._warnings, *warnings)  # noqa: SLF001
        return copy
