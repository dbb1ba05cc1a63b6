"""The load of a window stays under its cap."""

from __future__ import annotations

from math import floor

from service.solver.problem import Problem, exact
from service.solver.variables import Choices


class LoadCap:
    """Load in W1 and in W2, races excluded, is at most the cap, or what cannot be changed."""

    name = "load-cap"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return any(window.load_cap is not None for window, _ in problem.windows)

    def post(self, choices: Choices, problem: Problem) -> None:
        for window, span in problem.windows:
            if window.load_cap is None:
                continue
            given = sum(f.traits.load for f in problem.facts_in(span) if not f.traits.race)
            spared = sum(m.traits.load for m in problem.movers if m.spared and m.day in span)
            unchanged = given + spared if problem.policy.on("D2") else 0
            bound = max(floor(exact(window.load_cap)), unchanged)
            choices.at_most(choices.load_in(span), bound - given)
