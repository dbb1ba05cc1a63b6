"""What the assessment says: class, level, directives, tags, advice, referral, and the state to hand back next time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from service.domain.session import Modality, Sport


class ReportClass(StrEnum):
    RED_FLAG = "RED_FLAG"
    POST_ILLNESS = "POST_ILLNESS"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"
    GOOD = "GOOD"
    TAPER_NORMAL = "TAPER_NORMAL"
    P5_WEEK_TREND = "P5_WEEK_TREND"
    P4_MULTI_DAY = "P4_MULTI_DAY"
    EXPECTED_DOMS = "EXPECTED_DOMS"
    P3_WHOLE_RUN = "P3_WHOLE_RUN"
    P2_MIDWAY = "P2_MIDWAY"
    P1_START = "P1_START"
    ISOLATED = "ISOLATED"


class Confidence(StrEnum):
    LOW = "low"
    NORMAL = "normal"


class TagName(StrEnum):
    WARMUP = "WARMUP"
    STIFF = "STIFF"
    PACING = "PACING"
    FUEL = "FUEL"
    HYDRATION = "HYDRATION"
    HEAT = "HEAT"
    SLEEP = "SLEEP"
    STRESS = "STRESS"
    LOAD = "LOAD"
    FREQ = "FREQ"
    GREYZONE = "GREYZONE"
    STRENGTH = "STRENGTH"
    FORM = "FORM"
    SHOES = "SHOES"
    ILLNESS = "ILLNESS"
    TRAVEL = "TRAVEL"
    IRON_RISK = "IRON_RISK"
    LEA_RISK = "LEA_RISK"
    CAPACITY = "CAPACITY"
    CYCLE = "CYCLE"


class Urgency(StrEnum):
    EMERGENCY = "emergency"
    PROMPT = "prompt"
    ROUTINE = "routine"


class Question(StrEnum):
    HEAVINESS = "Q-HEAVINESS"
    TIMING = "Q-TIMING"
    SORENESS = "Q-SORENESS"
    SAFETY = "Q-SAFETY"
    CONFIRM = "Q-CONFIRM"
    UPDATE = "Q-UPDATE"
    CAUSE = "Q-CAUSE"
    ILLNESS = "Q-ILLNESS"
    MISSED = "Q-MISSED"
    LEA = "Q-LEA"


class Scope(StrEnum):
    """Which sessions a directive about hard or long sessions binds."""

    AFFECTED = "affected"
    """Leg sessions of the affected sport (levels 1 and 2)."""
    LEGS = "legs"
    """Leg sessions of every sport (levels 3 and 4)."""
    ALL = "all"
    """Every endurance session, swims included (illness, or strain at levels 3 and 4)."""


class DayRuleKind(StrEnum):
    """What one date forbids."""

    NO_HARD = "no_hard"
    NO_LONG = "no_long"
    EASY_ONLY = "easy_only"
    """Leg sessions are easy; no leg strength."""
    REST_OR_SHORT_CROSS = "rest_or_short_cross"
    """No leg session; cross-training of 30 minutes at most."""
    NO_HARD_OUTDOORS = "no_hard_outdoors"
    """No hard and no long session outdoors."""
    NO_MOVE_IN = "no_move_in"
    """Nothing is moved onto this date."""


class OverrideResult(StrEnum):
    APPLIED = "applied"
    VOID = "void"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Tag:
    """A likely cause. `rows` are the catalogue rows that set it; `evidence` False marks a default, not a finding."""

    tag: TagName
    confidence: Confidence
    rows: tuple[str, ...]
    evidence: bool = True


@dataclass(frozen=True, slots=True)
class Referral:
    urgency: Urgency
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceLine:
    text: str
    rows: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class AdviceCard:
    card: str
    title: str
    lines: tuple[AdviceLine, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A habit that was looked at: what was found, or that nothing was found (S0-02)."""

    side: str
    """`training` or `recovery`."""
    name: str
    finding: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A note to the coach; `code` is stable kebab-case."""

    code: str
    text: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Seven days of a directive. None means as planned. Sessions already done in the window count."""

    name: str
    start: date
    end: date
    load_cap: float | None
    max_hard: int | None
    max_runs: int | None
    min_rest_days: int

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class CrossTraining:
    """How many sessions may be converted (`max`; None: any number), and how many are wanted (`min`)."""

    min: int = 0
    max: int | None = None
    modalities: tuple[Modality, ...] = ()
    """What may be swapped in, best first; never the sport that caused the heaviness."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """A rule for one date; `code` names its cause (`sleep`, `travel`, `heat`, `soreness`, `taper` …)."""

    day: date
    kind: DayRuleKind
    code: str
    rows: tuple[str, ...]
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Because:
    """Why a directive stands: catalogue rows and the reports behind it."""

    rows: tuple[str, ...]
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RaceOption:
    code: str
    """`start_as_planned`, `run_it_easy` or `do_not_start`."""
    text: str


@dataclass(frozen=True, slots=True)
class RaceConflict:
    """A race stands where the directives want none; a person decides (ruling G14)."""

    session_id: str | None
    race_id: str | None
    date: date
    text: str
    options: tuple[RaceOption, ...]


@dataclass(frozen=True, slots=True)
class Directives:
    """What the assessment asks of the plan: dates, caps and counts, never causes.

    Dates named `first_*` are the earliest allowed; None is no limit. Fields of level 0 ask for nothing.
    """

    level: int
    anchor: date
    day0: date
    w1: Window
    w2: Window
    affected_sport: Sport | None = None
    """The sport whose HARD sessions and runs are counted; other leg sports keep their plan. None: all leg sports."""
    hard_scope: Scope = Scope.AFFECTED
    """Which hard and long sessions the dates and ratios bind."""
    first_hard_on: date | None = None
    first_strength_on: date | None = None
    first_long_on: date | None = None
    first_speed_on: date | None = None
    """At level 3 the one hard session of W1 is no speed session until a good report has come."""
    long_max_ratio: float = 1.0
    long_easy: bool = False
    cross_training: CrossTraining = CrossTraining()
    rest_by: date | None = None
    """One rest day falls on or before this date."""
    rest_dates: tuple[date, ...] = ()
    """Dates that must be rest."""
    core_min: int = 0
    """Core sessions wanted in W1 (FORM)."""
    easy_until: date | None = None
    """Every hard session up to this date is run easy (FORM)."""
    easy_share_kept: float | None = None
    """Least share of the planned easy minutes that stays in W1 (FORM)."""
    run_minutes_cap: int | None = None
    """Most run minutes in W1 (FORM: no growth on poor movement)."""
    max_session_minutes: int | None = None
    """No run lasts longer (heaviness that comes at a repeatable point)."""
    day_rules: tuple[DayRule, ...] = ()
    """Standing directives of single dates: sleep, travel, heat, soreness, taper."""
    move_days: int = 0
    """Most days that a key session may move."""
    may_insert: bool = True
    ease_only: bool = False
    """Nothing moves: sessions may only become easier in place (gates)."""
    protected_ids: tuple[str, ...] = ()
    """Openers before a race: may be shortened, never dropped."""
    must_change: bool = False
    """An empty answer is an error unless the plan meets every directive already."""
    suspend: bool = False
    race_conflicts: tuple[RaceConflict, ...] = ()
    because: Mapping[str, Because] = field(default_factory=dict)
    """Rows and reports by directive name (`first_hard_on`, `load_cap_w1` …)."""

    @property
    def windows(self) -> tuple[Window, Window]:
        return (self.w1, self.w2)

    def why(self, name: str) -> Because:
        return self.because.get(name, Because(()))


@dataclass(frozen=True, slots=True)
class LevelSpan:
    start: date
    level: int


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A red flag that no clearance covers yet; it never expires."""

    code: str
    observed_at: datetime
    report_id: str


