"""IRON_RISK: worth a blood test. The service looks at risks, never at values (K59)."""

from __future__ import annotations

from datetime import timedelta

from service.assessment.causes.case import FOUR_WEEKS, Case, tag
from service.domain.assessment import Tag, TagName
from service.domain.session import Sport


def find(case: Case) -> Tag | None:
    """Heavy legs for two weeks at level 2 or more, with unusual fatigue or two risk factors (S2-82).

    Being out of breath is not needed (S2-80).
    """
    if not _lasts(case):
        return None
    tired = any(s.report.unusual_fatigue for s in case.features.since(case.policy.thresholds.referral_days))
    factors = case.acting({"S1-26": trains_much(case), "S1-27": bleeds_heavily(case)})
    risky = len(factors) >= case.policy.causes.iron_factors
    rows = case.acting({"S2-82": tired or risky})
    background = case.acting({"S1-25": True, "S3-08": True, "S2-80": True, "K59": True})
    return tag(TagName.IRON_RISK, sure=rows, background=(*factors, *background))


def trains_much(case: Case) -> bool:
    """Six hours or 60 running kilometres a week over four weeks; unconfirmed sessions do not count (G11)."""
    since = case.features.today - timedelta(days=FOUR_WEEKS - 1)
    done = [d for d in case.timeline.for_capacity if since <= d.date <= case.features.today]
    weeks = FOUR_WEEKS / 7
    metres = sum(d.distance_m or 0 for d in done if d.sport is Sport.RUN)
    numbers = case.policy.causes
    return sum(d.minutes for d in done) / weeks >= numbers.iron_weekly_minutes or metres / 1000 / weeks >= numbers.iron_weekly_km


def bleeds_heavily(case: Case) -> bool:
    """Said by an adult who chose to say it."""
    return case.surely_adult and any(s.report.heavy_bleeding for s in case.features.since(FOUR_WEEKS))


def _lasts(case: Case) -> bool:
    """Level 2 or more on every one of the last 14 dates, with a heavy report in both weeks (G9)."""
    levels = case.features.level_on or {}
    numbers = case.policy.thresholds
    last = (case.features.today - timedelta(days=back) for back in range(1, numbers.referral_days + 1))
    backed = [block.heavy for block in case.features.blocks[:2]]
    return backed == [True, True] and all(levels.get(day, 0) >= numbers.memory_level for day in last)
