"""STRENGTH: leg strength of the last days is still in the muscles."""

from __future__ import annotations

from datetime import timedelta

from service.assessment.causes.case import MIDWAY, Case, tag
from service.assessment.signals import Signal
from service.domain.assessment import Tag, TagName
from service.domain.report import Trend
from service.domain.timing import starts_instant


def find(case: Case) -> Tag | None:
    """Leg strength 8 to 72 hours ago, and sore legs (S1-14); low confidence while nobody said how sore."""
    heavy = case.heavy
    if heavy is None or case.pain > case.policy.thresholds.pain_trains or not _lifted_before(case, heavy):
        return None
    soreness = heavy.report.soreness
    sore = soreness is not None and soreness >= case.policy.thresholds.sore
    fades = case.features.timing not in MIDWAY and heavy.report.in_run_trend is not Trend.WORSENING
    return tag(
        TagName.STRENGTH,
        sure=case.acting({"S1-14": sore}),
        likely=case.acting({"S1-14": soreness is None and fades and case.features.strength_source is not None}),
    )


def _lifted_before(case: Case, heavy: Signal) -> bool:
    if heavy.report.leg_strength_48h:
        return True
    numbers, zone = case.policy.causes, case.athlete.timezone
    nearest, farthest = timedelta(hours=numbers.strength_from_hours), timedelta(hours=numbers.strength_to_hours)
    return any(
        nearest <= heavy.observed_at - starts_instant(d.session, zone) <= farthest for d in case.timeline.done if d.session.is_leg_strength
    )
