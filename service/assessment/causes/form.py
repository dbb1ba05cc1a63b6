"""FORM: tired legs without a cause of tiredness; the way of moving is the likelier one."""

from __future__ import annotations

from collections.abc import Iterable

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName
from service.domain.report_class import ReportClass

EXPLAINING = frozenset({TagName.LOAD, TagName.SLEEP, TagName.FUEL, TagName.STRESS, TagName.ILLNESS})


def find(case: Case, found: Iterable[Tag]) -> Tag | None:
    """P3 or P4, no other cause in evidence, and either long-lasting or form said to suffer (S2-69, D11)."""
    if case.features.klass not in (ReportClass.P3_WHOLE_RUN, ReportClass.P4_MULTI_DAY):
        return None
    if any(t.tag in EXPLAINING and t.evidence for t in found):
        return None
    lasting = _lasts(case) or case.features.form_affected or not case.policy.on("D11")
    rows = case.acting({"S2-69": lasting})
    return tag(TagName.FORM, sure=rows, background=case.acting({"D11": True, "S1-04": True, "S2-66": True, "S2-70": True}))


def _lasts(case: Case) -> bool:
    """Level 2 or more in two of the three weeks before this one."""
    numbers = case.policy.thresholds
    return sum(block.highest_level >= numbers.memory_level for block in case.features.blocks[1:4]) >= numbers.memory_blocks
