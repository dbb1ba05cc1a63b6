"""Not more swaps than the level allows."""

from __future__ import annotations

from service.domain.forms import Form
from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.variables import Choices


class CrossTrainingMax:
    """Sessions swapped for cross-training that stand in W1."""

    name = "cross-training-max"
    rows: tuple[str, ...] = ("D9",)

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows) and problem.directives.cross_training.max is not None

    def post(self, choices: Choices, problem: Problem) -> None:
        most = problem.directives.cross_training.max
        if most is not None:
            choices.at_most([(p, 1) for p in choices.standing_in(problem.w1) if p.form is Form.CROSS], most)
