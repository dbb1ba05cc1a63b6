"""The levels about the shape of the weeks: spread of load, share of easy minutes, habits."""

from __future__ import annotations

from datetime import date, timedelta

from service.checker.case import Case, now_of
from service.checker.words import of_affected_sport
from service.domain.classes import is_easy, is_endurance, is_run
from service.domain.session import PlannedSession


def load_spread(case: Case) -> int:
    """Largest minus smallest load of a date that has any, today to the end of W2 (K12)."""
    if not case.policy.on("K12"):
        return 0
    loads: dict[date, int] = {}
    for session in now_of(case.present):
        if case.today <= session.date <= case.directives.w2.end:
            loads[session.date] = loads.get(session.date, 0) + session.load
    above = [load for load in loads.values() if load > 0]
    return max(above) - min(above) if above else 0


def easy_share_gap(case: Case) -> int:
    """Minutes by which the easy share of both windows misses its range (K32)."""
    if not case.policy.on("K32"):
        return 0
    w1, w2 = case.directives.windows
    sessions = [s for s in now_of(case.present) if w1.start <= s.date <= w2.end and is_endurance(s)]
    total = sum(s.minutes for s in sessions)
    easy = sum(s.minutes for s in sessions if is_easy(s, case.policy.sessions))
    least, most = case.policy.aims.easy_share_least_percent, case.policy.aims.easy_share_most_percent
    gap = max(0, least * total - 100 * easy, 100 * easy - most * total)
    return -(-gap // 100)


def preferences(case: Case) -> int:
    return _strength_without_recovery(case) + _long_runs_off_their_weekday(case) + _hard_return(case)


def _strength_without_recovery(case: Case) -> int:
    """Leg strength that no light run follows on one of the two dates after."""
    if not case.policy.on("S1-16"):
        return 0
    light = {s.date for s in now_of(case.present) if _is_light_run(case, s)}
    strength = [s.now.date for s in case.present if s.now.is_leg_strength and case.today <= s.now.date <= case.directives.w2.end]
    return sum(not light & {day + timedelta(days=1), day + timedelta(days=2)} for day in strength)


def _is_light_run(case: Case, session: PlannedSession) -> bool:
    short = session.minutes <= case.policy.aims.after_strength_run_minutes
    return is_run(session) and short and session.rpe is not None and session.rpe <= case.policy.sessions.easy_target_rpe


def _long_runs_off_their_weekday(case: Case) -> int:
    wanted = case.brief.athlete.long_run_weekdays
    if not wanted:
        return 0
    moved = [s.now for s in case.movable if s.moved and not s.now.is_off]
    return sum(is_run(s) and case.long.is_long(s) and s.date.weekday() not in wanted for s in moved)


def _hard_return(case: Case) -> int:
    """At levels 1 and 2 the next date on the affected legs is better not a hard one."""
    if case.directives.level not in (1, 2):
        return 0
    ahead = [
        s for s in now_of(case.present)
        if case.today < s.date <= case.tail_end and of_affected_sport(s, case.directives, case.policy)
    ]  # fmt: skip
    first = min((s.date for s in ahead), default=None)
    return int(any(s.date == first and s.hard for s in ahead))
