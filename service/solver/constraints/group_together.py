"""What belongs together stays together."""

from __future__ import annotations

from collections.abc import Sequence

from service.domain.session import PlannedSession
from service.domain.timing import order_key
from service.solver.placements import Placement
from service.solver.problem import Fact, Problem, Standing
from service.solver.variables import Choices


def _standing(choices: Choices, member: Standing) -> Sequence[Placement | Fact]:
    if isinstance(member, Fact):
        return (member,)
    return [p for p in choices.placements.of[member.number] if not p.is_dropped]


def _is_turned(one: Placement | Fact, other: Placement | Fact) -> bool:
    """Whether two sessions of one date have changed their order."""
    if one.home != other.home:
        return False
    before, now = _order(one.planned, other.planned), _order(one.session, other.session)
    return before != now


def _order(one: PlannedSession, other: PlannedSession) -> bool:
    return order_key(one) < order_key(other)


def _tie(choices: Choices, one: Standing, other: Standing) -> None:
    for first in _standing(choices, one):
        for second in _standing(choices, other):
            if first.day - first.home != second.day - second.home or _is_turned(first, second):
                choices.keep_from_meeting(first, second)


class GroupTogether:
    """Members of a group that are not dropped shift by the same number of days; their order within a date stays."""

    name = "group-together"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return bool(problem.groups())

    def post(self, choices: Choices, problem: Problem) -> None:
        for members in problem.groups().values():
            for number, one in enumerate(members):
                for other in members[number + 1 :]:
                    _tie(choices, one, other)
