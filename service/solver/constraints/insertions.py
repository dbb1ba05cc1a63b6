"""Only as many core sessions come in as are wanted."""

from __future__ import annotations

from service.solver.placements import core_wanted
from service.solver.problem import Problem
from service.solver.spacing import Item
from service.solver.variables import Choices


class Insertions:
    """Inserted sessions are at most what the directives want beyond the reference, and none meets other strength."""

    name = "insertions"
    rows: tuple[str, ...] = ()

    def applies_to(self, problem: Problem) -> bool:
        return core_wanted(problem) > 0

    def post(self, choices: Choices, problem: Problem) -> None:
        inserted = choices.placements.insertions
        choices.at_most([(p, 1) for p in inserted], core_wanted(problem))
        for p in inserted:
            others: list[Item] = [*problem.facts_on.get(p.day, ()), *choices.standing_on(p.day)]
            for other in others:
                if other is not p and other.traits.strength:
                    choices.keep_from_meeting(p, other)