@dataclass(frozen=True, slots=True)
class State:
    """What the service remembers of an athlete between two assessments (`state/1`)."""

    level: int = 0
    anchor: date | None = None
    level_since: date | None = None
    levels: tuple[LevelSpan, ...] = ()
    """Levels in force over the last six weeks, oldest first."""
    klass: ReportClass | None = None
    overrides_in_force: Mapping[str, object] = field(default_factory=dict)
    """`illness_end`, `illness_days`, `source_date`, `form_until` …: class overrides that outlive their report."""
    windows: tuple[Window, ...] = ()
    review_on: date | None = None
    good_reports: tuple[str, ...] = ()
    open_flags: tuple[OpenFlag, ...] = ()
    asked: tuple[str, ...] = ()
    needs_coach: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """A coach's decision against the computed answer; `scope` is `level` or the name of one directive."""

    coach: str
    scope: str
    value: object
    reason: str
    created_at: datetime
    expires_on: date
    computed_level: int | None = None


@dataclass(frozen=True, slots=True)
class OverrideAnswer:
    index: int
    result: OverrideResult
    reason: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """Somebody entitled says that flags are settled. An empty scope clears all flags older than the date."""

    by: str
    date: date
    scope: tuple[str, ...] = ()
    note: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer of the assessment. `klass` is the pattern found in the reports, never a diagnosis."""

    klass: ReportClass
    level: int
    computed_level: int
    confidence: Confidence
    directives: Directives
    state: State
    review_on: date | None
    rules: tuple[str, ...]
    """Ids of the catalogue rows and table rows that produced the answer, sorted."""
    secondary: tuple[ReportClass, ...] = ()
    subtype: str | None = None
    tags: tuple[Tag, ...] = ()
    referral: Referral | None = None
    questions: tuple[Question, ...] = ()
    advice: tuple[AdviceCard, ...] = ()
    notices: tuple[Notice, ...] = ()
    checks: tuple[Check, ...] = ()
    override: OverrideResult | None = None
    overrides: tuple[OverrideAnswer, ...] = ()
    report_ids: tuple[str, ...] = ()
    needs_coach: bool = False
    """A person has to decide: gates, silence, a race in the way."""
