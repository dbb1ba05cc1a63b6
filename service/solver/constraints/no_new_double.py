"""No new doubles."""

from __future__ import annotations

from service.solver.problem import Problem
from service.solver.spacing import Item
from service.solver.variables import Choices


def _is_alike(one: Item, other: Item) -> bool:
    return not (one.traits.endurance and other.traits.strength) and not (one.traits.strength and other.traits.endurance)


class NoNewDouble:
    """Two sessions meet on a date only if they did so before, or are endurance and strength, or one of them is light."""

    name = "no-new-double"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return bool(problem.movers)

    def post(self, choices: Choices, problem: Problem) -> None:
        for day in range(problem.last + 1):
            standing: list[Item] = [*problem.facts_on.get(day, ()), *choices.standing_on(day)]
            standing = [item for item in standing if not item.traits.light]
            for number, one in enumerate(standing):
                for other in standing[number + 1 :]:
                    if one.home != other.home and _is_alike(one, other):
                        choices.keep_from_meeting(one, other)
