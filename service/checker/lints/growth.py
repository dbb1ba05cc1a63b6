"""How load rises, and whether it ever falls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from service.checker.lints.reading import Reading, Spot, between, day_name, in_week, load_of
from service.domain.policy import Policy
from service.kit.weeks import plus


def steep(reading: Reading) -> Iterator[Spot]:
    """Weeks far above the mean of the three before them."""
    ratio = Fraction(str(reading.policy.spacing.load_ceiling_ratio))
    for start in _weeks_with_a_past(reading):
        before = _load_before(reading, start)
        load = load_of(in_week(reading.sessions, start))
        if 3 * load > ratio * before:
            usual = f"the three before had {before // 3} on average"
            text = f"The week of {day_name(start)} has a load of {load}; {usual}. More than {float(ratio):g} times is steep."
            yield Spot(text, start, plus(start, 6))


def brisk(reading: Reading) -> Iterator[Spot]:
    """Weeks more than a tenth above each of the three before them: no rule is broken, worth a look all the same."""
    spacing = reading.policy.spacing
    soft, ceiling = Fraction(str(spacing.load_ramp_soft_ratio)), Fraction(str(spacing.load_ceiling_ratio))
    for start in _weeks_with_a_past(reading):
        heaviest = max(load_of(in_week(reading.sessions, start - timedelta(days=7 * n))) for n in (1, 2, 3))
        load = load_of(in_week(reading.sessions, start))
        if load > soft * heaviest and 3 * load <= ceiling * _load_before(reading, start):
            text = f"The week of {day_name(start)} has a load of {load}; the heaviest of the three before had {heaviest}: a brisk step."
            yield Spot(text, start, plus(start, 6))


def hard_minutes(reading: Reading) -> Iterator[Spot]:
    """Weeks with far more hard minutes than a usual week of the four before."""
    ratio = Fraction(str(reading.policy.spacing.hard_minutes_ceiling_ratio))
    hard = [s for s in reading.sessions if reading.is_hard_leg(s) and not s.is_race]
    for start in reading.weeks[4:]:
        before = sum(s.minutes for s in between(hard, start - timedelta(days=28), start - timedelta(days=1)))
        minutes = sum(s.minutes for s in in_week(hard, start))
        if before and 4 * minutes > ratio * before:
            text = f"The week of {day_name(start)} has {minutes} hard minutes; {before // 4} were usual in the four weeks before."
            yield Spot(text, start, plus(start, 6))


def no_deload(reading: Reading) -> Iterator[Spot]:
    """Five weeks in a row of which none is lighter than the one before it."""
    length, told_until = reading.policy.lints.deload_weeks, None
    for index in range(len(reading.weeks) - length + 1):
        some = reading.weeks[index : index + length]
        if (told_until is None or some[0] > told_until) and not any(_is_lighter(reading, start) for start in some):
            told_until = some[-1]
            less = 100 - reading.policy.lints.deload_percent
            text = f"None of the {length} weeks from {day_name(some[0])} is lighter; a week with {less} % less load now and then pays."
            yield Spot(text, some[0], plus(some[-1], 6))


def _is_lighter(reading: Reading, start: date) -> bool:
    if reading.is_lighter_time(start):
        return True
    before = load_of(in_week(reading.sessions, start - timedelta(days=7)))
    return 100 * load_of(in_week(reading.sessions, start)) <= reading.policy.lints.deload_percent * before


def _weeks_with_a_past(reading: Reading) -> Iterator[date]:
    """Weeks with three whole weeks of enough training before them; ratios mean nothing before that."""
    for start in reading.weeks[3:]:
        month = between(reading.sessions, start - timedelta(days=28), start - timedelta(days=1))
        if sum(s.minutes for s in month) >= _least_minutes(reading.policy):
            yield start


def _least_minutes(policy: Policy) -> int:
    return 3 * policy.spacing.ramp_floor_weekly_minutes


def _load_before(reading: Reading, start: date) -> int:
    return load_of(between(reading.sessions, start - timedelta(days=21), start - timedelta(days=1)))
