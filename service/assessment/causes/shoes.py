"""SHOES: worn, or so new that the legs have to get used to them. A hint, never more (C10)."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """Many kilometres (S0-14), or a model of the last three runs (S0-13); never with more than low confidence."""
    if case.heavy is None:
        return None
    worn = shoe_km(case) >= case.policy.causes.shoe_note_km
    rows = case.acting({"S0-14": worn, "S0-13": is_new_pair(case)})
    return tag(TagName.SHOES, sure=(), likely=rows, background=case.acting({"S0-15": aches_in_worn_shoes(case), "C10": True}))


def shoe_km(case: Case) -> float:
    """Kilometres of the pair worn; 0 when unknown."""
    return (case.said.shoe_km or 0.0) if case.said is not None else 0.0


def is_new_pair(case: Case) -> bool:
    """First worn at most three reported runs ago."""
    report = case.said
    if report is None:
        return False
    if report.shoe_first_use:
        return True
    worn = [s for s in case.features.leg_reports if report.shoe_id is not None and s.report.shoe_id == report.shoe_id]
    return any(s.report.shoe_first_use for s in worn[-case.policy.causes.shoe_new_runs :])


def aches_in_worn_shoes(case: Case) -> bool:
    """Small aches, heavy legs and a worn pair: shoes come first (S0-15). With more pain, the rules on pain win."""
    worn = shoe_km(case) >= case.policy.causes.shoe_note_km
    return case.heavy is not None and worn and 1 <= case.pain <= case.policy.causes.ache_most_pain
