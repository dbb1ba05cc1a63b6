"""Leg strength does not tire the legs for what matters."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.spacing import Item, keep_apart
from service.solver.traits import Traits
from service.solver.variables import Choices

SAME_DATE_ROWS = ("R2.7-7", "K30")
"""Behind the hours between a hard session and leg strength of one date."""


def _is_strength(traits: Traits) -> bool:
    return traits.leg_strength


def _is_hard(traits: Traits) -> bool:
    return traits.hard_leg


def _is_long(traits: Traits) -> bool:
    return traits.leg and traits.long and not traits.hard


def _is_quality(traits: Traits) -> bool:
    return traits.leg and (traits.hard or traits.long)


class StrengthSpacing:
    """No HARD or LONG leg session on the date after leg strength or later on its date; strength comes well after a hard session."""

    name = "strength-spacing"
    rows: tuple[str, ...] = ("R2.7-6", "S1-16", "K28", "K29")

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        spacing = problem.policy.spacing
        keep_apart(choices, _is_strength, _is_hard, spacing.strength_to_hard, either_order=False, same_day=False)
        keep_apart(choices, _is_strength, _is_long, spacing.strength_to_long, either_order=False, same_day=False)
        hours = spacing.hard_strength_hours if acts(problem, SAME_DATE_ROWS) else 0
        keep_apart(choices, _is_strength, _is_quality, 1, exempt=lambda one, other: _is_in_order(one, other, hours * 60))


def _is_in_order(strength: Item, session: Item, minutes: int) -> bool:
    """On one date: the session first, a hard one long enough before."""
    wait = minutes if session.traits.hard_leg else 0
    return strength.traits.start >= session.traits.start + wait
