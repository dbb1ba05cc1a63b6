"""What a week adds up to, on the printed page and on the screen alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Part(NamedTuple):
    """What one session adds, as planned or as done."""

    minutes: int
    metres: int | None
    load: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over a week; what has neither a length nor a load is no session."""

    sessions: int
    minutes: int
    metres: int
    load: int


def added_up(parts: Iterable[Part]) -> Figures:
    told = [part for part in parts if part.load + part.minutes > 0]
    return Figures(
        sessions=len(told),
        minutes=sum(part.minutes for part in told),
        metres=sum(part.metres or 0 for part in told),
        load=sum(part.load for part in told),
    )
