"""Minutes by which the easy share of both windows lies outside its range."""

from __future__ import annotations

from service.solver.floor import Floor
from service.solver.objectives.base import Aim
from service.solver.problem import Problem
from service.solver.traits import Traits
from service.solver.variables import Choices
from service.solver.window import Span


def easy_share_gap(choices: Choices, problem: Problem) -> list[Aim]:
    if not problem.policy.on("K32"):
        return [Aim("easy_share_gap")]
    aims, span = problem.policy.aims, Span(problem.w1.first, problem.w2.last)
    low, high = aims.easy_share_least_percent, aims.easy_share_most_percent

    def too_little(traits: Traits) -> int:
        return traits.minutes * (low - 100 if traits.easy else low)

    def too_much(traits: Traits) -> int:
        return traits.minutes * (100 - high if traits.easy else -high)

    facts = [f.traits for f in problem.facts_in(span) if f.traits.endurance]
    standing = choices.standing_in(span, lambda traits: traits.endurance)
    literals = [choices.chosen(p) for p in standing]
    floors = [
        Floor(sum(map(weigh, facts)), literals, [weigh(p.traits) for p in standing], step=100) for weigh in (too_little, too_much)
    ]  # fmt: skip
    most = sum(f.minutes for f in facts) + sum(p.traits.minutes for p in standing)
    return [Aim("easy_share_gap", extras=[choices.least(most, floors)])]
