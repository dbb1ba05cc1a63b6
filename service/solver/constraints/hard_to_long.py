"""A long session keeps its distance after a hard one."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem, share_sequence
from service.solver.spacing import Item, is_earlier_that_day, keep_apart
from service.solver.traits import Traits
from service.solver.variables import Choices


def _is_hard(traits: Traits) -> bool:
    return traits.hard_leg


def _is_long(traits: Traits) -> bool:
    return traits.leg and traits.long and not traits.hard_leg


def _is_free(one: Item, other: Item) -> bool:
    return not one.traits.is_same_sport(other.traits) or share_sequence(one.planned, other.planned) or is_earlier_that_day(other, one)


class HardToLong:
    """A LONG leg session of the same sport stands some dates after a HARD one; one that is both counts as HARD."""

    name = "hard-to-long"
    rows: tuple[str, ...] = ("R2.7-2",)

    def applies_to(self, problem: Problem) -> bool:
        return problem.policy.spacing.hard_to_long > 0 and acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        keep_apart(choices, _is_hard, _is_long, problem.policy.spacing.hard_to_long, exempt=_is_free)
