"""One rest day comes soon."""

from __future__ import annotations

from service.solver.problem import Problem
from service.solver.variables import Choices
from service.solver.window import Span


class RestBy:
    """At least one rest day from day0 to the date that the level names."""

    name = "rest-by"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return problem.directives.rest_by is not None

    def post(self, choices: Choices, problem: Problem) -> None:
        if problem.directives.rest_by is None:
            return
        span = Span(problem.calendar.day0, problem.calendar.day(problem.directives.rest_by))
        possible = any(not problem.is_taken(day) for day in span.days())
        if possible:
            choices.at_most_training(span.days(), len(span.days()) - 1)
