"""What a rule over several sessions is. Rules do not know each other."""

from __future__ import annotations

from typing import Protocol

from service.solver.problem import Problem
from service.solver.variables import Choices


class Constraint(Protocol):
    """One rule of the model, under the name that the checker knows it by."""

    name: str
    rows: tuple[str, ...]
    """Catalogue rows that the rule carries; with any of them switched off it does not act."""

    def applies_to(self, problem: Problem) -> bool:
        """Whether the rule can bind anything here."""
        ...

    def post(self, choices: Choices, problem: Problem) -> None:
        """Write the rule into the model."""
        ...


def acts(problem: Problem, rows: tuple[str, ...]) -> bool:
    """Whether every row behind a rule is switched on."""
    return all(problem.policy.on(row) for row in rows)
