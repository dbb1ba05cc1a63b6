"""Beginners and minors train hard rarely."""

from __future__ import annotations

from service.domain.athlete import Gate
from service.solver.problem import Problem
from service.solver.variables import Choices
from service.solver.window import Span

ADULT = 18


def _limits(problem: Problem) -> list[tuple[int, int]]:
    """Lengths of windows in dates, with the most hard sessions that each may hold."""
    athlete, spacing, policy = problem.brief.athlete, problem.policy.spacing, problem.policy
    age = athlete.age(problem.calendar.today)
    limits = []
    if athlete.is_novice and policy.on("S4-33"):
        limits.append((14, spacing.novice_max_hard_in_14))
    if (Gate.MINOR in athlete.gates or (age is not None and age < ADULT)) and policy.on("G16"):
        limits.append((7, spacing.minor_max_hard_in_7))
    return limits


class HardCount:
    """HARD leg sessions in 14 dates (novices) or 7 dates (minors), or as many as the reference had there."""

    name = "hard-count"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return bool(_limits(problem))

    def post(self, choices: Choices, problem: Problem) -> None:
        for length, most in _limits(problem):
            for first in range(1 - length, problem.last + 1):
                span = Span(first, first + length - 1)
                bound = max(most, sum(1 for s in problem.reference_in(span) if s.traits.hard_leg))
                given = sum(1 for f in problem.facts_in(span) if f.traits.hard_leg)
                choices.at_most([(p, 1) for p in choices.standing_in(span, lambda traits: traits.hard_leg)], bound - given)
