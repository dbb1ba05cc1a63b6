"""Rules over rolling dates: rest in seven, the ceiling on load, the count of hard sessions, the longest run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from service.checker.case import Case, now_of
from service.checker.rule import Finding
from service.checker.rules.windows import load_of
from service.domain.athlete import Athlete, Gate
from service.domain.classes import is_run
from service.domain.session import PlannedSession
from service.kit.weeks import ONE_DAY, days, plus

WEEK = 7
BASE_DAYS = 21
ADULT_FROM = 18


def rest_in_seven(case: Case) -> Iterator[Finding]:
    """Seven dates in a row hold their rest days, or as many as the coach gave them."""
    spacing = case.policy.spacing
    novice = case.brief.athlete.is_novice and case.policy.on("S4-33")
    wanted = spacing.rest_days_in_seven_novice if novice else spacing.rest_days_in_seven
    busy, planned_busy = case.busy, case.planned_busy
    for start in days(case.today - timedelta(days=WEEK - 1), case.tail_end):
        span = set(days(start, plus(start, WEEK - 1)))
        bound = min(wanted, len(span - planned_busy))
        if len(span - busy) < bound:
            yield Finding(f"the seven dates from {start} hold {len(span - busy)} rest days, at least {bound} are asked for")


def load_ceiling(case: Case) -> Iterator[Finding]:
    """Seven days stay within 1.30 times a week of the three weeks before, as the coach planned those."""
    if case.policy.on("D3") and not has_enough_history(case):
        return
    for end in case.dates:
        start = end - timedelta(days=WEEK - 1)
        base = load_of(_dated(case.planned, start - timedelta(days=BASE_DAYS), start - ONE_DAY))
        limit = floor(Fraction(str(case.policy.spacing.load_ceiling_ratio)) * base / 3)
        bound = max(limit, load_of(_dated(case.planned, start, end)))
        value = load_of(_dated(now_of(case.present), start, end))
        if value > bound:
            yield Finding(f"the seven dates up to {end} hold a load of {value}, at most {bound} is allowed")


def has_enough_history(case: Case) -> bool:
    """Ratios mean nothing with a short history or with hardly any training (ruling D3)."""
    spacing, today, done = case.policy.spacing, case.today, case.brief.timeline.done
    if not done or (today - min(d.date for d in done)).days < spacing.ramp_needs_history_days:
        return False
    month = sum(d.minutes for d in done if today - timedelta(days=28) <= d.date < today)
    return month >= 4 * spacing.ramp_floor_weekly_minutes


def _dated(sessions: Iterable[PlannedSession], start: date, end: date) -> list[PlannedSession]:
    return [s for s in sessions if start <= s.date <= end]


def run_spike(case: Case) -> Iterator[Finding]:
    """Nothing that becomes a run is much longer than the longest run of the last 30 days."""
    most = floor(Fraction(str(case.policy.spacing.run_spike_ratio)) * case.longest_run_for_capacity)
    if most == 0:
        return
    for standing in case.present:
        new = standing.was is None or not is_run(standing.was)
        if new and is_run(standing.now) and standing.now.minutes > most:
            yield Finding(f"a new run of {standing.now.minutes} minutes, at most {most} are allowed", (standing.now.id,))


def hard_count(case: Case) -> Iterator[Finding]:
    """Novices and minors have only so many hard sessions."""
    spacing, athlete = case.policy.spacing, case.brief.athlete
    if athlete.is_novice and case.policy.on("S4-33"):
        yield from _hard_in(case, 14, spacing.novice_max_hard_in_14)
    if is_minor(athlete, case.today) and case.policy.on("G16"):
        yield from _hard_in(case, WEEK, spacing.minor_max_hard_in_7)


def _hard_in(case: Case, length: int, most: int) -> Iterator[Finding]:
    now = [s.now.date for s in case.present if case.is_hard_leg(s.now)]
    planned = [s.date for s in case.planned if case.is_hard_leg(s)]
    for start in days(case.today - timedelta(days=length - 1), case.tail_end):
        end = plus(start, length - 1)
        value = sum(start <= day <= end for day in now)
        bound = max(most, sum(start <= day <= end for day in planned))
        if value > bound:
            yield Finding(f"the {length} dates from {start} hold {value} hard sessions, at most {bound} are allowed")


def is_minor(athlete: Athlete, on: date) -> bool:
    age = athlete.age(on)
    return Gate.MINOR in athlete.gates or (age is not None and age < ADULT_FROM)
