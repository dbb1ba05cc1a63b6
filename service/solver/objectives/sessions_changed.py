"""How many sessions change: a drop counts 2, any other change and an insertion 1."""

from __future__ import annotations

from service.solver.objectives.base import Aim
from service.solver.problem import Problem
from service.solver.variables import Choices


def sessions_changed(choices: Choices, _: Problem) -> list[Aim]:
    costs = [(p, 2 if p.is_dropped else 1) for p in choices.placements.all if not p.is_own_place]
    return [Aim("sessions_changed", costs)]
