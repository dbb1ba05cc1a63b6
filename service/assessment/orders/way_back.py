"""Back at level 0 the plan returns in two steps, a day and then the rest of it (S2-108)."""

from __future__ import annotations

from datetime import date

from service.assessment.orders.case import Case
from service.domain.classes import is_leg_session
from service.domain.directives import DayRule, DayRuleKind
from service.kit.weeks import ONE_DAY

CODE = "way_back"
UNDERLYING = "underlying_level"


def day_rules(case: Case) -> tuple[DayRule, ...]:
    """After a fall of more than one level at once the first day on the legs is easy; from the next on all is as planned.

    What is hard on that day is run easy in its place: moved on, it would crowd the days that follow. Levels that come down
    one by one have let the load return on their way. A coach who sets level 0 has the last word.
    """
    back = _back_since(case)
    if back is None or case.level != 0 or UNDERLYING in case.verdict.in_force or not case.policy.on("S2-108"):
        return ()
    dates = sorted(s.date for s in case.planned if s.date >= back and is_leg_session(s, case.policy.sessions))
    return tuple(DayRule(day, DayRuleKind.EASY_ONLY, CODE, ("S2-108",)) for day in dates[:1])


def _back_since(case: Case) -> date | None:
    """First date of level 0 after a level of 2 or more; None where there was no such fall."""
    levels = case.features.level_on or {}
    back = case.today
    while levels.get(back - ONE_DAY) == 0:
        back -= ONE_DAY
    return back if levels.get(back - ONE_DAY, 0) > 1 else None
