"""The earliest dates for hard, leg-strength, long and speed sessions: of all that ask, the latest date binds."""

from __future__ import annotations

from datetime import date

from service.assessment.orders import gates, illness, race_recovery, soreness
from service.assessment.orders.ask import Ask, strictest
from service.assessment.orders.case import Case
from service.assessment.orders.table import level_asks
from service.kit.weeks import plus

HOURS_ROWS = ("S2-05", "S4-05")
"""Recovery takes its hours, and does not end with the session."""
SPEED_WAITS_AT = 3


def first_hard_on(case: Case) -> Ask[date] | None:
    asks = [*soreness.first_hard(case), *illness.first_hard(case), *race_recovery.first_hard(case), *gates.first_hard(case)]
    if case.guides:
        rows = (*HOURS_ROWS, "K25") if case.level == SPEED_WAITS_AT else HOURS_ROWS
        asks += level_asks(case, "first-hard", _from_level(case, case.row.first_hard_days), *rows)
        asks += _second_easy_day(case)
    return strictest(asks, max)


def first_strength_on(case: Case) -> Ask[date] | None:
    asks = [*soreness.first_strength(case)]
    if case.guides:
        asks += level_asks(case, "first-strength", _from_level(case, case.row.first_strength_days), *HOURS_ROWS, "S1-10")
    return strictest(asks, max)


def first_long_on(case: Case) -> Ask[date] | None:
    asks = [*race_recovery.first_long(case)]
    if case.guides:
        asks += level_asks(case, "first-long", plus(case.verdict.anchor, case.row.first_long_days), *HOURS_ROWS)
    return strictest(asks, max)


def first_speed_on(case: Case) -> Ask[date] | None:
    """At level 3 the one hard session of W1 is no speed session until a good report has come (ruling D8)."""
    if case.level != SPEED_WAITS_AT or case.renewed or case.verdict.good_reports:
        return None
    return strictest(level_asks(case, "key-sessions", case.windows[1][0], "D8"), max)


def _second_easy_day(case: Case) -> tuple[Ask[date], ...]:
    """Food was the likely cause and a rest day did not help: one easy day more instead of a higher level (S2-33)."""
    if "S2-33" not in case.verdict.rows or not case.policy.on("S2-33"):
        return ()
    return (Ask(plus(_from_level(case, case.row.first_hard_days), 1), ("S2-33",), case.verdict.report_ids),)


def _from_level(case: Case, count: int) -> date:
    """From the anchor; at level 4 from day0, and no later than the week that follows the first one."""
    if not case.row.first_hard_from_day0:
        return plus(case.verdict.anchor, count)
    return case.day0 if case.renewed else plus(case.day0, count)
