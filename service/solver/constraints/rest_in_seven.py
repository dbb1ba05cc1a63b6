"""A rest day in every seven."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.variables import Choices
from service.solver.window import Span


class RestInSeven:
    """Every seven dates in a row hold the rest days that a body needs, or as many as they held."""

    name = "rest-in-seven"
    rows: tuple[str, ...] = ("S0-21",)

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        spacing = problem.policy.spacing
        novice = problem.brief.athlete.is_novice and problem.policy.on("S4-33")
        wanted = spacing.rest_days_in_seven_novice if novice else spacing.rest_days_in_seven
        for first in range(-6, problem.last + 1):
            week = Span(first, first + 6)
            rest = min(wanted, problem.reference_rest_days(week))
            choices.at_most_training(week.days(), 7 - rest)
