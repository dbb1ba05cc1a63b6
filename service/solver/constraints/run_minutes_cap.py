"""No growth on poor movement."""

from __future__ import annotations

from service.solver.problem import Problem
from service.solver.variables import Choices


class RunMinutesCap:
    """Run minutes in W1, done ones included."""

    name = "run-minutes-cap"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return problem.directives.run_minutes_cap is not None

    def post(self, choices: Choices, problem: Problem) -> None:
        cap = problem.directives.run_minutes_cap
        if cap is None:
            return
        given = sum(f.traits.minutes for f in problem.facts_in(problem.w1) if f.traits.run)
        spared = sum(m.traits.minutes for m in problem.movers if m.spared and m.traits.run and m.day in problem.w1)
        runs = choices.standing_in(problem.w1, lambda traits: traits.run)
        choices.at_most([(p, p.traits.minutes) for p in runs], max(0, cap - given, spared))
