"""What the assessment asks of the plan: dates, caps and counts, never causes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from service.domain.session import Modality, Sport


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
