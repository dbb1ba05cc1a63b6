"""Lost load is not made up for."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.variables import Choices
from service.solver.window import Span


def _spans(problem: Problem) -> list[Span]:
    """Both windows as one; then the dates after W2 of every plan week that the tail touches."""
    after = problem.w2.last + 1
    weeks = {problem.calendar.week(day, problem.brief.plan.first_weekday) for day in range(after, problem.last + 1)}
    tails = [Span(max(after, week.first), week.last) for week in sorted(weeks, key=lambda w: w.first)]
    return [Span(problem.w1.first, problem.w2.last), *tails]


class NoMakeUp:
    """Open load over both windows, and of each plan week of the tail after W2, is at most as planned."""

    name = "no-make-up"
    rows: tuple[str, ...] = ("S2-41",)

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        for span in _spans(problem):
            planned = sum(m.traits.load for m in problem.movers if m.day in span)
            choices.at_most(choices.load_in(span), planned)
