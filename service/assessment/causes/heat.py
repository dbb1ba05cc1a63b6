"""HEAT: warm or humid air makes even easy running feel heavy."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """By the athlete's word, by WBGT or by temperature (S2-83); with good legs too, since it sets the effort."""
    latest = case.features.latest
    rows = case.acting({"S2-83": latest is not None and latest.hot})
    return tag(TagName.HEAT, sure=rows, background=case.acting({"S3-13": True, "S2-84": True, "S3-06": True}))
