"""Sore legs: train, easy only, or rest (S2-98), and how long a session that made them sore is felt (S1-14)."""

from __future__ import annotations

from datetime import date

from service.assessment.measures.illness import as_date
from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case
from service.assessment.orders.table import level_asks
from service.domain.directives import DayRule, DayRuleKind
from service.domain.report_class import ReportClass
from service.kit.weeks import ONE_DAY, days, plus


def day_rules(case: Case) -> tuple[DayRule, ...]:
    """The report's date is kept easy. Very sore legs rest, and also on the next date when nothing was left to do."""
    sore = case.features.soreness
    if sore is None or sore.points < case.levels.soreness_easy or not case.policy.on("S2-98"):
        return ()
    if sore.points < case.levels.soreness_rest:
        return (DayRule(sore.day, DayRuleKind.EASY_ONLY, "soreness", ("S2-98",), sore.report_ids),)
    left = any(session.date == sore.day for session in case.timeline.open)
    until = sore.day if left and sore.day == case.today else plus(sore.day, 1)
    rest = DayRuleKind.REST_OR_SHORT_CROSS
    return tuple(DayRule(day, rest, "soreness", ("S2-98",), sore.report_ids) for day in days(sore.day, until))


def first_hard(case: Case) -> tuple[Ask[date], ...]:
    return (*_after_very_sore(case), *_after_source(case))


def first_strength(case: Case) -> tuple[Ask[date], ...]:
    """Not while very sore; and no second strength session before a report says that the soreness has gone."""
    return (*_after_very_sore(case), *_while_sore(case))


def _while_sore(case: Case) -> tuple[Ask[date], ...]:
    """Counted anew each day while the last word on soreness, not too old, is above the limit."""
    told = [s for s in case.features.reports if s.report.soreness is not None]
    if case.verdict.class_in_force is not ReportClass.EXPECTED_DOMS or not told or not case.policy.on("S2-98"):
        return ()
    last, numbers = told[-1], case.levels
    too_old = (case.today - last.day).days > numbers.soreness_holds_days
    if too_old or (last.report.soreness or 0) <= numbers.soreness_strength_ok:
        return ()
    return level_asks(case, "first-strength", case.today + ONE_DAY, "S2-98")


def _after_very_sore(case: Case) -> tuple[Ask[date], ...]:
    sore = case.features.soreness
    if sore is None or sore.points < case.levels.soreness_rest or not case.policy.on("S2-98"):
        return ()
    return (Ask(plus(sore.day, case.levels.soreness_rest_days), ("S2-98",), sore.report_ids),)


def _after_source(case: Case) -> tuple[Ask[date], ...]:
    """Counted from the session that explains the soreness."""
    if case.verdict.class_in_force is not ReportClass.EXPECTED_DOMS:
        return ()
    source = _source_date(case)
    if source is None:
        return ()
    gap = case.levels.doms_hard_days_mild if case.level <= 1 else case.levels.doms_hard_days_strong
    return level_asks(case, "first-hard", plus(source, gap))


def _source_date(case: Case) -> date | None:
    kept = as_date(case.verdict.in_force.get("source_date"))
    if kept is not None:
        return kept
    source = case.features.doms_source or case.features.strength_source
    return None if source is None else source.day
