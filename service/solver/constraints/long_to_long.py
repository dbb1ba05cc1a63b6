"""Long sessions of a sport keep their distance."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem, share_sequence
from service.solver.spacing import Item, keep_apart
from service.solver.traits import Traits
from service.solver.variables import Choices


def _is_long(traits: Traits) -> bool:
    return traits.long


def _is_free(one: Item, other: Item) -> bool:
    return not one.traits.is_same_sport(other.traits) or share_sequence(one.planned, other.planned)


class LongToLong:
    """LONGs of the same sport stand some dates apart, or as close as they stood."""

    name = "long-to-long"
    rows: tuple[str, ...] = ("R2.7-9", "S4-04")

    def applies_to(self, problem: Problem) -> bool:
        return problem.policy.spacing.long_to_long > 0 and acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        keep_apart(choices, _is_long, _is_long, problem.policy.spacing.long_to_long, exempt=_is_free)
