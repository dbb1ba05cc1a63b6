"""No more runs than the level allows."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.traits import Traits
from service.solver.variables import Choices


class MaxRuns:
    """Leg sessions of the affected sport in a window; races and strength do not count."""

    name = "max-runs"
    rows: tuple[str, ...] = ("D6",)

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows) and any(window.max_runs is not None for window, _ in problem.windows)

    def post(self, choices: Choices, problem: Problem) -> None:
        def counts(traits: Traits) -> bool:
            return problem.is_affected(traits) and not traits.race

        for window, span in problem.windows:
            if window.max_runs is not None:
                given = sum(1 for f in problem.facts_in(span) if counts(f.traits))
                choices.at_most([(p, 1) for p in choices.standing_in(span, counts)], max(0, window.max_runs - given))
