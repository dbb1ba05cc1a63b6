"""A hard session keeps its distance after a long one."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.spacing import is_free_in_order, is_hard, is_long_only, keep_apart
from service.solver.variables import Choices


class LongToHard:
    """A HARD leg session of the same sport stands some dates after a LONG one; one that is both counts as HARD."""

    name = "long-to-hard"
    rows: tuple[str, ...] = ("R2.7-2",)

    def applies_to(self, problem: Problem) -> bool:
        return problem.policy.spacing.long_to_hard > 0 and acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        keep_apart(choices, is_long_only, is_hard, problem.policy.spacing.long_to_hard, exempt=is_free_in_order)
