"""One planned training session, as the rules see it.

Documents carry more (titles of steps, external ids, free text); they keep that to themselves. Durations are seconds
at the edges and whole minutes in the rules; loads are whole `rpe_min` (session RPE on the CR10 scale times minutes).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from service.domain.placing import IfMissed, Placing


class Sport(StrEnum):
    RUN = "run"
    BIKE = "bike"
    SWIM = "swim"
    STRENGTH = "strength"
    REST = "rest"
    BRICK = "brick"
    WALK = "walk"
    HIKE = "hike"
    ROW = "row"
    SKI = "ski"
    MOBILITY = "mobility"
    CROSS = "cross"
    OTHER = "other"


class Kind(StrEnum):
    REST = "rest"
    RECOVERY = "recovery"
    EASY = "easy"
    STEADY = "steady"
    LONG = "long"
    TEMPO = "tempo"
    THRESHOLD = "threshold"
    INTERVAL = "interval"
    VO2 = "vo2"
    HILLS = "hills"
    FARTLEK = "fartlek"
    RACE_PACE = "race_pace"
    RACE = "race"
    TEST = "test"
    STRENGTH = "strength"
    CORE = "core"
    UPPER_BODY = "upper_body"
    MOBILITY = "mobility"
    TECHNIQUE = "technique"
    BRICK = "brick"
    CROSS = "cross"
    OTHER = "other"


class Status(StrEnum):
    PLANNED = "planned"
    COMPLETED = "completed"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class PartOfDay(StrEnum):
    ANY = "any"
    AM = "am"
    MIDDAY = "midday"
    PM = "pm"
    EVENING = "evening"


class Priority(StrEnum):
    KEY = "key"
    NORMAL = "normal"
    OPTIONAL = "optional"


class Lock(StrEnum):
    """`date`: may become easier but not move. `all`: untouchable."""

    NONE = "none"
    DATE = "date"
    ALL = "all"


class GroupKind(StrEnum):
    BRICK = "brick"
    DOUBLE = "double"
    SEQUENCE = "sequence"


class Modality(StrEnum):
    """What an easy run can be swapped for."""

    BIKE = "bike"
    POOL_RUN = "pool_run"
    SWIM = "swim"
    ELLIPTICAL = "elliptical"
    WALK = "walk"


@dataclass(frozen=True, slots=True)
class Group:
    """Sessions that belong together: a brick, a double, or a sequence on following days."""

    id: str
    kind: GroupKind
    index: int = 0
    max_gap_days: int | None = None


@dataclass(frozen=True, slots=True)
class ShorterForm:
    """The author's own shorter form of a session; preferred to any shortening of ours."""

    duration_s: int
    load: int
    kind: Kind | None = None
    distance_m: int | None = None
    rpe: float | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """A session as its coach last wrote it, kept by the first adjustment that changes it (ruling D1)."""

    date: date
    part_of_day: PartOfDay
    sport: Sport
    kind: Kind
    hard: bool
    duration_s: int
    distance_m: int | None
    load: int
    rpe: float | None
    status: Status
    rpe_high: float | None = None
    title: str = ""
    start_time: time | None = None
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """What was done; absent values fall back to what was planned."""

    at: datetime | None = None
    duration_s: int | None = None
    distance_m: int | None = None
    load: int | None = None
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session of a plan. `hard`, `load` and `rpe` are resolved: defaults by kind are already filled in."""

    id: str
    date: date
    sport: Sport
    kind: Kind
    duration_s: int
    load: int
    hard: bool
    title: str = ""
    rpe: float | None = None
    """Mean of the planned range; None only where nothing is planned (rest)."""
    rpe_high: float | None = None
    distance_m: int | None = None
    load_estimated: bool = False
    part_of_day: PartOfDay = PartOfDay.ANY
    start_time: time | None = None
    order_in_day: int = 0
    priority: Priority = Priority.NORMAL
    key_rank: int | None = None
    """1 is worth most among key sessions; resolved when the plan is read."""
    lock: Lock = Lock.NONE
    group: Group | None = None
    group_session: bool = False
    """Trained with other people: may be eased or dropped in place, never moved."""
    status: Status = Status.PLANNED
    completed: Completion | None = None
    reduced: ShorterForm | None = None
    original: Original | None = None
    inserted: bool = False
    modality: Modality | None = None
    if_missed: IfMissed | None = None
    placing: Placing | None = None
    environment: str | None = None
    opener: bool = False
    """A short sharpening session close to a race (20 minutes of work at most)."""
    warmup_min: float | None = None
    """Planned minutes of warming up; None when the plan does not say."""
    cooldown_min: float | None = None

    @property
    def minutes(self) -> int:
        """Planned minutes, half a minute rounded up."""
        return (self.duration_s + 30) // 60

    @property
    def is_key(self) -> bool:
        return self.priority is Priority.KEY

    @property
    def is_rest(self) -> bool:
        return self.sport is Sport.REST or self.kind is Kind.REST

    @property
    def is_race(self) -> bool:
        return self.kind is Kind.RACE

    @property
    def is_leg_strength(self) -> bool:
        return self.sport is Sport.STRENGTH and self.kind not in (Kind.CORE, Kind.UPPER_BODY, Kind.MOBILITY)

    @property
    def is_off(self) -> bool:
        """Cancelled, skipped or suspended: nothing happens on its date."""
        return self.status in (Status.CANCELLED, Status.SKIPPED, Status.SUSPENDED)

    def snapshot(self) -> Original:
        """The present form as an `Original`; the one already kept wins."""
        return self.original or Original(
            self.date, self.part_of_day, self.sport, self.kind, self.hard,
            self.duration_s, self.distance_m, self.load, self.rpe, self.status,
            self.rpe_high, self.title, self.start_time, self.modality,
        )  # fmt: skip

    def restored(self) -> PlannedSession:
        """The session as its coach last wrote it, with `original` still attached."""
        if self.original is None:
            return self
        was = self.original
        return replace(
            self, date=was.date, part_of_day=was.part_of_day, sport=was.sport, kind=was.kind, hard=was.hard,
            duration_s=was.duration_s, distance_m=was.distance_m, load=was.load, rpe=was.rpe, status=was.status,
            rpe_high=was.rpe_high, title=was.title, start_time=was.start_time, modality=was.modality,
        )  # fmt: skip
