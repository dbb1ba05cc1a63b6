"""What it would cost to refuse one change: the same brief solved again with that change refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.domain.adjustment import LevelResult, Price, Refusal
from service.domain.brief import Brief
from service.solver.adjusting import solve
from service.solver.outcome import Limits, NoPlanFits, NotDecided


def price_of(brief: Brief, refusal: Refusal, levels: Sequence[LevelResult], limits: Limits) -> Price | None:
    """What the same brief with that change refused costs."""
    return cost_of(replace(brief, refusals=(*brief.refusals, refusal)), levels, limits)


def cost_of(brief: Brief, levels: Sequence[LevelResult], limits: Limits) -> Price | None:
    """The first level that gets worse and by how much; None where the limit ran out before there was an answer."""
    outcome = solve(brief, limits)
    if isinstance(outcome, NoPlanFits):
        return Price(feasible=False, conflict=outcome.conflict.text)
    found = outcome.best if isinstance(outcome, NotDecided) else outcome
    return None if found is None else _compare(levels, found.levels)


def _compare(before: Sequence[LevelResult], after: Sequence[LevelResult]) -> Price:
    base = {level.name: level.value for level in before}
    for level in after:
        delta = level.value - base.get(level.name, level.value)
        if delta > 0:
            return Price(feasible=True, level=level.name, delta=delta)
    return Price(feasible=True, delta=0)
