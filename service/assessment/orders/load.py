"""Load caps of W1 and W2 (table of directives; rulings G7, G8, G12)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.assessment.orders import illness
from service.assessment.orders.ask import Ask, strictest
from service.assessment.orders.case import Case
from service.assessment.orders.history import planned_load, read_capacity, trains_little
from service.assessment.orders.table import level_asks

MILD_LEVEL = 1
"""The level whose caps and counts hold for a mild start and for those who train little at level 2."""
FACTOR_ROWS = {1: ("S2-10",), 3: ("S2-105", "K57"), 4: ("K57",)}
"""At level 1 only more than planned is barred; the slight reduction of level 3, the one to two lighter weeks from there on."""

FROZEN_LEVEL = 3
"""The level whose caps and counts hold after two weeks of silence, until a coach has had a look."""


@dataclass(frozen=True, slots=True)
class Column:
    """The level whose caps and counts hold, and the rulings that made it another than that in force."""

    level: int
    rows: tuple[str, ...] = ()


def column_of(case: Case) -> Column:
    """Where caps, run counts and rest days are read: at level 2 a mild start and little training have those of level 1.

    Two weeks of silence at level 4 leave those of level 3.
    """
    if case.verdict.frozen:
        return Column(min(case.level, FROZEN_LEVEL))
    if case.level != MILD_LEVEL + 1:
        return Column(case.level)
    if case.verdict.mild_start and case.policy.on("G7"):
        return Column(MILD_LEVEL, ("G7",))
    if case.policy.on("G12") and trains_little(case):
        return Column(MILD_LEVEL, ("G12",))
    return Column(case.level)


def load_cap(case: Case, window: int) -> Ask[float] | None:
    """The cap of W1 (0) or W2 (1) in `rpe_min`; None when nobody asks for one."""
    factor = strictest([*_level_factor(case, window), *illness.factors(case, window)], min)
    if factor is None:
        return None
    start, end = case.windows[window]
    planned = planned_load(case, start, end)
    if column_of(case).level <= MILD_LEVEL and factor.value == 1:
        return replace(factor, value=float(planned))
    measure = _measure(case, planned)
    value = round(max(factor.value * measure.value, _least(case)), 2)
    return Ask(min(float(planned), value), (*factor.rows, *measure.rows), factor.report_ids)


def _level_factor(case: Case, window: int) -> tuple[Ask[float], ...]:
    if not case.guides:
        return ()
    column = column_of(case)
    row = case.levels.rows[column.level]
    value = row.load_factor_w1 if window == 0 and not case.renewed else row.load_factor_w2
    return level_asks(case, f"load-cap-w{window + 1}", value, *column.rows, *FACTOR_ROWS.get(column.level, ()), level=column.level)


def _measure(case: Case, planned: int) -> Ask[float]:
    """What the factor is taken of: max(R, B), so that an easier week is not cut twice (G8)."""
    capacity = read_capacity(case)
    if capacity.mean_load is None or capacity.usual_load is None:
        return Ask(float(planned), ())
    reference = min(float(planned), case.levels.capacity_ratio * capacity.mean_load)
    if not case.policy.on("G8") or capacity.usual_load <= reference:
        return Ask(reference, ())
    return Ask(capacity.usual_load, ("G8",))


def _least(case: Case) -> float:
    """Room for two short easy sessions: legs are rarely a reason to stop altogether (S2-27, S2-75)."""
    if not (case.policy.on("S2-27") and case.policy.on("S2-75")):
        return 0.0
    numbers = case.policy.sessions
    return case.levels.least_sessions_left * numbers.shortest_minutes * numbers.easy_target_rpe
