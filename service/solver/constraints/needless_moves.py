"""Nothing moves without need."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.variables import Choices


class NeedlessMoves:
    """Sessions that moved although their own place is possible are few, and none in a base phase (S2-107)."""

    name = "needless-moves"
    rows: tuple[str, ...] = ("S0-32",)

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        moved = [(p, 1) for p in choices.placements.all if choices.placements.is_needless_move(p)]
        phase = problem.brief.plan.phase_on(problem.directives.day0)
        steady = phase is not None and phase.kind == "base" and problem.policy.on("S2-107")
        choices.at_most(moved, 0 if steady else problem.policy.spacing.most_needless_moves)
