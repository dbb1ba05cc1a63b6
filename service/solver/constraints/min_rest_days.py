"""Enough rest days in each window."""

from __future__ import annotations

from service.solver.problem import Problem
from service.solver.variables import Choices


class MinRestDays:
    """Rest days in W1 and W2 are at least what is asked, as far as facts and spared sessions leave them."""

    name = "min-rest-days"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return any(window.min_rest_days for window, _ in problem.windows)

    def post(self, choices: Choices, problem: Problem) -> None:
        for window, span in problem.windows:
            possible = sum(1 for day in span.days() if not problem.is_taken(day))
            wanted = min(window.min_rest_days, possible)
            if problem.directives.level == 0:
                wanted = min(wanted, problem.reference_rest_days(span))
            choices.at_most_training(span.days(), len(span.days()) - wanted)
