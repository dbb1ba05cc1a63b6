"""STRESS: a demanding week outside training."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """A mean of 4 of 5 or more over seven days (S2-07), whatever the load did (S2-22, S2-70)."""
    mean = case.features.mean_stress
    rows = case.acting({"S2-07": mean is not None and mean >= case.policy.causes.stress_mean})
    costly = bool(case.features.effort_drift)
    return tag(TagName.STRESS, sure=rows, background=case.acting({"S2-22": True, "S2-70": True, "S2-79": costly}))


def stood_long(case: Case) -> bool:
    """Hours on the feet are part of the context (S2-06), never a cause by themselves."""
    hours = case.said.standing_hours if case.said is not None else None
    return hours is not None and hours >= case.policy.causes.standing_hours
