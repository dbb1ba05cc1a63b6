"""Small neighbouring levels are solved as one, where the sum says exactly what the order says.

Each level is weighted by more than all later levels of its stage can ever sum to, so no pile of small penalties
outvotes a greater one. This is the order of the levels written as one number, not a weighing of levels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from service.solver.objectives import Aim

TOGETHER = {
    "directives_unmet": 0,
    "needless_moves": 0,
    "goals_missed": 1,
    "sessions_changed": 2,
    "form_severity": 2,
    "days_moved": 2,
    "load_spread": 3,
    "easy_share_gap": 4,
    "preferences": 4,
    "tie_break": 4,
}
"""Levels with the same number share a solve; key sessions go with the first. Chosen by measurement."""


@dataclass(frozen=True, slots=True)
class Stage:
    aims: tuple[Aim, ...]


def stages_of(aims: Sequence[Aim]) -> list[Stage]:
    """The levels in order, neighbours with the same number together."""
    return [Stage(tuple(group)) for _, group in groupby(aims, key=lambda aim: TOGETHER.get(aim.name, 0))]
