"""A linear lower bound on a variable that some level minimises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Floor:
    """step x variable >= constant + sum of weights x literals."""

    constant: int
    literals: Sequence[Any] = ()
    weights: Sequence[int] = ()
    step: int = 1

    def value(self, values: Sequence[int]) -> int:
        """The least whole number that satisfies the bound at these values."""
        total = self.constant + sum(w * values[v.index] for v, w in zip(self.literals, self.weights, strict=True))
        return int(-(-total // self.step))
