"""The level of the weekly goals: how far each window falls short of what was planned or is allowed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from service.checker.case import Case, Standing
from service.checker.words import is_core_work, is_strength
from service.domain.directives import Window
from service.domain.forms import Form
from service.domain.session import PlannedSession
from service.kit.weeks import days

Amount = Callable[[Standing], int]
Planned = Callable[[PlannedSession], int]


def goals_missed(case: Case) -> int:
    return sum(_steps(case, window) + _strength_missed(case, window) for window in case.directives.windows)


def _steps(case: Case, window: Window) -> int:
    """The shortfall in steps of a share of the target; the first step is free."""
    planned_of, now_of = _metric(case, window)
    planned = sum(planned_of(s) for s in case.planned if window.holds(s.date) and not s.is_race)
    target = floor(planned * _allowed_share(case, window))
    if target <= 0:
        return 0
    revised = sum(now_of(s) for s in case.present if window.holds(s.now.date) and not s.now.is_race)
    shortfall = max(0, target - revised)
    return max(0, ceil(Fraction(100 * shortfall, case.policy.aims.goal_step_percent * target)) - 1)


def _allowed_share(case: Case, window: Window) -> Fraction:
    """The share of the planned load that the cap of the window leaves."""
    load = sum(s.load for s in case.planned if window.holds(s.date) and not s.is_race)
    if window.load_cap is None or load <= window.load_cap:
        return Fraction(1)
    return Fraction(window.load_cap) / load


def _metric(case: Case, window: Window) -> tuple[Planned, Amount]:
    """What the coach counts the weeks of the window in: load, else distance, else minutes; load when nothing is stated."""
    weeks = {week.start: week for day in days(window.start, window.end) if (week := case.brief.plan.week_on(day)) is not None}
    goals = [week.goals for week in weeks.values()]
    if any(g.load is not None for g in goals):
        return _load
    if any(g.distance_m is not None for g in goals):
        return (lambda s: s.distance_m or 0), (lambda standing: _metres(case, standing))
    if any(g.duration_s is not None for g in goals):
        return (lambda s: s.minutes), (lambda standing: standing.now.minutes)
    return _load


_load: tuple[Planned, Amount] = ((lambda s: s.load), (lambda standing: standing.now.load))


def _metres(case: Case, standing: Standing) -> int:
    """Metres that count; a swap counts as the running that it stands for, never more than it replaced (K49)."""
    now, was = standing.now, standing.was
    if standing.form is not Form.CROSS or was is None or now.modality is None:
        return now.distance_m or 0
    factor = Fraction(str(case.policy.sessions.swap_minutes_factor[now.modality.value])) if case.policy.on("K49") else Fraction(1)
    replaced = was.distance_m or 0
    return min(replaced, floor(replaced * now.minutes / (factor * max(was.minutes, 1))))


def _strength_missed(case: Case, window: Window) -> int:
    planned = sum(_is_strength_goal(case, s) for s in case.planned if window.holds(s.date))
    now = sum(_is_strength_goal(case, s.now) for s in case.present if s.was is not None and window.holds(s.now.date))
    return max(0, planned - now)


def _is_strength_goal(case: Case, session: PlannedSession) -> bool:
    """Strength of every kind is a goal of its window (S3-21), core work too (S1-09)."""
    core = is_core_work(session) and not case.policy.on("S1-09")
    return case.policy.on("S3-21") and is_strength(session) and not core
