"""What a level of the objective is. Levels are never weighed against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from service.solver.placements import Placement
from service.solver.problem import Problem
from service.solver.variables import Choices


@dataclass(frozen=True, slots=True)
class Aim:
    """One whole number to make small: a constant, costs of placements (never negative), and derived numbers."""

    name: str
    costs: Sequence[tuple[Placement, int]] = ()
    extras: Sequence[Any] = ()
    constant: int = 0


Level = Callable[[Choices, Problem], Sequence[Aim]]
"""Reads its aims from the choices; most levels have one, the key sessions one for each rank."""
