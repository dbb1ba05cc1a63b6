"""Load caps of W1 and W2 (table of directives; rulings G7, G8, G12)."""

from __future__ import annotations

from dataclasses import replace

from service.assessment.orders import illness
from service.assessment.orders.ask import Ask, strictest
from service.assessment.orders.case import Case
from service.assessment.orders.history import Capacity, planned_load, read_capacity, trains_little
from service.assessment.orders.table import level_asks

MILD_LEVEL = 1
"""The level whose caps and counts hold for a mild start and for those who train little at level 2."""

FROZEN_LEVEL = 3
"""The level whose caps and counts hold after two weeks of silence, until a coach has had a look."""


def caps_level(case: Case) -> int:
    """The column of the table that caps, run counts and rest days are read from."""
    if case.verdict.mild_start and case.policy.on("G7"):
        return min(case.level, MILD_LEVEL)
    if case.verdict.frozen:
        return min(case.level, FROZEN_LEVEL)
    if case.level == MILD_LEVEL + 1 and case.policy.on("G12") and trains_little(case):
        return MILD_LEVEL
    return case.level


def load_cap(case: Case, window: int) -> Ask[float] | None:
    """The cap of W1 (0) or W2 (1) in `rpe_min`; None when nobody asks for one."""
    factor = strictest([*_level_factor(case, window), *illness.factors(case, window)], min)
    if factor is None:
        return None
    start, end = case.windows[window]
    planned = planned_load(case, start, end)
    value = float(planned)
    if caps_level(case) > MILD_LEVEL or factor.value < 1:
        value = min(value, round(max(factor.value * _measure(case, planned), _least(case)), 2))
    return replace(factor, value=value)


def _level_factor(case: Case, window: int) -> tuple[Ask[float], ...]:
    if not case.guides:
        return ()
    column = caps_level(case)
    row = case.levels.rows[column]
    value = row.load_factor_w1 if window == 0 and not case.renewed else row.load_factor_w2
    return level_asks(case, f"load_cap_w{window + 1}", value, "S2-10", level=column)


def _measure(case: Case, planned: int) -> float:
    """What the factor is taken of: max(R, B), so that an easier week is not cut twice (G8)."""
    capacity = read_capacity(case)
    return max(_reference(case, planned, capacity), _usual(case, planned, capacity))


def _reference(case: Case, planned: int, capacity: Capacity) -> float:
    """R: the planned load, as far as the last four weeks carry it."""
    if capacity.mean_load is None or not case.policy.on("G11"):
        return float(planned)
    return min(float(planned), case.levels.capacity_ratio * capacity.mean_load)


def _usual(case: Case, planned: int, capacity: Capacity) -> float:
    """B: the usual week; with too short a history the planned one."""
    if not case.policy.on("G8"):
        return 0.0
    return float(planned) if capacity.usual_load is None else capacity.usual_load


def _least(case: Case) -> float:
    """Room for two short easy sessions: legs are rarely a reason to stop altogether (S2-27)."""
    if not case.policy.on("S2-27"):
        return 0.0
    numbers = case.policy.sessions
    return case.levels.least_sessions_left * numbers.shortest_minutes * numbers.easy_target_rpe
