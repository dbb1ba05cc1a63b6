"""Illness: rest while it lasts, nothing hard for a while after it, less load (rulings G1, D8; rows K61, K63).

The athlete's word that all is well again shortens nothing (S2-78); only a coach can.
"""

from __future__ import annotations

from datetime import date

from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case
from service.assessment.orders.table import level_asks
from service.domain.directives import DayRule, DayRuleKind
from service.domain.report import Illness
from service.kit.weeks import days, plus


def stands(case: Case) -> bool:
    """An illness goes on, or ended so lately that it still sets limits at every level."""
    return case.policy.on("G1") and (_is_recent(case) or _unsettled_long_illness(case))


def resting(case: Case) -> bool:
    """Acute and not over: rest goes on day by day; silence keeps it."""
    return _lately_acute(case) and case.features.illness.acute


def window_start(case: Case, fresh_day0: date) -> date | None:
    """Where W1 starts because of an acute illness: now while it lasts, else on the first day without symptoms."""
    if not _lately_acute(case):
        return None
    facts = case.features.illness
    if facts.ongoing or facts.end is None:
        return fresh_day0
    return plus(facts.end, 1)


def first_hard(case: Case) -> tuple[Ask[date], ...]:
    """Some days for every day of illness, counted from the last symptom; from today while it goes on."""
    facts, numbers = case.features.illness, case.levels
    if not stands(case) or not case.policy.on("S2-78") or not case.policy.on("K63"):
        return ()
    gap = numbers.illness_gap_unknown
    if facts.days is not None:
        gap = min(numbers.illness_gap_most, max(numbers.illness_gap_least, numbers.illness_gap_per_day * facts.days))
    end = case.today if facts.ongoing or facts.end is None else facts.end
    asks = [Ask(plus(end, gap), ("G1", "S2-78", "K63"), facts.report_ids)]
    if _lately_acute(case):
        asks.append(Ask(plus(case.day0, 0 if case.renewed else 7), ("G1", "K61"), facts.report_ids))
    if _unsettled_long_illness(case):
        asks.append(Ask(plus(case.today, numbers.long_illness_free_days), ("S4-29",), facts.report_ids))
    return tuple(ask for ask in asks if ask.value > case.today)


def factors(case: Case, window: int) -> tuple[Ask[float], ...]:
    """Load factor of W1 (0) or W2 (1) after an illness; once W1 is over, the one of W2."""
    pick, numbers, ids = (1 if case.renewed else window), case.levels, case.features.illness.report_ids
    if _lately_acute(case):
        return (Ask(numbers.acute_factors[pick], ("G1", "K61"), ids),)
    if case.illness_class and case.level > 1:
        return level_asks(case, f"load-cap-w{window + 1}", numbers.illness_factors[pick])
    lasted = case.features.illness.days or 0
    if case.policy.on("G1") and _is_recent(case) and lasted >= numbers.after_illness_least_days:
        return (Ask(numbers.after_illness_factors[pick], ("G1",), ids),)
    return ()


def max_hard(case: Case) -> tuple[Ask[int], ...]:
    """Hard sessions of W1."""
    ids = case.features.illness.report_ids
    if case.renewed:
        return ()
    if _lately_acute(case):
        return (Ask(0, ("G1", "K61"), ids),)
    if case.illness_class and case.level > 1 and case.policy.on("S2-78"):
        return level_asks(case, "max-hard-w1", case.levels.illness_max_hard, "S2-78")
    return ()


def rest_dates(case: Case) -> Ask[tuple[date, ...]] | None:
    """Rest while an acute illness lasts, and on the rest of its last day: training resumes 24 h after the last symptom."""
    facts = case.features.illness
    if resting(case):
        until = plus(case.day0, case.levels.illness_rest_days - 1)
        return Ask(tuple(days(case.day0, until)), ("G1", "K61"), facts.report_ids)
    if _lately_acute(case) and facts.end == case.today:
        return Ask((case.today,), ("G1", "K61"), facts.report_ids)
    return None


def day_rules(case: Case) -> tuple[DayRule, ...]:
    """A cold above the neck that goes on: easy only, day by day."""
    facts = case.features.illness
    if not stands(case) or facts.now is not Illness.ABOVE_NECK or not case.policy.on("S4-32"):
        return ()
    until = plus(case.today, case.levels.illness_easy_days - 1)
    return tuple(DayRule(day, DayRuleKind.EASY_ONLY, "illness", ("K61", "S4-32"), facts.report_ids) for day in days(case.today, until))


def ill_dates(case: Case) -> frozenset[date]:
    """Dates with symptoms, as far as known."""
    facts = case.features.illness
    if not facts.ongoing and facts.end is None:
        return frozenset()
    last = case.today if facts.ongoing or facts.end is None else facts.end
    first = facts.since or last
    if facts.days is not None:
        first = min(first, plus(last, 1 - facts.days)) if not facts.ongoing else min(first, plus(facts.stated_on or last, 1 - facts.days))
    return frozenset(days(first, last))


def _is_recent(case: Case) -> bool:
    facts = case.features.illness
    return facts.ongoing or (facts.end is not None and 0 <= (case.today - facts.end).days <= case.policy.thresholds.illness_days)


def _lately_acute(case: Case) -> bool:
    return (
        case.policy.on("G1")
        and case.policy.on("K61")
        and _is_recent(case)
        and (case.features.illness.acute or case.features.illness.was_acute)
    )


def _unsettled_long_illness(case: Case) -> bool:
    """Four weeks of symptoms and more, and not yet a week without symptoms and with good legs (S4-29)."""
    facts, numbers = case.features.illness, case.levels
    if facts.days is None or facts.days <= numbers.long_illness_days or not case.policy.on("S4-29"):
        return False
    if facts.ongoing or facts.end is None:
        return True
    if (case.today - facts.end).days < numbers.long_illness_free_days:
        return True
    lately = [s for s in case.features.leg_since(numbers.long_illness_free_days) if s.day > facts.end and s.heaviness is not None]
    return not lately or any(s.heaviness is not None and s.heaviness > case.policy.thresholds.good for s in lately)
