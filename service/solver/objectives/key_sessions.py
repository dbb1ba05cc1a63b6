"""Key sessions, one level a rank: kept is 0, cut further than asked 1, lost 2."""

from __future__ import annotations

from service.domain.forms import Form
from service.solver.objectives.base import Aim
from service.solver.placements import Placement
from service.solver.problem import Problem
from service.solver.variables import Choices

LAST_RANK = 99
"""A key session that nobody ranked comes after all others."""


def loss(placement: Placement) -> int:
    """What a key session loses in this form."""
    if placement.form in (Form.KEPT, Form.REDUCED) or placement.exact_cut:
        return 0
    return 1 if placement.form is Form.SHORTENED else 2


def key_sessions(choices: Choices, problem: Problem) -> list[Aim]:
    ranks = sorted({m.session.key_rank or LAST_RANK for m in problem.movers if m.session.is_key})
    return [Aim(f"key_sessions_rank_{rank}", _costs(choices, problem, rank)) for rank in ranks]


def _costs(choices: Choices, problem: Problem, rank: int) -> list[tuple[Placement, int]]:
    of_rank = [m.number for m in problem.movers if m.session.is_key and (m.session.key_rank or LAST_RANK) == rank]
    return [(p, loss(p)) for number in of_rank for p in choices.placements.of[number] if loss(p)]
