"""How many hard sessions, sessions of the affected sport and rest days a window holds (ruling D6)."""

from __future__ import annotations

from datetime import date
from math import ceil

from service.assessment.orders import illness
from service.assessment.orders.ask import Ask, strictest
from service.assessment.orders.case import Case
from service.assessment.orders.gates import is_minor
from service.assessment.orders.history import read_capacity
from service.assessment.orders.load import column_of
from service.assessment.orders.table import level_asks
from service.kit.weeks import plus

TWO_A_WEEK = 2
"""What coaches hold to in a usual week (K34)."""


def max_hard(case: Case, window: int) -> Ask[int] | None:
    """Hard sessions of the affected sport, races included: at most as planned, at most what the level allows."""
    start, end = case.windows[window]
    planned = sum(s.hard and case.is_affected(s) for s in case.planned_between(start, end))
    name, asks = f"max-hard-w{window + 1}", list(illness.max_hard(case)) if window == 0 else []
    if case.guides:
        limit = case.row.max_hard_w1 if window == 0 and not case.renewed else case.row.max_hard_w2
        rows = ("K34",) if limit == TWO_A_WEEK else ()
        asks += level_asks(case, name, planned if limit is None else min(planned, limit), *rows)
        if is_minor(case) and case.policy.on("G16"):
            asks.append(Ask(min(planned, case.policy.spacing.minor_max_hard_in_7), ("G16",)))
    return strictest(asks, min)


def max_runs(case: Case) -> Ask[int] | None:
    """Sessions of the affected sport in W1; later weeks are as planned."""
    if not case.guides or case.renewed:
        return None
    start, end = case.windows[0]
    planned = sum(case.is_affected(s) and not s.is_race for s in case.planned_between(start, end))
    usual = read_capacity(case).mean_sessions if case.policy.on("G8") else None
    column = column_of(case)
    limit = min(planned, _fewer(max(planned, int(usual or 0)), column.level, case.levels.runs_cut_from))
    rows = ("S2-24",) if column.level == 2 else column.rows
    return strictest(level_asks(case, "max-runs", limit, *rows, level=column.level), min)


def _fewer(sessions: int, level: int, cut_from: int) -> int:
    """One less at level 2, one less and at least half at level 3, half at level 4."""
    if level == 4:
        return ceil(sessions / 2)
    if level == 3:
        return max(ceil(sessions / 2), sessions - 1)
    return sessions - 1 if level == 2 and sessions >= cut_from else sessions


def min_rest_days(case: Case, window: int) -> Ask[int] | None:
    if not case.guides:
        return None
    column = column_of(case)
    first = window == 0 and not case.renewed
    value = case.levels.rows[column.level].rest_days if first else case.levels.later_rest_days
    return strictest(level_asks(case, "rest-days", value, "S0-21", *column.rows, level=column.level), max)


def rest_by(case: Case) -> Ask[date] | None:
    """One of the rest days of levels 3 and 4 comes early."""
    if not case.guides or case.renewed:
        return None
    within = case.row.rest_within_days
    return None if within is None else strictest(level_asks(case, "rest-days", plus(case.day0, within - 1), "S0-21"), min)
