"""No week gets more training days."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.variables import Choices


class TrainingDays:
    """Training days of a plan week are at most as many as planned."""

    name = "training-days"
    rows: tuple[str, ...] = ("D6",)

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows) and bool(problem.movers)

    def post(self, choices: Choices, problem: Problem) -> None:
        first_weekday = problem.brief.plan.first_weekday
        weeks = {problem.calendar.week(day, first_weekday) for day in range(problem.last + 1)}
        for week in sorted(weeks, key=lambda span: span.first):
            choices.at_most_training(week.days(), 7 - problem.reference_rest_days(week))
