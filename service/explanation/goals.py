"""Weekly goals against the coach's version: kept, missed, and which rule made it so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from service.domain.adjustment import Change, GoalResult
from service.domain.brief import Brief
from service.domain.classes import LongThresholds, is_endurance, leaves_day_restful
from service.domain.forms import Form, form_of
from service.domain.plan import Plan, WeekGoals
from service.domain.session import PlannedSession, Sport
from service.explanation.changes import without
from service.kit.weeks import days, plus, week_start

MET_SHARE_PERCENT = 95
"""A sum counts as met from this share of the goal on: the first step of 5 % is free."""

UNITS = {
    "load": "rpe_min", "distance_m": "m", "duration_s": "s", "key_sessions": "count",
    "long_run": "min", "strength": "count", "rest_days": "days", "sessions": "count",
}  # fmt: skip
KEEPS_PURPOSE = frozenset({Form.KEPT, Form.REDUCED, Form.SHORTENED})
SUMS = frozenset({"load", "distance_m", "duration_s", "long_run"})


def weigh_goals(brief: Brief, revised: Plan, changes: tuple[Change, ...]) -> tuple[GoalResult, ...]:
    """One result per plan week of the horizon and metric that the week has."""
    first = week_start(brief.timeline.today, brief.plan.first_weekday)
    last = plus(brief.timeline.today, brief.horizon_days - 1)
    results: list[GoalResult] = []
    start = first
    while start <= last:
        results += _week(brief, revised, changes, start)
        start = plus(start, 7)
    return tuple(results)


def _week(brief: Brief, revised: Plan, changes: tuple[Change, ...], start: date) -> list[GoalResult]:
    end = plus(start, 6)
    planned = _Totals(brief, brief.plan, start, end)
    after = _Totals(brief, revised, start, end)
    stated = week.goals if (week := brief.plan.week_on(start)) else WeekGoals()
    results = []
    for metric, unit in UNITS.items():
        goal, now = planned.of(metric), after.of(metric)
        floor = getattr(stated, metric, None)
        wanted = floor if floor is not None else goal
        if not wanted:
            continue
        met = now * 100 >= wanted * MET_SHARE_PERCENT if metric in SUMS else now >= wanted
        because = () if met else _because(_Week(brief, revised, changes, start), metric, now, goal)
        results.append(GoalResult(start, metric, unit, goal, now, met, floor, _cap(brief, metric, start), because))
    return results


def _cap(brief: Brief, metric: str, start: date) -> int | None:
    """The load cap of a window that is exactly this week."""
    for window in brief.directives.windows:
        if metric == "load" and window.start == start and window.load_cap is not None:
            return int(window.load_cap)
    return None


@dataclass(frozen=True, slots=True)
class _Week:
    """One week of the answer, with all changes of the answer."""

    brief: Brief
    revised: Plan
    changes: tuple[Change, ...]
    start: date


def _because(week: _Week, metric: str, now: int, goal: int) -> tuple[str, ...]:
    """The rules behind the changes without which the metric would be higher; else how it came that it is low."""
    if now >= goal:
        return ("goal-above-plan",)
    end = plus(week.start, 6)
    touching = [c for c in week.changes if _touches(c, week.start, end)]
    lowering = [c for c in touching if _Totals(week.brief, without(week.revised, c), week.start, end).of(metric) > now]
    codes = tuple(dict.fromkeys(reason.code for change in lowering or touching for reason in change.reasons))
    return codes or ("rounding",)


def _touches(change: Change, start: date, end: date) -> bool:
    both = [s.date for s in (change.before, change.after) if s is not None]
    return any(start <= day <= end for day in both)


class _Totals:
    """Sums over one week of a plan, sessions that are off left out, done sessions at what was done."""

    def __init__(self, brief: Brief, plan: Plan, start: date, end: date) -> None:
        self._brief = brief
        self._start, self._end = start, end
        self._done = {d.session.id: d for d in brief.timeline.done}
        self._sessions = [s for s in plan.between(start, end) if not s.is_off and not s.is_rest]
        self._long = LongThresholds.of(brief.plan.sessions, brief.timeline.today, brief.policy)

    def of(self, metric: str) -> int:
        counters: dict[str, Callable[[], int]] = {
            "load": lambda: sum(self._load(s) for s in self._sessions if not s.is_race),
            "distance_m": lambda: sum(self._distance(s) for s in self._sessions),
            "duration_s": lambda: sum(self._minutes(s) * 60 for s in self._sessions),
            "key_sessions": lambda: sum(self._is_kept_key(s) for s in self._sessions),
            "long_run": lambda: max((self._minutes(s) for s in self._longs()), default=0),
            "strength": lambda: sum(s.sport is Sport.STRENGTH for s in self._sessions),
            "rest_days": self._rest_days,
            "sessions": lambda: len(self._sessions),
        }
        return counters[metric]()

    def _is_kept_key(self, session: PlannedSession) -> bool:
        """A key session that keeps its purpose: as planned, shorter in its own kind, or on another day."""
        reference = self._brief.plan.by_id.get(session.id)
        return session.is_key and reference is not None and form_of(reference, session) in KEEPS_PURPOSE

    def _longs(self) -> Iterable[PlannedSession]:
        return (s for s in self._sessions if is_endurance(s) and self._long.is_long(s))

    def _load(self, session: PlannedSession) -> int:
        return self._done[session.id].load if session.id in self._done else session.load

    def _minutes(self, session: PlannedSession) -> int:
        return self._done[session.id].minutes if session.id in self._done else session.minutes

    def _distance(self, session: PlannedSession) -> int:
        distance = self._done[session.id].distance_m if session.id in self._done else session.distance_m
        return distance or 0

    def _rest_days(self) -> int:
        numbers = self._brief.policy.sessions
        training = {s.date for s in self._sessions if not leaves_day_restful(s, numbers)}
        return sum(day not in training for day in days(self._start, self._end))
