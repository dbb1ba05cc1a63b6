"""What platforms tell us, in our own words: the same few events whoever sent them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from service.domain.session import Sport


class ScoreKind(StrEnum):
    """Direction and range belong to the kind: a wrong sign would add load to a tired athlete."""

    RPE = "rpe"
    """0 to 10, 10 is maximal effort; the only one that does not go to 100."""
    FEEL = "feel"
    """100 is best."""
    SORENESS = "soreness"
    """100 is worst."""
    FATIGUE = "fatigue"
    """100 is worst."""
    STRESS = "stress"
    """100 is worst."""
    INJURY = "injury"
    """100 is worst."""
    MOOD = "mood"
    """100 is best."""
    MOTIVATION = "motivation"
    """100 is best."""
    SLEEP_QUALITY = "sleep_quality"
    """100 is best."""
    READINESS = "readiness"
    """100 is best; computed by a device, nobody's own words."""


@dataclass(frozen=True, slots=True)
class Score:
    """A score on our scale, with what was sent, so that a doubtful conversion can be checked."""

    kind: ScoreKind
    value: float
    raw_field: str
    raw_value: float | str
    raw_scale: str
    """Such as `intervals_icu:1-4:1=low`."""


@dataclass(frozen=True, slots=True)
class ActivityCompleted:
    """A session was done, or what is known of it has changed."""

    provider: str
    activity_id: str
    sport: Sport
    started_at: datetime
    """Aware."""
    local_date: date | None
    """The athlete's own calendar day; None where the platform does not tell it: then it is that of the zone in which they live."""
    moving_s: int | None = None
    elapsed_s: int | None = None
    distance_m: float | None = None
    plan_external_id: str | None = None
    """Our id of the planned session that it was paired with there."""
    upstream_ids: tuple[tuple[str, str], ...] = ()
    """Where the platform has it from: (`strava`, id)."""
    scores: tuple[Score, ...] = ()
    notes: tuple[str, ...] = ()
    uploaded_by_hand: bool = False
    has_clock: bool = True
    """False where the platform tells no zone, so that `started_at` is good for its date only."""
    told_at: datetime | None = None
    """By the platform's own clock, where it says so: messages overtake each other, and the later word counts."""


@dataclass(frozen=True, slots=True)
class ActivityDeleted:
    provider: str
    activity_id: str


@dataclass(frozen=True, slots=True)
class WellnessRecorded:
    """How a day was."""

    provider: str
    local_date: date
    updated_at: datetime | None = None
    scores: tuple[Score, ...] = ()
    notes: tuple[str, ...] = ()
    sleep_s: int | None = None
    resting_hr: int | None = None
    hrv_rmssd_ms: float | None = None


@dataclass(frozen=True, slots=True)
class ReportSubmitted:
    """A whole `report/1`, from a program that speaks our own words."""

    provider: str
    document: dict[str, object] = field(hash=False)


@dataclass(frozen=True, slots=True)
class AthleteDisconnected:
    """The athlete's consent is gone."""

    provider: str
    reason: str
    erase: bool
    """Whether what the platform gave has to go too."""


@dataclass(frozen=True, slots=True)
class ScopesChanged:
    provider: str
    granted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanChangedThere:
    """Somebody has changed planned sessions on the platform; which, has to be read there."""

    provider: str


PlatformEvent = (
    ActivityCompleted | ActivityDeleted | WellnessRecorded | ReportSubmitted | AthleteDisconnected | ScopesChanged | PlanChangedThere
)
