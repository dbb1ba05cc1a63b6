"""Speed and leg strength together ask for a rest day."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.placements import Placement
from service.solver.problem import Problem
from service.solver.spacing import Item, items
from service.solver.variables import Choices


def _is_in_own_place(item: Item) -> bool:
    return not isinstance(item, Placement) or item.is_own_place


def _want_rest(choices: Choices, one: Item, other: Item, day: int) -> None:
    training = choices.training_on(day)
    if training is False:
        return
    if training is True:
        choices.keep_from_meeting(one, other)
        return
    happening = [~choices.chosen(item) for item in (one, other) if isinstance(item, Placement)]
    choices.model.add_bool_or([*happening, ~training])


class SpeedStrengthRest:
    """Leg strength and SPEED on the same or adjacent dates: the date after the later one is a rest day, where we placed one of them."""

    name = "speed-strength-rest"
    rows: tuple[str, ...] = ("S1-15",)

    def applies_to(self, problem: Problem) -> bool:
        return not problem.policy.spacing.hard_days_hard and acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:  # noqa: ARG002  the days say enough
        fast = items(choices, lambda traits: traits.speed_leg)
        for day, strengths in items(choices, lambda traits: traits.leg_strength).items():
            for gap in (-1, 0, 1):
                for one in strengths:
                    for other in fast.get(day + gap, ()):
                        if not (_is_in_own_place(one) and _is_in_own_place(other)):
                            _want_rest(choices, one, other, max(day, day + gap) + 1)
