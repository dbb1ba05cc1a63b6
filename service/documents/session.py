"""One session as a plan carries it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from service.documents.base import (
    ClockTime,
    Count,
    Extensions,
    Flag,
    Identifier,
    Instant,
    Label,
    LocalDate,
    Number,
    PlanPart,
    Text,
    Weekday,
)
from service.documents.quantities import Distance, Duration, Load, Metres, PlannedLoad, Quantity, Rpe, RpePoints, Seconds
from service.documents.structure import Strength, Structure
from service.domain.placing import IfMissed
from service.domain.session import GroupKind, Kind, Lock, Modality, PartOfDay, Priority, Sport, Status


class ExternalId(PlanPart):
    system: Label
    id: Label


class DateWindow(PlanPart):
    """For "at the weekend" and "Tuesday or Wednesday"."""

    start: LocalDate = Field(alias="from")
    end: LocalDate = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> DateWindow:
        if self.start > self.end:
            raise PydanticCustomError("range-reversed", "ends before it begins; swap from and to")
        return self


class Planned(PlanPart):
    duration_s: Duration | None = None
    distance_m: Distance | None = None
    load: PlannedLoad | None = None
    intensity_factor: Quantity | None = None
    work_kj: Quantity | None = None
    elevation_gain_m: Quantity | None = None


class ZoneRange(PlanPart):
    low: Number | None = None
    high: Number | None = None
    system: Label | None = None


class Intensity(PlanPart):
    zones: ZoneRange | None = None
    rpe: Rpe | None = None
    named_pace: Label | None = None


class Choice(PlanPart):
    """What may be done instead; for people, the rules read the session itself."""

    title: Label | None = None
    sport: Sport | None = None
    kind: Kind | None = None
    description: Text | None = None


class GroupPart(PlanPart):
    id: Label
    kind: GroupKind
    index: Count = 0
    max_gap_days: Annotated[int, Field(strict=True, ge=0, le=14)] | None = None


class PlacingPart(PlanPart):
    min_hours_after_hard: Annotated[int, Field(strict=True, ge=0, le=336)] | None = None
    allowed_weekdays: Annotated[list[Weekday], Field(min_length=1)] | None = None
    not_before: LocalDate | None = None
    not_after: LocalDate | None = None

    @model_validator(mode="after")
    def _in_order(self) -> PlacingPart:
        if self.not_before is not None and self.not_after is not None and self.not_before > self.not_after:
            raise PydanticCustomError("range-reversed", "ends before it begins; swap not_before and not_after")
        return self


class CompletedSource(PlanPart):
    format: Label | None = None
    file: Label | None = None
    sha256: Label | None = None
    external_id: Label | None = None


class Completed(PlanPart):
    """What was done."""

    at: Instant | None = None
    duration_s: Seconds | None = None
    distance_m: Metres | None = None
    load: Load | None = None
    rpe: RpePoints | None = None
    feel: Annotated[float, Field(strict=True, ge=0, le=100)] | None = None
    avg_hr: Annotated[float, Field(strict=True, ge=20, le=260)] | None = None
    source: CompletedSource | None = None
    """Whose figures these are; without one, somebody's own word."""
    also_from: Annotated[list[CompletedSource], Field(max_length=20)] | None = None
    """Others that told of the same session."""


class ReducedPart(PlanPart):
    """The author's own shorter form."""

    duration_s: Duration | None = None
    distance_m: Distance | None = None
    load: PlannedLoad | None = None
    rpe: Rpe | None = None
    kind: Kind | None = None
    title: Label | None = None
    description: Text | None = None


class AuthoredPart(PlanPart):
    """The coach's own words, put back to the letter when a session is restored; what is absent was not said."""

    title: Label | None = None
    description: Text | None = None
    start_time: ClockTime | None = None
    planned: Planned | None = None
    rpe: Rpe | None = None
    intensity: Intensity | None = None
    structure: Structure | None = None
    strength: Strength | None = None
    alternatives: list[Choice] | None = None
    modality: Modality | None = None


class OriginalPart(PlanPart):
    """The session as its coach last wrote it."""

    date: LocalDate
    part_of_day: PartOfDay = PartOfDay.ANY
    sport: Sport
    kind: Kind
    hard: Flag
    duration_s: Seconds
    distance_m: Metres | None = None
    load: Load
    rpe: RpePoints | None = None
    status: Status = Status.PLANNED
    authored: AuthoredPart | None = None


class ChangeNote(PlanPart):
    """Why a session is not as it was."""

    at: Instant | None = None
    by: Literal["solver", "coach", "athlete", "import"] | None = None
    reason: Text | None = None
    report_ids: list[Label] | None = None


class WarningPart(PlanPart):
    code: Label
    message: Text | None = None


class SourcePart(PlanPart):
    format: Label | None = None
    file: Label | None = None
    sha256: Label | None = None
    locator: Label | None = None
    raw: Text | None = None
    confidence: Annotated[float, Field(strict=True, ge=0, le=1)] | None = None
    warnings: list[WarningPart] | None = None


class SessionDocument(PlanPart):
    """A session of `plan/1`. `sport`, `kind` and a date or day index are all that is needed."""

    id: Identifier | None = None
    revision: Count | None = None
    external_ids: list[ExternalId] | None = None
    day_index: Annotated[int, Field(strict=True, ge=-3650, le=36500)] | None = None
    date: LocalDate | None = None
    original_date: LocalDate | None = None
    date_window: DateWindow | None = None
    part_of_day: PartOfDay | None = None
    start_time: ClockTime | None = None
    order_in_day: Annotated[int, Field(strict=True, ge=0, le=99)] | None = None
    sport: Sport
    sport_raw: Label | None = None
    kind: Kind
    hard: Flag | None = None
    title: Label | None = None
    description: Text | None = None
    coach_notes: Text | None = None
    athlete_notes: Text | None = None
    planned: Planned | None = None
    rpe: Rpe | None = None
    intensity: Intensity | None = None
    structure: Structure | None = None
    strength: Strength | None = None
    priority: Priority | None = None
    key_rank: Annotated[int, Field(strict=True, ge=1, le=99)] | None = None
    optional: Flag | None = None
    alternatives: list[Choice] | None = None
    locked: Lock | None = None
    lock_reason: Text | None = None
    group: GroupPart | None = None
    group_session: Flag | None = None
    if_missed: IfMissed | None = None
    constraints: PlacingPart | None = None
    reduced: ReducedPart | None = None
    status: Status | None = None
    original: OriginalPart | None = None
    inserted: Flag | None = None
    modality: Modality | None = None
    phase_id: Label | None = None
    tags: list[Label] | None = None
    environment: Label | None = None
    location: Label | None = None
    equipment: list[Label] | None = None
    completed: Completed | None = None
    change: ChangeNote | None = None
    source: SourcePart | None = None
    extensions: Extensions | None = None
    updated_at: Instant | None = None
