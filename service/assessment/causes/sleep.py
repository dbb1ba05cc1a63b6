"""SLEEP: short, poor or irregular nights."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """One very short or very bad night (S1-35), or a week of irregular or short ones (S2-20)."""
    rows = case.acting({"S1-35": slept_very_little(case), "S2-20": _irregular(case)})
    return tag(TagName.SLEEP, sure=rows, background=case.acting({"S2-54": case.starts_heavy}))


def slept_very_little(case: Case) -> bool:
    night, numbers = case.features.sleep, case.policy.causes
    short = night.last_hours is not None and night.last_hours < numbers.sleep_very_short_h
    return short or (night.last_quality is not None and night.last_quality <= numbers.sleep_worst_quality)


def sleeps_less_than_advised(case: Case) -> bool:
    """Three known nights of less than seven hours on average (S1-34): worth a card, no cause."""
    night, numbers = case.features.sleep, case.policy.causes
    enough = len(night.hours) >= numbers.sleep_advice_nights
    return enough and night.mean_3 is not None and night.mean_3 < numbers.sleep_advice_h


def _irregular(case: Case) -> bool:
    night, numbers = case.features.sleep, case.policy.causes
    uneven = night.deviation is not None and night.deviation > numbers.sleep_spread_h
    return uneven or night.short_nights >= numbers.sleep_short_nights
