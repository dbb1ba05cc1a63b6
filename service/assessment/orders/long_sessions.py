"""How much of a long session of W1 stays (table of directives; ruling D8 after an illness)."""

from __future__ import annotations

from service.assessment.orders.ask import Ask, strictest
from service.assessment.orders.case import Case
from service.assessment.orders.table import level_asks


def long_max_ratio(case: Case) -> Ask[float] | None:
    if not case.guides or case.renewed:
        return None
    asks = list(level_asks(case, "long-ratio", case.row.long_ratio))
    if case.illness_class and case.level > 1:
        asks += level_asks(case, "long-ratio", case.levels.illness_long_ratio, "D8")
    return strictest([ask for ask in asks if ask.value < 1], min)


def long_easy(case: Case) -> Ask[bool] | None:
    if not case.guides or case.renewed or not case.row.long_easy:
        return None
    return strictest(level_asks(case, "long-ratio", value=True), max)
