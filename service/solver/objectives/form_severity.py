"""How much of the sessions is given up."""

from __future__ import annotations

from service.domain.forms import SEVERITY
from service.solver.objectives.base import Aim
from service.solver.problem import Problem
from service.solver.variables import Choices


def form_severity(choices: Choices, problem: Problem) -> list[Aim]:
    if not problem.policy.on("S4-06"):
        return [Aim("form_severity")]
    return [Aim("form_severity", [(p, SEVERITY[p.form]) for p in choices.placements.all if SEVERITY[p.form]])]
