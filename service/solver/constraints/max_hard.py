"""No more hard sessions than the level allows."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.traits import Traits
from service.solver.variables import Choices


class MaxHard:
    """HARD leg sessions of the affected sport in a window, races and done ones included."""

    name = "max-hard"
    rows: tuple[str, ...] = ("D6",)

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows) and any(window.max_hard is not None for window, _ in problem.windows)

    def post(self, choices: Choices, problem: Problem) -> None:
        def counts(traits: Traits) -> bool:
            return traits.hard and problem.is_affected(traits)

        for window, span in problem.windows:
            if window.max_hard is not None:
                given = sum(1 for f in problem.facts_in(span) if counts(f.traits))
                choices.at_most([(p, 1) for p in choices.standing_in(span, counts)], max(0, window.max_hard - given))
