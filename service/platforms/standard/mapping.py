"""From the generic messages to our events. `report.submitted` carries a `report/1`, so nothing has to be guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from service.documents.base import Instant, Label, LocalDate, Name, Part, Text, Zone
from service.documents.refusal import validated
from service.domain.session import Sport
from service.kit.weeks import local_date
from service.platforms.base import Notice
from service.platforms.events import ActivityCompleted, PlanChangedThere, PlatformEvent, ReportSubmitted, Score, ScoreKind, WellnessRecorded

PROVIDER = "standard"
REPORT = "report.submitted"
OfHundred = Annotated[float, Field(strict=True, ge=0, le=100)]
Seconds = Annotated[int, Field(strict=True, ge=0, le=172_800)]


class ScoresPart(Part):
    """RPE goes from 0 to 10; all others from 0 to 100, soreness, fatigue and stress with 100 as the worst."""

    rpe: Annotated[float, Field(strict=True, ge=0, le=10)] | None = None
    feel: OfHundred | None = None
    soreness: OfHundred | None = None
    fatigue: OfHundred | None = None
    stress: OfHundred | None = None
    mood: OfHundred | None = None
    motivation: OfHundred | None = None
    sleep_quality: OfHundred | None = None


class ReportPart(Part):
    athlete_ref: Name
    report: dict[str, Any]


class WellnessPart(Part):
    athlete_ref: Name
    local_date: LocalDate
    scores: ScoresPart = Field(default_factory=ScoresPart)
    text: Text | None = None
    sleep_s: Seconds | None = None


class ActivityPart(Part):
    athlete_ref: Name
    activity_id: Name
    sport: Sport
    started_at: Instant
    timezone: Zone
    moving_s: Seconds | None = None
    elapsed_s: Seconds | None = None
    distance_m: Annotated[float, Field(strict=True, ge=0, le=1_000_000)] | None = None
    session_id: Label | None = None
    scores: ScoresPart = Field(default_factory=ScoresPart)
    text: Text | None = None


def understand(notice: Notice) -> tuple[PlatformEvent, ...]:
    """Raises BadInput naming the field that does not fit; nothing for a type that is none of ours."""
    told = dict(notice.content or {}).get("data", {})
    match notice.kind:
        case kind if kind == REPORT:
            part = validated(ReportPart, told, "data", at="/data")
            return (ReportSubmitted(PROVIDER, part.report),)
        case "wellness.recorded":
            return (_wellness(validated(WellnessPart, told, "data", at="/data")),)
        case "activity.completed":
            return (_activity(validated(ActivityPart, told, "data", at="/data")),)
        case "plan.changed":
            return (PlanChangedThere(PROVIDER),)
        case _:
            return ()


def _wellness(part: WellnessPart) -> WellnessRecorded:
    return WellnessRecorded(PROVIDER, part.local_date, scores=_scores(part.scores), notes=_notes(part.text), sleep_s=part.sleep_s)


def _activity(part: ActivityPart) -> ActivityCompleted:
    started: datetime = part.started_at
    return ActivityCompleted(
        PROVIDER,
        part.activity_id,
        part.sport,
        started,
        local_date(started, part.timezone),
        moving_s=part.moving_s,
        elapsed_s=part.elapsed_s,
        distance_m=part.distance_m,
        plan_external_id=part.session_id,
        scores=_scores(part.scores),
        notes=_notes(part.text),
    )


def _scores(part: ScoresPart) -> tuple[Score, ...]:
    given: Mapping[str, float] = part.model_dump(exclude_none=True)
    return tuple(
        Score(ScoreKind(name), value, name, value, f"standard:{'0-10' if name == 'rpe' else '0-100'}") for name, value in given.items()
    )


def _notes(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()
