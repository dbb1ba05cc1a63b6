"""How many hard sessions, sessions of the affected sport and rest days a window holds (ruling D6)."""

from __future__ import annotations

from datetime import date
from math import ceil

from service.assessment.orders import illness
from service.assessment.orders.ask import Ask, strictest
from service.assessment.orders.case import Case
from service.assessment.orders.gates import is_minor
from service.assessment.orders.history import read_capacity
from service.assessment.orders.load import caps_level
from service.assessment.orders.table import level_asks
from service.kit.weeks import plus


def max_hard(case: Case, window: int) -> Ask[int] | None:
    """Hard sessions of the affected sport, races included: at most as planned, at most what the level allows."""
    start, end = case.windows[window]
    planned = sum(s.hard and case.is_affected(s) for s in case.planned_between(start, end))
    name, asks = f"max_hard_w{window + 1}", list(illness.max_hard(case)) if window == 0 else []
    if case.guides:
        limit = case.row.max_hard_w1 if window == 0 and not case.renewed else case.row.max_hard_w2
        asks += level_asks(case, name, planned if limit is None else min(planned, limit))
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
    column = caps_level(case)
    limit = min(planned, _fewer(max(planned, int(usual or 0)), column, case.levels.runs_cut_from))
    rows = ("S2-24",) if column == 2 else ()
    return strictest(level_asks(case, "max_runs_w1", limit, *rows, level=column), min)


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
    column = caps_level(case)
    first = window == 0 and not case.renewed
    value = case.levels.rows[column].rest_days if first else case.levels.later_rest_days
    return strictest(level_asks(case, f"min_rest_days_w{window + 1}", value, "S0-21", level=column), max)


def rest_by(case: Case) -> Ask[date] | None:
    """One of the rest days of levels 3 and 4 comes early."""
    if not case.guides or case.renewed:
        return None
    within = case.levels.rows[caps_level(case)].rest_within_days
    return None if within is None else strictest(level_asks(case, "rest_by", plus(case.day0, within - 1), "S0-21"), min)
