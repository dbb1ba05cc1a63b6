"""How often and how long in a row the legs were heavy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean

from service.assessment.features import Streak
from service.assessment.signals import Signal
from service.domain.policy import Policy
from service.domain.report import Timing


def heavy10(leg_reports: Sequence[Signal], today: date, policy: Policy) -> float:
    """Heavy leg-session days of the last ten, today included; heat and second days of a back-to-back count half."""
    since = today - timedelta(days=policy.thresholds.heavy_days - 1)
    weight: dict[date, float] = {}
    for signal in leg_reports:
        if signal.heavy and signal.day >= since:
            weight[signal.day] = max(weight.get(signal.day, 0.0), signal.weight)
    return sum(weight.values())


def streak_of(leg_reports: Sequence[Signal], today: date, policy: Policy) -> Streak:
    """Consecutive heavy leg-session days, counted backwards from the newest report.

    A good report ends it, a gap of more than seven days breaks it, days without a report do neither. Starts that ease
    and second days of a back-to-back are passed over.
    """
    counting = [s for s in leg_reports if s.in_streak and s.heaviness is not None]
    counted = _counted(counting, today, policy)
    by_day: dict[date, int] = {}
    for signal in counted:
        by_day[signal.day] = max(by_day.get(signal.day, 0), signal.heaviness or 0)
    mean = fmean(by_day.values()) if by_day else 0.0
    ids = tuple(sorted({i for s in counted for i in s.ids}))
    own = _self_count(counting, today, policy)
    if own > len(by_day):
        return Streak(own, mean, ids, self_counted=True)
    return Streak(len(by_day), mean, ids)


def _counted(counting: Sequence[Signal], today: date, policy: Policy) -> list[Signal]:
    numbers = policy.thresholds
    since = today - timedelta(days=numbers.streak_reach_days - 1)
    counted: list[Signal] = []
    for signal in reversed(counting):
        if not signal.heavy or signal.day < since:
            break
        if counted and (counted[-1].day - signal.day).days > numbers.streak_gap_days:
            break
        counted.append(signal)
    return counted


def _self_count(counting: Sequence[Signal], today: date, policy: Policy) -> int:
    """The athlete's own count, unless a good report of the last week says otherwise or the newest is not heavy."""
    numbers = policy.thresholds
    since = today - timedelta(days=numbers.self_count_good_days - 1)
    if not counting or not counting[-1].heavy or counting[-1].day < since or any(s.day >= since and not s.heavy for s in counting):
        return 0
    return min(counting[-1].report.runs_heavy_in_row or 0, numbers.self_count_most)


def start_days(leg_reports: Sequence[Signal], today: date, policy: Policy) -> int:
    """Heavy days of the start type in 14 days."""
    since = today - timedelta(days=policy.thresholds.start_window_days - 1)
    return len({s.day for s in leg_reports if s.heavy and s.timing is Timing.START and s.day >= since})
