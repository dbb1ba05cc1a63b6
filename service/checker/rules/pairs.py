"""Looking at two sessions at a time, and how close the two stood in the coach's plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from service.checker.case import Case, Standing
from service.domain.session import GroupKind
from service.domain.timing import order_key


def pairs(case: Case, reach: int) -> Iterator[tuple[Standing, Standing]]:
    """Every two sessions at most `reach` dates apart, in calendar order, unless nothing about the two can change."""
    ordered = case.in_order
    for number, first in enumerate(ordered):
        for second in islice(ordered, number + 1, None):
            if gap(first, second) > reach:
                break
            if first.movable or second.movable:
                yield first, second


def gap(first: Standing, second: Standing) -> int:
    """Dates from the first to the second; 1 is the day after."""
    return (second.now.date - first.now.date).days


def planned_gap(first: Standing, second: Standing) -> int | None:
    """The same in the coach's plan; None unless both are still in their form."""
    if first.was is None or second.was is None or not (first.kept and second.kept):
        return None
    return (second.was.date - first.was.date).days


def allowed_gap(case: Case, first: Standing, second: Standing, limit: int) -> int:
    """How close the two may stand: the limit, or as close as the coach put them (ruling D5)."""
    planned = planned_gap(first, second)
    return limit if planned is None or not case.policy.on("D5") else min(limit, abs(planned))


def allowed_gap_in_order(case: Case, first: Standing, second: Standing, limit: int) -> int:
    """The same where the order matters: what stood the other way round before is no excuse."""
    if first.was is None or second.was is None or order_key(first.was) > order_key(second.was):
        return limit
    return allowed_gap(case, first, second, limit)


def in_one_sequence(first: Standing, second: Standing) -> bool:
    """Back-to-back sessions count as one for the rules about long sessions (ruling G15)."""
    a, b = first.now.group, second.now.group
    return a is not None and b is not None and a.kind is GroupKind.SEQUENCE and a.id == b.id
