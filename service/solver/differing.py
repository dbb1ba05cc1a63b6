"""Other plans that keep every rule, for a coach who weighs things differently: the same levels in another order."""

from __future__ import annotations

from service.domain.adjustment import Alternative
from service.domain.brief import Brief
from service.domain.plan import Plan
from service.solver.adjusting import solve
from service.solver.objectives import LEVELS, Level
from service.solver.objectives.directives_unmet import directives_unmet
from service.solver.objectives.goals_missed import goals_missed
from service.solver.objectives.key_sessions import key_sessions
from service.solver.objectives.training_days import training_days
from service.solver.outcome import Limits, Revised


def _first(*levels: Level) -> tuple[Level, ...]:
    """These levels first, all others after them in their usual order."""
    return (*levels, *(level for level in LEVELS if level not in levels))


ORDERS: tuple[tuple[str, str, tuple[Level, ...]], ...] = (
    ("protect-quality", "Keeps the key sessions before anything else.", _first(key_sessions)),
    ("protect-volume", "Keeps the weekly load before the key sessions.", _first(directives_unmet, goals_missed)),
    ("most-rest", "Reaches the same goals on the fewest days.", _first(directives_unmet, key_sessions, goals_missed, training_days)),
)


def differing_plans(brief: Brief, count: int, limits: Limits) -> tuple[Alternative, ...]:
    """Up to `count` proved plans that differ visibly from the best one and from each other; their `changes` are empty."""
    best = solve(brief, limits)
    if not isinstance(best, Revised):
        return ()
    seen: list[Plan] = [best.plan]
    found: list[Alternative] = []
    for name, text, levels in ORDERS:
        if len(found) == count:
            break
        outcome = solve(brief, limits, levels)
        if isinstance(outcome, Revised) and all(is_visibly_different(outcome.plan, plan) for plan in seen):
            seen.append(outcome.plan)
            found.append(Alternative(name, text, (), outcome.levels, outcome.plan))
    return tuple(found)


LEAST_DIFFERENCE_MINUTES = 10
"""A few minutes more or less are the same plan to a coach."""


def is_visibly_different(one: Plan, other: Plan) -> bool:
    """Some session stands elsewhere, is another session, or differs by a good many minutes."""
    for session in one.sessions:
        twin = other.by_id.get(session.id)
        if twin is None or (session.date, session.sport, session.kind, session.status) != (twin.date, twin.sport, twin.kind, twin.status):
            return True
        if abs(session.minutes - twin.minutes) >= LEAST_DIFFERENCE_MINUTES:
            return True
    return len(one.sessions) != len(other.sessions)
