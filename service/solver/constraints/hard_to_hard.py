"""Hard sessions of a sport keep their distance."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.spacing import keep_apart
from service.solver.traits import Traits
from service.solver.variables import Choices


def _is_hard(traits: Traits) -> bool:
    return traits.hard_leg


class HardToHard:
    """HARD leg sessions of the same sport stand some dates apart, or as close as they stood."""

    name = "hard-to-hard"
    rows: tuple[str, ...] = ("R2.7-1", "K21", "K22", "K24")

    def applies_to(self, problem: Problem) -> bool:
        return problem.policy.spacing.hard_to_hard > 0 and acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        keep_apart(
            choices, _is_hard, _is_hard, problem.policy.spacing.hard_to_hard,
            exempt=lambda one, other: not one.traits.is_same_sport(other.traits),
        )  # fmt: skip
