"""CYCLE: heavy legs that the athlete calls usual for her cycle."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """Ticked on at least half of this week's heavy reports, with little strain (G16); never for minors."""
    return tag(TagName.CYCLE, sure=case.acting({"G16": case.features.cycle and case.surely_adult}))
