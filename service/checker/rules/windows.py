"""Rules that add up one of the two windows: load, hard sessions, runs, rest days, swaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from math import floor

from service.checker.case import Case, now_of, training_dates, within
from service.checker.rule import Finding
from service.checker.words import counts_as_run, of_affected_sport
from service.domain.classes import is_run
from service.domain.forms import Form
from service.domain.session import PlannedSession
from service.kit.weeks import days

Count = Callable[[Iterable[PlannedSession]], int]


def load_of(sessions: Iterable[PlannedSession]) -> int:
    """Load without races (ruling D2)."""
    return sum(s.load for s in sessions if not s.is_race)


def load_cap(case: Case) -> Iterator[Finding]:
    caps = [None if w.load_cap is None else floor(w.load_cap) for w in case.directives.windows]
    return _over(case, caps, load_of, "load")


def max_hard(case: Case) -> Iterator[Finding]:
    def count(sessions: Iterable[PlannedSession]) -> int:
        return sum(s.hard and of_affected_sport(s, case.directives, case.policy) for s in sessions)

    return _over(case, [w.max_hard for w in case.directives.windows], count, "hard sessions")


def max_runs(case: Case) -> Iterator[Finding]:
    def count(sessions: Iterable[PlannedSession]) -> int:
        return sum(counts_as_run(s, case.directives, case.policy) for s in sessions)

    return _over(case, [w.max_runs for w in case.directives.windows], count, "sessions on the legs")


def _over(case: Case, limits: list[int | None], count: Count, what: str) -> Iterator[Finding]:
    """No window holds more than its limit, or than what cannot change anyway (ruling D2)."""
    for window, limit in zip(case.directives.windows, limits, strict=True):
        if limit is None:
            continue
        unchanged = count(within(case.constants_and_spared, window)) if case.policy.on("D2") else 0
        bound = max(limit, unchanged)
        value = count(within(now_of(case.present), window))
        if value > bound:
            yield Finding(f"{window.name} holds {value} {what}, at most {bound} are allowed")


def min_rest_days(case: Case) -> Iterator[Finding]:
    for window in case.directives.windows:
        value, bound = _rest_days(case, window.start, window.end, window.min_rest_days)
        if case.directives.level == 0:
            bound = min(bound, 7 - len({day for day in case.planned_busy if window.holds(day)}))
        if value < bound:
            yield Finding(f"{window.name} holds {value} rest days, at least {bound} are asked for")


def rest_by(case: Case) -> Iterator[Finding]:
    last = case.directives.rest_by
    if last is None:
        return
    value, bound = _rest_days(case, case.directives.day0, last, 1)
    if value < bound:
        yield Finding(f"there is no rest day from {case.directives.day0} to {last}")


def _rest_days(case: Case, start: date, end: date, wanted: int) -> tuple[int, int]:
    """Rest days between two dates, and how many may be asked for there."""
    span = set(days(start, end))
    busy = case.busy
    always_busy = training_dates(case.constants_and_spared, case.policy)
    return len(span - busy), min(wanted, len(span - always_busy))


def cross_training_max(case: Case) -> Iterator[Finding]:
    most = case.directives.cross_training.max
    swapped = [s.now.id for s in case.present if s.form is Form.CROSS and case.directives.w1.holds(s.now.date)]
    if most is not None and len(swapped) > most:
        yield Finding(f"W1 holds {len(swapped)} swaps, at most {most} are allowed", tuple(swapped))


def run_minutes_cap(case: Case) -> Iterator[Finding]:
    cap = case.directives.run_minutes_cap
    if cap is None:
        return
    w1 = case.directives.w1
    bound = max(cap, sum(s.minutes for s in within(case.constants_and_spared, w1) if is_run(s)))
    value = sum(s.minutes for s in within(now_of(case.present), w1) if is_run(s))
    if value > bound:
        yield Finding(f"W1 holds {value} run minutes, at most {bound} are allowed")
