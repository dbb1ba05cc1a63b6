"""How far key sessions may move, and whether anything may be added (ruling D7)."""

from __future__ import annotations

from collections.abc import Sequence

from service.assessment.orders import gates, taper, way_back
from service.assessment.orders.ask import Ask, strictest
from service.assessment.orders.case import Case
from service.assessment.orders.table import level_asks
from service.domain.directives import DayRule, DayRuleKind


def move_days(case: Case, rules: Sequence[DayRule], *, hard_waits: bool) -> Ask[int] | None:
    """As the level says; at level 0 some days when a standing directive is in the way of a session (S1-35)."""
    if case.guides:
        return strictest(level_asks(case, "key-sessions", case.row.move_days, "D7"), max)
    in_the_way = [rule for rule in rules if rule.kind is not DayRuleKind.NO_MOVE_IN and rule.code != way_back.CODE]
    if not in_the_way and not hard_waits:
        return None
    rows = tuple(dict.fromkeys(row for rule in in_the_way for row in rule.rows))
    return Ask(case.levels.standing_move_days, ("S1-35", *(row for row in rows if row != "S1-35")))


def may_insert(case: Case) -> Ask[bool] | None:
    """Nothing is added before an A-race, nor where a person decides."""
    asks = [taper.no_insertions(case), gates.no_insertions(case)]
    return strictest([ask for ask in asks if ask is not None], min)
