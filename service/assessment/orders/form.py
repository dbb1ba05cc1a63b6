"""Poor form without a cause in load, sleep, food or stress: strength instead of rest (S2-69, S2-72, S2-73)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from service.assessment.measures.illness import as_date
from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case
from service.domain.assessment import TagName
from service.domain.classes import is_easy, is_run
from service.domain.session import Sport
from service.kit.weeks import plus


@dataclass(frozen=True, slots=True)
class FormOrders:
    core_min: Ask[int] | None = None
    easy_until: Ask[date] | None = None
    easy_share_kept: Ask[float] | None = None
    run_minutes_cap: Ask[int] | None = None


def form_orders(case: Case) -> FormOrders:
    """For seven days: hard runs easy, easy volume kept, two core sessions, no more running than the week before."""
    until = _until(case)
    if until is None or until < case.today or case.level not in case.levels.form_levels:
        return FormOrders()
    on, numbers, ids = case.policy.on, case.levels, case.verdict.report_ids
    return FormOrders(
        core_min=Ask(numbers.form_core_sessions, ("S2-69",), ids) if on("S2-69") else None,
        easy_until=Ask(until, ("S2-72",), ids) if on("S2-72") else None,
        easy_share_kept=Ask(numbers.form_easy_share, ("S2-72",), ids) if on("S2-72") else None,
        run_minutes_cap=_run_minutes_cap(case) if on("S2-73") else None,
    )


def _until(case: Case) -> date | None:
    """Last of the seven days; kept while they last, whatever later reports say."""
    kept = as_date(case.verdict.in_force.get("form_until"))
    if kept is not None:
        return kept
    if TagName.FORM not in case.tags:
        return None
    start = case.today if case.renewed else case.day0
    return plus(start, case.policy.thresholds.form_days - 1)


def _run_minutes_cap(case: Case) -> Ask[int] | None:
    """Run minutes of the seven days before W1, and never less than the easy running that has to stay."""
    if case.affected_sport not in (None, Sport.RUN, Sport.BRICK):
        return None
    back = plus(case.day0, -case.levels.form_minutes_back_days)
    counted = case.timeline.for_capacity if case.policy.on("G11") else case.timeline.done
    done = sum(d.minutes for d in counted if back <= d.date < case.day0 and is_run(d.session))
    start, end = case.windows[0]
    easy = sum(s.minutes for s in case.planned_between(start, end) if is_run(s) and is_easy(s, case.policy.sessions))
    return Ask(max(done, ceil(case.levels.form_easy_share * easy)), ("S2-73",), case.verdict.report_ids)
