"""Easy days follow a back-to-back."""

from __future__ import annotations

from collections.abc import Sequence

from service.solver.constraints.base import acts
from service.solver.problem import Fact, Problem, Standing
from service.solver.spacing import Item, came_after, items
from service.solver.variables import Choices


def _standing(choices: Choices, member: Standing) -> Sequence[Item]:
    if isinstance(member, Fact):
        return (member,)
    return [p for p in choices.placements.of[member.number] if not p.is_dropped]


def _is_free(end: Item, other: Item, gap: int) -> bool:
    same = other.planned.group is not None and end.planned.group is not None and other.planned.group.id == end.planned.group.id
    if same or not end.traits.is_same_sport(other.traits):
        return True
    return end.is_kept and other.is_kept and came_after(end, other) and other.home - end.home <= gap


class AfterSequence:
    """On the dates after the last member of a sequence, leg sessions of its sport are EASY."""

    name = "after-sequence"
    rows: tuple[str, ...] = ("G15",)

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows) and bool(problem.sequence_ends())

    def post(self, choices: Choices, problem: Problem) -> None:
        days = problem.policy.spacing.after_sequence_easy_days
        ends = problem.sequence_ends()
        for last in ends:
            others = items(choices, lambda traits: traits.leg and not traits.easy)
            for end in _standing(choices, last):
                for later in range(end.day + 1, end.day + days + 1):
                    for other in others.get(later, ()):
                        if not _is_free(end, other, later - end.day):
                            choices.keep_from_meeting(end, other)
