"""Training days of both windows. Not one of the usual levels: only the alternative with the most rest asks for it."""

from __future__ import annotations

from service.solver.objectives.base import Aim
from service.solver.problem import Problem
from service.solver.variables import Choices
from service.solver.window import Span


def training_days(choices: Choices, problem: Problem) -> list[Aim]:
    answers = [choices.training_on(day) for day in Span(max(0, problem.w1.first), problem.w2.last).days()]
    given = sum(1 for answer in answers if answer is True)
    return [Aim("training_days", extras=[a for a in answers if not isinstance(a, bool)], constant=given)]
