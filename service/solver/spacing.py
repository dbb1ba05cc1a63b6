"""Two kinds of session keep their distance: the walk over all pairs that the spacing rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from service.solver.placements import Placement
from service.solver.problem import Fact, share_sequence
from service.solver.traits import Traits
from service.solver.variables import Choices

Item = Placement | Fact
Test = Callable[[Traits], bool]
Pair = Callable[[Item, Item], bool]

REACH = 21
"""No spacing rule looks further than this many days beyond the dates that may change."""


def items(choices: Choices, test: Test) -> dict[int, list[Item]]:
    """Everything that stands or may stand on a date and passes the test, by day."""
    found: dict[int, list[Item]] = defaultdict(list)
    problem = choices.problem
    for day in range(-REACH, problem.last + REACH):
        standing: list[Item] = [f for f in problem.facts_on.get(day, ()) if test(f.traits)]
        standing += [p for p in choices.standing_on(day) if test(p.traits)]
        if standing:
            found[day] = standing
    return found


def keep_apart(
    choices: Choices,
    first: Test,
    second: Test,
    days: int,
    *,
    exempt: Pair | None = None,
    either_order: bool = True,
    same_day: bool = True,
) -> None:
    """A `second` session does not stand less than `days` dates after (or on the date of) a `first` one.

    Two sessions that keep their form may stand as close as they stood in the reference; unless `either_order`, only if
    they stood there in this order. Pairs that `exempt` names are free.
    """  # fmt: skip
    early, late = items(choices, first), items(choices, second)
    no_worse = choices.problem.policy.on("D5")
    for day, ones in early.items():
        for gap in range(0 if same_day else 1, days):
            for other in late.get(day + gap, ()):
                for one in ones:
                    if (
                        one.planned.id != other.planned.id
                        and not (no_worse and _may_stay(one, other, gap, either_order))
                        and not (exempt and exempt(one, other))
                    ):
                        choices.keep_from_meeting(one, other)


def is_hard(traits: Traits) -> bool:
    return traits.hard_leg


def is_long_only(traits: Traits) -> bool:
    """LONG for the legs; a session that is HARD as well counts as HARD."""
    return traits.leg and traits.long and not traits.hard_leg


def is_free_in_order(one: Item, other: Item) -> bool:
    """Other sports, one back-to-back, or the other way round on one date."""
    return not one.traits.is_same_sport(other.traits) or share_sequence(one.planned, other.planned) or is_earlier_that_day(other, one)


def came_after(one: Item, other: Item) -> bool:
    """In the reference `other` stood after `one`, by date or by hour."""
    return other.home > one.home or (other.home == one.home and other.traits.start >= one.traits.start)


def is_earlier_that_day(one: Item, other: Item) -> bool:
    """Both on one date, `one` before `other`."""
    order = (one.traits.start, one.session.order_in_day, one.session.id) < (
        other.traits.start,
        other.session.order_in_day,
        other.session.id,
    )
    return one.day == other.day and order


def _may_stay(one: Item, other: Item, gap: int, either_order: bool) -> bool:
    if not (one.is_kept and other.is_kept):
        return False
    return abs(other.home - one.home) <= gap and (either_order or came_after(one, other))
