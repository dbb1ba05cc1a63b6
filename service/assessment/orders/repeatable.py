"""Heaviness that comes at the same point of every run: runs end before it (modifier M6)."""

from __future__ import annotations

from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case


def max_session_minutes(case: Case) -> Ask[int] | None:
    """One minute less than the onset, by the newest word on it; one leg alone is a matter of referral instead."""
    told = [signal for signal in case.features.reports if signal.report.repro is not None]
    if not told or not case.guides or not case.policy.on("M6"):
        return None
    last = told[-1]
    if not last.report.repro or last.one_sided or last.report.onset_min is None:
        return None
    return Ask(max(0, last.report.onset_min - 1), ("M6",), last.ids)
