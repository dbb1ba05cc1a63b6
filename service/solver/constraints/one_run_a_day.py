"""One run a day."""

from __future__ import annotations

from service.solver.problem import Problem
from service.solver.variables import Choices


class OneRunADay:
    """Runs on a date are at most one, or as many as stood there."""

    name = "one-run-a-day"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return bool(problem.movers)

    def post(self, choices: Choices, problem: Problem) -> None:
        for day in range(problem.last + 1):
            most = max(1, sum(1 for s in problem.reference_on.get(day, ()) if s.traits.run))
            given = sum(1 for f in problem.facts_on.get(day, ()) if f.traits.run)
            choices.at_most([(p, 1) for p in choices.standing_on(day) if p.traits.run], most - given)
