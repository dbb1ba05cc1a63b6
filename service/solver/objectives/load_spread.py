"""Largest minus smallest daily load of the dates with load, from today to the end of W2."""

from __future__ import annotations

from typing import Any

from service.solver.floor import Floor
from service.solver.objectives.base import Aim
from service.solver.problem import Problem
from service.solver.variables import Choices


def load_spread(choices: Choices, problem: Problem) -> list[Aim]:
    if not problem.policy.on("K12"):
        return [Aim("load_spread")]
    days = [_Day(choices, problem, day) for day in range(problem.w2.last + 1)]
    days = [day for day in days if day.constant or day.literals]
    top = max((day.constant + sum(day.weights) for day in days), default=0)
    largest = choices.least(top, [Floor(day.constant, day.literals, day.weights) for day in days])
    # Counted from `top` downwards, the smallest load is a number that is at least every floor, too.
    depth = choices.least(top, [day.depth(choices, top) for day in days])
    spread = choices.least(top, [Floor(-top, [largest, depth], [1, 1])])
    return [Aim("load_spread", extras=[spread])]


class _Day:
    """Load of one date: what is given, and what may stand there."""

    def __init__(self, choices: Choices, problem: Problem, day: int) -> None:
        standing = [p for p in choices.standing_on(day) if p.traits.load]
        self.constant = sum(f.traits.load for f in problem.facts_on.get(day, ()))
        self.literals = [choices.chosen(p) for p in standing]
        self.weights = [p.traits.load for p in standing]

    def depth(self, choices: Choices, top: int) -> Floor:
        """Top - load where the date has load, nothing where it has none."""
        if self.constant:
            return Floor(top - self.constant, self.literals, [-w for w in self.weights])
        loaded: Any = choices.some_of(self.literals)
        return Floor(0, [loaded, *self.literals], [top, *(-w for w in self.weights)])
