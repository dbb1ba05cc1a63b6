"""STIFF: cool or long-rested tissue resists; it feels heavy, not painful."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """Heavy at the start after hours of sitting (S0-05), with next to no pain (S2-42)."""
    painful = case.policy.on("S2-42") and case.pain > case.policy.causes.stiff_most_pain
    rows = case.acting({"S0-05": case.starts_heavy and sat_long(case) and not painful})
    return tag(TagName.STIFF, sure=rows, background=case.acting({"S2-43": True, "S2-42": True}))


def sat_long(case: Case) -> bool:
    hours = case.said.sitting_hours if case.said is not None else None
    return hours is not None and hours >= case.policy.causes.sitting_hours
