"""Standing directives of single days, at every level: sleep, travel, heat, lost fluid, an open safety question (ruling G1)."""

from __future__ import annotations

from datetime import timedelta

from service.assessment.orders.case import Case
from service.assessment.signals import Signal
from service.domain.directives import DayRule, DayRuleKind
from service.domain.timing import starts_instant
from service.kit.weeks import days, local_date, plus


def sleep(case: Case) -> tuple[DayRule, ...]:
    """Nothing hard after a very short or very bad night (S1-35)."""
    nights, limits = case.features.sleep, case.policy.causes
    too_short = nights.last_hours is not None and nights.last_hours < limits.sleep_very_short_h
    too_bad = nights.last_quality is not None and nights.last_quality <= limits.sleep_worst_quality
    if not (too_short or too_bad) or not case.policy.on("S1-35"):
        return ()
    told = [s for s in case.features.reports if s.day == case.today and (s.report.sleep_h, s.report.sleep_quality) != (None, None)]
    ids = tuple(report for signal in told for report in signal.ids)
    return (DayRule(case.today, DayRuleKind.NO_HARD, "sleep", ("S1-35",), ids),)


def travel(case: Case) -> tuple[DayRule, ...]:
    """Nothing hard on the day of a long trip and on the next (S2-71)."""
    if not case.policy.on("S2-71") or not case.policy.on("R2.7-11"):
        return ()
    rows, kind = ("S2-71", "R2.7-11"), DayRuleKind.NO_HARD
    return tuple(
        DayRule(day, kind, "travel", rows, signal.ids)
        for signal in case.features.since(case.policy.causes.travel_days)
        if signal.report.travel
        for day in days(signal.day, plus(signal.day, case.policy.spacing.travel_no_hard_days))
    )


def heat(case: Case) -> tuple[DayRule, ...]:
    """Nothing hard or long outdoors in great heat and for two days after it, unless a later report tells of cooler air."""
    lasts = case.levels.outside_cause_days if case.policy.on("S2-85") else 0
    hottest = [s for s in case.features.since(lasts + 1) if s.report.wbgt is not None and s.report.wbgt > case.policy.causes.heat_stop_wbgt]
    if not hottest or not (case.policy.on("K65") and case.policy.on("S2-83")):
        return ()
    last = hottest[-1]
    if case.policy.on("S2-86") and any(_says_cool(s) and s.observed_at > last.observed_at for s in case.features.reports):
        return ()
    rows = ("K65", "S2-83", "S2-85") if lasts else ("K65", "S2-83")
    return tuple(DayRule(day, DayRuleKind.NO_HARD_OUTDOORS, "heat", rows, last.ids) for day in days(last.day, plus(last.day, lasts)))


def fluid(case: Case) -> tuple[DayRule, ...]:
    """After a loss of two per cent of body mass nothing hard for twelve hours, unless a later weighing says otherwise (S0-10)."""
    weighed = [s for s in case.features.reports if s.report.mass_change_pct is not None]
    if not weighed or not case.policy.on("S0-10"):
        return ()
    last = weighed[-1]
    until = last.observed_at + timedelta(hours=case.levels.mass_loss_hours)
    if (last.report.mass_change_pct or 0.0) > -case.levels.mass_loss_stop_pct or case.now >= until:
        return ()
    zone = case.athlete.timezone
    first_day, last_day = local_date(last.observed_at, zone), local_date(until, zone)
    concerned = {first_day} | {s.date for s in case.timeline.open if s.date == last_day and starts_instant(s, zone) < until}
    return tuple(DayRule(day, DayRuleKind.NO_HARD, "fluid", ("S0-10",), last.ids) for day in sorted(concerned))


def safety(case: Case) -> tuple[DayRule, ...]:
    """Nothing hard while a warning word in a note waits for an answer; counted anew each day."""
    if not case.features.note_flagged or not case.policy.on("S3-27"):
        return ()
    ids = tuple(report for signal in case.features.note_flagged for report in signal.ids)
    until = plus(case.today, case.levels.safety_hold_days - 1)
    return tuple(DayRule(day, DayRuleKind.NO_HARD, "safety_question", ("S3-27",), ids) for day in days(case.today, until))


def _says_cool(signal: Signal) -> bool:
    return signal.report.heat is False and not signal.hot
