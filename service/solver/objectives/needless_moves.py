"""Sessions moved although their own place is possible."""

from __future__ import annotations

from service.solver.objectives.base import Aim
from service.solver.problem import Problem
from service.solver.variables import Choices


def needless_moves(choices: Choices, _: Problem) -> list[Aim]:
    placements = choices.placements
    return [Aim("needless_moves", [(p, 1) for p in placements.all if placements.is_needless_move(p)])]
