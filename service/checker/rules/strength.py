"""Leg strength beside hard, long and fast sessions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from service.checker.case import Case, Standing
from service.checker.rule import Finding
from service.checker.rules.pairs import allowed_gap_in_order, gap, pairs
from service.domain.classes import is_speed
from service.domain.timing import starts_at
from service.kit.weeks import ONE_DAY


def strength_spacing(case: Case) -> Iterator[Finding]:
    """No hard and no long leg session after leg strength, later that day or the day after; strength comes hours after a hard one."""
    spacing = case.policy.spacing
    for a, b in pairs(case, max(spacing.strength_to_hard, spacing.strength_to_long) - 1):
        for strength, other in ((a, b), (b, a)):
            if strength.now.is_leg_strength and _stands_badly(case, strength, other):
                yield Finding(f"{other.now.id} stands too close to the leg strength {strength.now.id}", (strength.now.id, other.now.id))


def _stands_badly(case: Case, strength: Standing, other: Standing) -> bool:
    spacing = case.policy.spacing
    hard = case.is_hard_leg(other.now)
    if not hard and not (case.is_leg(other.now) and case.long.is_long(other.now)):
        return False
    limit = spacing.strength_to_hard if hard else spacing.strength_to_long
    days_later = gap(strength, other)
    if days_later == 0:
        return _wrong_on_one_date(case, strength, other, hard=hard) and not _was_wrong_on_one_date(case, strength, other, hard=hard)
    return 0 < days_later < allowed_gap_in_order(case, strength, other, limit)


def _wrong_on_one_date(case: Case, strength: Standing, other: Standing, *, hard: bool) -> bool:
    lifts, runs = (datetime.combine(other.now.date, starts_at(s.now)) for s in (strength, other))
    if hard:
        hours = case.policy.spacing.hard_strength_hours if case.policy.on("R2.7-7") and case.policy.on("K30") else 0
        return lifts < runs + timedelta(hours=hours)
    return runs > lifts


def _was_wrong_on_one_date(case: Case, strength: Standing, other: Standing, *, hard: bool) -> bool:
    """Whether the coach had put the two on one date just as badly, and both are still what they were."""
    if strength.was is None or other.was is None or not (strength.kept and other.kept) or strength.was.date != other.was.date:
        return False
    before = (Standing(s.was, s.was, s.movable, s.done, s.form) for s in (strength, other) if s.was is not None)
    return _wrong_on_one_date(case, *before, hard=hard)


def speed_strength_rest(case: Case) -> Iterator[Finding]:
    """Speed and leg strength on the same or adjacent dates need rest after them, once one of the two has been changed."""
    if case.policy.spacing.hard_days_hard:
        return
    busy = case.busy
    for a, b in pairs(case, 1):
        if (a.as_planned and b.as_planned) or not _are_speed_and_strength(case, a, b):
            continue
        next_day = max(a.now.date, b.now.date) + ONE_DAY
        if next_day in busy:
            yield Finding(f"{next_day} after {a.now.id} and {b.now.id} is no rest day", (a.now.id, b.now.id))


def _are_speed_and_strength(case: Case, a: Standing, b: Standing) -> bool:
    return any(one.now.is_leg_strength and is_speed(other.now) and case.is_leg(other.now) for one, other in ((a, b), (b, a)))
