"""CAPACITY: the strain never changes, so the plan may be too big for this life. A note to the coach, never a level."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """The same strain for three weeks or more (G10)."""
    return tag(TagName.CAPACITY, sure=case.acting({"G10": bool(case.features.constant_strain)}))
