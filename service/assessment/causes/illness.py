"""ILLNESS: there is one, or one ended not long ago."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """Symptoms now (K61), or an end in the last 14 days (S2-77); with good legs too, since hard work waits."""
    illness = case.features.illness
    return tag(TagName.ILLNESS, sure=case.acting({"K61": illness.ongoing, "S2-77": ended_lately(case)}))


def ended_lately(case: Case) -> bool:
    end = case.features.illness.end
    return end is not None and 0 <= (case.features.today - end).days <= case.policy.thresholds.illness_days
