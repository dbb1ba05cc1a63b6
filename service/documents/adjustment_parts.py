"""The parts of `adjustment/1`: changes with reasons and prices, goals, conflicts, the solver's proof."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from service.documents.base import LocalDate, Part
from service.documents.directives import RaceOptionPart
from service.domain.adjustment import Action, Change, GoalResult, LevelResult, Price, SolverReport, Violation
from service.domain.conflict import Conflict, LockConflict
from service.domain.directives import RaceConflict
from service.domain.session import Kind, Modality, PartOfDay, PlannedSession, Sport, Status


class SessionValues(Part):
    """What a change changes. Seconds, metres, load in rpe_min."""

    day: LocalDate = Field(alias="date")
    part_of_day: PartOfDay
    sport: Sport
    kind: Kind
    hard: bool
    duration_s: int
    distance_m: int | None
    load: int
    rpe: float | None
    status: Status
    modality: Modality | None
    title: str


class ReasonPart(Part):
    code: str
    rows: list[str]
    text: str
    report_ids: list[str]


class PricePart(Part):
    """What refusing the change would cost: the first level that gets worse, or the conflict."""

    feasible: bool
    level: str | None
    delta: int | None
    conflict: str | None


class ChangePart(Part):
    key: str
    session_id: str
    action: Action
    before: SessionValues | None
    after: SessionValues
    modality: Modality | None
    reasons: list[ReasonPart]
    price: PricePart | None


class GoalPart(Part):
    week_start: LocalDate
    metric: str
    unit: str
    planned: int
    floor: int | None
    cap: int | None
    revised: int
    met: bool
    because: list[str]


class LevelPart(Part):
    name: str
    value: int
    bound: int
    proved: bool


class SolverPart(Part):
    status: str
    levels: list[LevelPart]
    wall_ms: float
    deterministic_time: float
    window_days: int


class ViolationPart(Part):
    rule: str
    text: str
    session_ids: list[str]
    rows: list[str]


class CheckedPart(Part):
    """What the independent checker looked at, and what it found."""

    rules_checked: int
    violations: list[ViolationPart]


class RelaxationPart(Part):
    rule: str
    text: str


class ConflictPart(Part):
    """Rules that cannot all hold, and the cheapest ways out."""

    rules: list[str]
    text: str
    relaxations: list[RelaxationPart]


class OpenConflictPart(Part):
    """Something that only a person can decide: a locked session or a race in the way."""

    code: str
    session_id: str | None
    race_id: str | None
    day: LocalDate | None = Field(alias="date")
    rules: list[str]
    text: str
    options: list[RaceOptionPart]


def write_changes(changes: Iterable[Change]) -> list[ChangePart]:
    return [
        ChangePart(
            key=change.key,
            session_id=change.session_id,
            action=change.action,
            before=None if change.before is None else _values(change.before),
            after=_values(change.after),
            modality=change.modality,
            reasons=[ReasonPart(code=r.code, rows=list(r.rows), text=r.text, report_ids=list(r.report_ids)) for r in change.reasons],
            price=_price(change.price),
        )
        for change in changes
    ]


def write_goals(goals: Iterable[GoalResult]) -> list[GoalPart]:
    return [
        GoalPart(
            week_start=goal.week_start,
            metric=goal.metric,
            unit=goal.unit,
            planned=goal.planned,
            floor=goal.floor,
            cap=goal.cap,
            revised=goal.revised,
            met=goal.met,
            because=list(goal.because),
        )
        for goal in goals
    ]


def write_solver(report: SolverReport) -> SolverPart:
    return SolverPart(
        status=report.status,
        levels=write_levels(report.levels),
        wall_ms=report.wall_ms,
        deterministic_time=report.deterministic_time,
        window_days=report.window_days,
    )


def write_levels(levels: Iterable[LevelResult]) -> list[LevelPart]:
    return [LevelPart(name=level.name, value=level.value, bound=level.bound, proved=level.proved) for level in levels]


def write_violations(rules_checked: int, violations: Iterable[Violation]) -> CheckedPart:
    parts = [ViolationPart(rule=v.rule, text=v.text, session_ids=list(v.session_ids), rows=list(v.rows)) for v in violations]
    return CheckedPart(rules_checked=rules_checked, violations=parts)


def write_conflict(conflict: Conflict | None) -> ConflictPart | None:
    if conflict is None:
        return None
    ways_out = [RelaxationPart(rule=r.rule, text=r.text) for r in conflict.relaxations]
    return ConflictPart(rules=list(conflict.rules), text=conflict.text, relaxations=ways_out)


def write_open_conflicts(locks: Iterable[LockConflict], races: Iterable[RaceConflict]) -> list[OpenConflictPart]:
    held = [
        OpenConflictPart(
            code="lock-conflict", session_id=c.session_id, race_id=None, day=None, rules=list(c.rules), text=c.text, options=[]
        )
        for c in locks
    ]
    started = [
        OpenConflictPart(
            code="race-conflict",
            session_id=c.session_id,
            race_id=c.race_id,
            day=c.date,
            rules=[],
            text=c.text,
            options=[RaceOptionPart(code=o.code, text=o.text) for o in c.options],
        )
        for c in races
    ]
    return held + started


def _values(session: PlannedSession) -> SessionValues:
    return SessionValues(
        day=session.date,
        part_of_day=session.part_of_day,
        sport=session.sport,
        kind=session.kind,
        hard=session.hard,
        duration_s=session.duration_s,
        distance_m=session.distance_m,
        load=session.load,
        rpe=session.rpe,
        status=session.status,
        modality=session.modality,
        title=session.title,
    )


def _price(price: Price | None) -> PricePart | None:
    if price is None:
        return None
    return PricePart(feasible=price.feasible, level=price.level, delta=price.delta, conflict=price.conflict)
