"""LEA_RISK: energy may have been short for weeks. Adults only, and only by what they chose to say (G16)."""

from __future__ import annotations

from service.assessment.causes.case import FOUR_WEEKS, ONE_WEEK, Case, tag
from service.assessment.causes.fuel import points_to_fuel
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """FUEL in three of four weeks, 3 % of weight lost without a plan, or missed periods (S2-37)."""
    if not case.surely_adult:
        return None
    told = [s.report for s in case.features.since(FOUR_WEEKS)]
    loss = -case.policy.causes.lea_weight_loss_pct
    lost = any(r.weight_change_pct is not None and r.weight_change_pct <= loss for r in told)
    missed = any(r.missed_periods for r in told)
    short = fuel_weeks(case) >= case.policy.causes.lea_fuel_weeks
    return tag(TagName.LEA_RISK, sure=case.acting({"S2-37": short or lost or missed}), background=case.acting({"K58": True}))


def fuel_weeks(case: Case) -> int:
    """In how many of the last four weeks a heavy report spoke for too little food."""
    today = case.features.today
    return len({(today - s.day).days // ONE_WEEK for s in case.features.leg_since(FOUR_WEEKS) if points_to_fuel(case, s)})
