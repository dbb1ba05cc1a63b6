"""What the reports and the done sessions amount to: the facts from which class, level, directives and tags follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from service.assessment.signals import Signal
from service.domain.adjustment import PerfTrend
from service.domain.assessment import Confidence, TagName
from service.domain.athlete import Gate
from service.domain.history import DoneSession
from service.domain.plan import Race
from service.domain.report import Illness, Side, Timing
from service.domain.report_class import ReportClass
from service.domain.session import PlannedSession, Sport


@dataclass(frozen=True, slots=True)
class Streak:
    """Consecutive leg-session days with heavy legs, counted backwards from the newest report."""

    days: int = 0
    mean: float = 0.0
    """Mean heaviness over the days of it."""
    report_ids: tuple[str, ...] = ()
    self_counted: bool = False
    """The athlete's own count is longer than what the reports show."""


@dataclass(frozen=True, slots=True)
class Block:
    """Seven local dates; block 0 ends today. `average` needs two reports of leg sessions."""

    start: date
    end: date
    average: float | None = None
    heavy: bool = False
    """A heavy report lies in it."""
    highest_level: int = 0
    """Highest level in force on any of its dates, before this assessment."""


@dataclass(frozen=True, slots=True)
class IllnessFacts:
    """The newest word on an illness, from any report of the last six weeks or from the state."""

    now: Illness = Illness.NONE
    """NONE once somebody said that it is over."""
    end: date | None = None
    """Last date with symptoms; None while it goes on."""
    days: int | None = None
    since: date | None = None
    """First date on which this illness was reported."""
    stated_on: date | None = None
    was_acute: bool = False
    """Fever or symptoms below the neck at any time of it, also once it is over."""
    fresh: bool = False
    """The newest word is at most 72 h old."""
    report_ids: tuple[str, ...] = ()

    @property
    def ongoing(self) -> bool:
        return self.now is not Illness.NONE

    @property
    def acute(self) -> bool:
        return self.now in (Illness.FEVER, Illness.BELOW_NECK)


@dataclass(frozen=True, slots=True)
class SorenessSource:
    """A done session that explains sore legs, and how long it lay back at the deciding report."""

    day: date
    hours: float
    session_id: str | None
    """None when only the athlete's word tells of leg strength."""


@dataclass(frozen=True, slots=True)
class SorenessFacts:
    """The newest fresh word on soreness."""

    points: int
    side: Side | None
    sites: tuple[str, ...]
    day: date
    observed_at: datetime
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SleepFacts:
    """Nights of the last 7 days, oldest first, as (date of waking, value); at most one value a date."""

    hours: tuple[tuple[date, float], ...] = ()
    quality: tuple[tuple[date, int], ...] = ()
    last_hours: float | None = None
    """The night before today; None when nothing was said today."""
    last_quality: int | None = None
    mean_3: float | None = None
    """Mean of the last three nights in hand."""
    deviation: float | None = None
    """Standard deviation over the nights in hand, from three nights on."""
    short_nights: int = 0
    """Nights under six hours."""
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Features:
    """Everything that the rules ask of the past. Blocks, streak and strain are relative to `today`."""

    now: datetime
    today: date
    # reports
    reports: tuple[Signal, ...] = ()
    """Normalised reports of the last 42 days, oldest first."""
    leg_reports: tuple[Signal, ...] = ()
    """Those about leg sessions (G2)."""
    fresh: tuple[Signal, ...] = ()
    latest: Signal | None = None
    """The newest fresh report, whatever it tells."""
    deciding: Signal | None = None
    """The fresh report that sets the class: the newest that says how heavy the legs were, unless it is a good word
    without a leg session and a heavy one is not yet 72 h old."""
    timing: Timing = Timing.UNKNOWN
    """Corrected timing of the deciding report."""
    confidence: Confidence = Confidence.NORMAL
    conflict: bool = False
    # patterns
    heavy10: float = 0.0
    streak: Streak = Streak()
    blocks: tuple[Block, ...] = ()
    """B0 to B5."""
    week_trend: bool = False
    rising3: bool = False
    start_days14: int = 0
    """Heavy days of the start type in 14 days."""
    overload_week: bool = False
    """The coach labelled this week as one of deliberate overload."""
    # body and life
    strain: frozenset[str] = frozenset()
    """Of `sleep`, `irritability`, `motivation`, `stress`, `effort`: worse than usual in the last 7 days."""
    constant_strain: frozenset[str] = frozenset()
    """The same names, where it has been so for 21 days and more (G10)."""
    pain: int = 0
    """The newest fresh word; 0 when nobody said."""
    pain_site: str | None = None
    soreness: SorenessFacts | None = None
    doms_source: SorenessSource | None = None
    strength_source: SorenessSource | None = None
    """Leg strength inside the shorter window that counts when nothing was said about soreness."""
    illness: IllnessFacts = IllnessFacts()
    sleep: SleepFacts = SleepFacts()
    mean_stress: float | None = None
    """Over the last 7 days."""
    motivation_low: bool = False
    form_affected: bool = False
    """Said in the last 7 days."""
    cycle: bool = False
    """Usual for the athlete's cycle on at least half of the heavy reports of B0, with little strain (G16)."""
    note_flagged: tuple[Signal, ...] = ()
    """Reports whose free text holds a warning word and that no later answer to the safety question follows."""
    # training
    affected_sport: Sport | None = None
    done_leg: tuple[DoneSession, ...] = ()
    """Done leg sessions of the last 42 days, oldest first."""
    spike: bool = False
    effort_drift: tuple[DoneSession, ...] = ()
    """Sessions of the last 7 days that cost at least 2 points more than planned."""
    perf_trend: PerfTrend = PerfTrend.UNKNOWN
    days_in_row: int = 0
    """Training days without a rest day, up to today or yesterday."""
    quiet_days: tuple[date, ...] = ()
    """Dates of confirmed sessions of the affected sport, no harder than planned, that nobody complained about."""
    missed_in_row: int = 0
    """Newest past sessions in a row that nobody confirmed."""
    adherence: float | None = None
    """Share of the past sessions of 14 days that were not skipped."""
    # races, gates, history
    next_race: Race | None = None
    """The next A- or B-race from today on that is not done."""
    next_race_session: PlannedSession | None = None
    days_to_race: int | None = None
    taper: bool = False
    """An A- or B-race within 14 days, or a phase of kind taper."""
    gates: tuple[Gate, ...] = ()
    """Those of the profile, and `minor` by birth year."""
    asked: tuple[str, ...] = ()
    """What earlier answers asked and when, as the state keeps it (`Q-LEA@2026-03-08`)."""
    level_on: Mapping[date, int] | None = None
    """Level in force by date over the last 42 days, before this assessment; dates without an entry had level 0."""
    causes: frozenset[TagName] = frozenset()
    """Tags with evidence, set once they are known."""
    klass: ReportClass | None = None
    """Set once the class is known, for the tags that depend on it."""

    def since(self, days: int) -> tuple[Signal, ...]:
        """Reports of the last `days` local dates, today included, oldest first."""
        return tuple(s for s in self.reports if 0 <= (self.today - s.day).days < days)

    def leg_since(self, days: int) -> tuple[Signal, ...]:
        """Reports about leg sessions of the last `days` local dates, today included, oldest first."""
        return tuple(s for s in self.leg_reports if 0 <= (self.today - s.day).days < days)
