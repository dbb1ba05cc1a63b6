"""Rules about single dates and plan weeks: how many sessions, runs, minutes and training days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

from service.checker.case import Case, Standing, now_of
from service.checker.rule import Finding
from service.checker.words import is_core_work, is_strength, is_training
from service.domain.classes import is_endurance, is_run
from service.domain.session import PlannedSession
from service.kit.weeks import week_start

CountOfDay = Callable[[list[PlannedSession]], int]


def sessions_per_day(case: Case) -> Iterator[Finding]:
    def count(sessions: list[PlannedSession]) -> int:
        return sum(is_training(s, case.policy) for s in sessions)

    return _over_on_a_date(case, count, lambda _: case.brief.athlete.max_sessions_per_day, "sessions")


def one_run_a_day(case: Case) -> Iterator[Finding]:
    return _over_on_a_date(case, lambda sessions: sum(is_run(s) for s in sessions), lambda _: 1, "runs")


def minutes_per_day(case: Case) -> Iterator[Finding]:
    def limit(day: date) -> int | None:
        return case.brief.athlete.availability_on(day).max_minutes

    return _over_on_a_date(case, lambda sessions: sum(s.minutes for s in sessions), limit, "minutes")


def _over_on_a_date(case: Case, count: CountOfDay, limit: Callable[[date], int | None], what: str) -> Iterator[Finding]:
    """No date holds more than its limit, or than the coach put there himself."""
    for day in case.dates:
        most = limit(day)
        if most is None:
            continue
        standings = case.stands_on(day)
        value = count(now_of(standings))
        bound = max(most, count([s for s in case.planned if s.date == day]))
        if value > bound:
            yield Finding(f"{day} holds {value} {what}, at most {bound} are allowed", tuple(s.now.id for s in standings))


def no_new_double(case: Case) -> Iterator[Finding]:
    """Two sessions share a date only if they did before, or if they do not get into each other's way."""
    for day in case.dates:
        for a, b in combinations(case.stands_on(day), 2):
            if (a.movable or b.movable or a.was is None or b.was is None) and not _may_share(case, a, b):
                yield Finding(f"{a.now.id} and {b.now.id} are a new double on {day}", (a.now.id, b.now.id))


def _may_share(case: Case, a: Standing, b: Standing) -> bool:
    if a.was is not None and b.was is not None and a.was.date == b.was.date:
        return True
    if any(is_core_work(s.now) and not is_training(s.now, case.policy) for s in (a, b)):
        return True
    return any(is_endurance(one.now) and is_strength(other.now) for one, other in ((a, b), (b, a)))


def training_days(case: Case) -> Iterator[Finding]:
    """A plan week has at most as many training days as planned; which dates rest may change."""
    first = case.brief.plan.first_weekday
    busy, planned = case.busy, case.planned_busy
    for start in case.plan_weeks:
        value = sum(week_start(day, first) == start for day in busy)
        bound = sum(week_start(day, first) == start for day in planned)
        if value > bound:
            yield Finding(f"the week of {start} has {value} training days, {bound} were planned")
