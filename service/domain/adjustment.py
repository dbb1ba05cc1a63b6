"""What an adjustment is made of: the request, the changes with reasons, goals kept and missed, lints, violations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.domain.assessment import Assessment
from service.domain.athlete import Athlete
from service.domain.conflict import Conflict, LockConflict
from service.domain.directives import RaceConflict
from service.domain.plan import Plan
from service.domain.report import Report
from service.domain.session import Modality, PartOfDay, PlannedSession
from service.domain.state import Clearance, Override, State


class OutcomeName(StrEnum):
    NO_CHANGE = "no_change"
    REVISED = "revised"
    SUSPENDED = "suspended"
    NEEDS_COACH = "needs_coach"
    NO_PLAN_FITS = "no_plan_fits"
    NOT_DECIDED = "not_decided"


class Action(StrEnum):
    MOVE = "move"
    EASE = "ease"
    SHORTEN = "shorten"
    SWAP = "swap"
    DROP = "drop"
    REST = "rest"
    INSERT = "insert"
    WARM_UP = "warm_up"
    SUSPEND = "suspend"
    RESTORE = "restore"
    """Back to what the coach wrote, after an earlier adjustment."""


class PerfTrend(StrEnum):
    STABLE = "stable"
    DECLINING = "declining"
    IMPROVING = "improving"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Pin:
    """The coach's word: this session on that date (and part of day). Its form may still become easier."""

    session_id: str
    date: date
    part_of_day: PartOfDay | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One change that the coach does not want, by its key.

    `s-9:move` forbids that action for that session in every form; `insert:2026-03-05:bike` one insertion.
    """

    key: str

    @property
    def session_id(self) -> str:
        return self.key.rsplit(":", 1)[0]

    @property
    def action(self) -> str:
        return "insert" if self.key.startswith("insert:") else self.key.rsplit(":", 1)[1]


@dataclass(frozen=True, slots=True)
class Options:
    horizon_days: int = 14
    pins: tuple[Pin, ...] = ()
    refuse: tuple[Refusal, ...] = ()
    alternatives: int = 0
    explain: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that one adjustment depends on; the present moment included."""

    now: datetime
    plan: Plan
    athlete: Athlete
    reports: tuple[Report, ...] = ()
    state: State | None = None
    overrides: tuple[Override, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    perf_trend: PerfTrend = PerfTrend.UNKNOWN
    options: Options = Options()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change was made: the rule's code, its catalogue rows, one sentence for the coach."""

    code: str
    rows: tuple[str, ...]
    text: str
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Price:
    """What refusing one change would cost: the first level that gets worse and by how much, or the conflict."""

    feasible: bool
    level: str | None = None
    delta: int | None = None
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change against the plan as it came in. `before` is None for an insertion."""

    key: str
    session_id: str
    action: Action
    before: PlannedSession | None
    after: PlannedSession
    reasons: tuple[Reason, ...] = ()
    price: Price | None = None
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class GoalResult:
    """One weekly goal against the coach's version; `because` names the rules that kept it from being met."""

    week_start: date
    metric: str
    unit: str
    planned: int
    revised: int
    met: bool
    floor: int | None = None
    cap: int | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lint:
    """Something about the plan that a coach may want to look at; never a reason to change it unasked."""

    code: str
    text: str
    session_ids: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a finished plan breaks. `rule` is the name under which solver and checker know it."""

    rule: str
    text: str
    session_ids: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelResult:
    """One level of the objective: the value reached and the bound that was proved."""

    name: str
    value: int
    bound: int
    proved: bool


@dataclass(frozen=True, slots=True)
class SolverReport:
    status: str
    """`optimal`, `feasible`, `infeasible`, `unknown` or `not_needed`."""
    levels: tuple[LevelResult, ...] = ()
    wall_ms: float = 0.0
    deterministic_time: float = 0.0
    window_days: int = 14


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another plan that keeps every hard rule, for a coach who weighs things differently."""

    name: str
    text: str
    changes: tuple[Change, ...]
    levels: tuple[LevelResult, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class InputWarning:
    """Something that was accepted and that the caller should know."""

    code: str
    pointer: str
    text: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The whole answer to a request, before it is written as a document."""

    outcome: OutcomeName
    assessment: Assessment
    plan: Plan
    """The revised plan; the plan as it came in where nothing changed."""
    changes: tuple[Change, ...] = ()
    goals: tuple[GoalResult, ...] = ()
    lints: tuple[Lint, ...] = ()
    solver: SolverReport = SolverReport("not_needed")
    rules_checked: int = 0
    violations: tuple[Violation, ...] = ()
    warnings: tuple[InputWarning, ...] = ()
    conflict: Conflict | None = None
    lock_conflicts: tuple[LockConflict, ...] = ()
    race_conflicts: tuple[RaceConflict, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    message: str = ""
    """Draft to the athlete, at most 60 words."""
