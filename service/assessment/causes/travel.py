"""TRAVEL: a long trip or a shifted clock."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """Said in a report of the last five days (S2-71)."""
    travelled = any(s.report.travel for s in case.features.since(case.policy.causes.travel_days))
    return tag(TagName.TRAVEL, sure=case.acting({"S2-71": travelled}))
