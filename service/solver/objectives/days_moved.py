"""How far sessions move; what is close to today counts double, because lives are arranged around it."""

from __future__ import annotations

from service.solver.objectives.base import Aim
from service.solver.placements import Placement
from service.solver.problem import Problem
from service.solver.variables import Choices


def days_moved(choices: Choices, problem: Problem) -> list[Aim]:
    return [Aim("days_moved", [(p, _days(problem, p)) for p in choices.placements.all if p.is_moved])]


def _days(problem: Problem, placement: Placement) -> int:
    soon = min(placement.day, placement.home) <= problem.policy.spacing.days_moved_weight_within
    return abs(placement.day - placement.home) * (2 if soon else 1)
