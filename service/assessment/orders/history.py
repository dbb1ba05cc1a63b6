"""What the athlete has been doing lately, as far as caps and counts are measured against it (rulings G8, G11, G12).

Done means what counts towards fitness: nothing unconfirmed once the athlete confirms at all. How far the history
reaches back and who trains little is read from the plan, so that a missing confirmation can never raise a cap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import fmean

from service.assessment.orders.case import Case
from service.assessment.orders.illness import ill_dates
from service.domain.classes import is_leg_session
from service.domain.history import DoneSession
from service.kit.weeks import days, plus, week_start

BLOCKS = 4
EASIER_PHASES = frozenset({"recovery", "taper", "race"})


@dataclass(frozen=True, slots=True)
class Capacity:
    """Weekly figures of the 28 days before W1; None with too short a history."""

    mean_load: float | None
    usual_load: float | None
    """The mean over ordinary weeks (B): no recovery, taper or ill weeks. 0 when there was none."""
    mean_sessions: float | None
    """Sessions of the affected sport."""


def read_capacity(case: Case) -> Capacity:
    known = _history_days(case)
    if known < case.levels.capacity_needs_history_days:
        return Capacity(None, None, None)
    span = min(known, BLOCKS * 7)
    counted = case.timeline.for_capacity if case.policy.on("G11") else case.timeline.done
    done = [d for d in counted if plus(case.day0, -span) <= d.date < case.day0 and not d.session.is_race]
    ordinary = [sum(_carried(d) for d in done if start <= d.date <= plus(start, 6)) for start in _ordinary_blocks(case, span)]
    return Capacity(
        mean_load=sum(_carried(d) for d in done) * 7 / span,
        usual_load=fmean(ordinary) if ordinary else 0.0,
        mean_sessions=sum(case.is_affected(d.session) for d in done) * 7 / span,
    )


def _carried(done: DoneSession) -> float:
    """Load that speaks for capacity: effort above the planned one is a sign of fatigue and earns nothing."""
    planned = done.session.rpe
    if done.rpe is None or planned is None or done.rpe <= planned:
        return done.load
    return done.load * planned / done.rpe


def trains_little(case: Case) -> bool:
    """Three leg sessions or fewer, or under three hours, in a usual planned week (G12)."""
    span = min(_history_days(case), BLOCKS * 7)
    if span >= case.levels.capacity_needs_history_days:
        sessions, weeks = list(case.planned_between(plus(case.day0, -span), plus(case.day0, -1))), span / 7
    else:
        sessions, weeks = list(case.planned_between(case.day0, plus(case.day0, 6))), 1.0
    leg_sessions = sum(is_leg_session(s, case.policy.sessions) for s in sessions) / weeks
    minutes = sum(s.minutes for s in sessions) / weeks
    return leg_sessions <= case.levels.few_leg_sessions or minutes < case.levels.few_minutes


def planned_load(case: Case, start: date, end: date) -> int:
    """Load of the coach's sessions in the window, races excluded."""
    return sum(s.load for s in case.planned_between(start, end) if not s.is_race)


def _history_days(case: Case) -> int:
    """Days from the first session that counts as done to W1."""
    first = min((d.date for d in case.timeline.done), default=case.day0)
    return (case.day0 - first).days


def _ordinary_blocks(case: Case, span: int) -> list[date]:
    """First dates of the seven-day blocks before W1 of which less than half lies in an easier or ill plan week."""
    ill = ill_dates(case)
    starts = [plus(case.day0, -7 * (n + 1)) for n in range(span // 7)]
    return [s for s in starts if 2 * sum(_is_easier(case, day, ill) for day in days(s, plus(s, 6))) < 7]


def _is_easier(case: Case, day: date, ill: frozenset[date]) -> bool:
    phase, week = case.plan.phase_on(day), case.plan.week_on(day)
    if (phase is not None and phase.kind in EASIER_PHASES) or (week is not None and week.recovery):
        return True
    first = week_start(day, case.plan.first_weekday)
    return any(d in ill for d in days(first, plus(first, 6)))
