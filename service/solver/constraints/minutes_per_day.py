"""Not more time than a date has."""

from __future__ import annotations

from service.solver.problem import Problem
from service.solver.variables import Choices


class MinutesPerDay:
    """Minutes on a date are at most what the athlete has, or as many as stood there."""

    name = "minutes-per-day"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return bool(problem.brief.athlete.availability)

    def post(self, choices: Choices, problem: Problem) -> None:
        for day in range(problem.last + 1):
            limit = problem.availability(day).max_minutes
            if limit is not None:
                most = max(limit, sum(s.traits.minutes for s in problem.reference_on.get(day, ())))
                given = sum(f.traits.minutes for f in problem.facts_on.get(day, ()))
                choices.at_most([(p, p.traits.minutes) for p in choices.standing_on(day)], most - given)
