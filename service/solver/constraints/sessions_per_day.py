"""Not too many sessions on a date."""

from __future__ import annotations

from service.solver.problem import Problem
from service.solver.variables import Choices


class SessionsPerDay:
    """Training sessions on a date are at most what the athlete can do, or as many as stood there."""

    name = "sessions-per-day"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return bool(problem.movers)

    def post(self, choices: Choices, problem: Problem) -> None:
        for day in range(problem.last + 1):
            standing = problem.reference_on.get(day, ())
            most = max(problem.brief.athlete.max_sessions_per_day, sum(1 for s in standing if not s.traits.light))
            given = sum(1 for f in problem.facts_on.get(day, ()) if not f.traits.light)
            choices.at_most([(p, 1) for p in choices.standing_on(day) if not p.traits.light], most - given)
