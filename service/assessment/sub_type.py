"""Which case of its class the answer is: P2 by its likely cause (S2-34, S2-55, S2-56)."""

from __future__ import annotations

from collections.abc import Sequence

from service.assessment.features import Features
from service.assessment.memory import Memory
from service.assessment.verdict import Judgement
from service.domain.assessment import Confidence, Tag, TagName
from service.domain.history import Timeline
from service.domain.policy import Policy
from service.domain.report import Timing
from service.domain.report_class import ReportClass
from service.kit.weeks import days, plus


def sub_type(judgement: Judgement, tags: Sequence[Tag], features: Features, policy: Policy) -> str | None:
    """P2: `late_fuel`, `fuel`, `pacing`, `heat` or `unspecified`; illness and missing data: their own word."""
    if judgement.klass is not ReportClass.P2_MIDWAY:
        return judgement.detail if judgement.klass in (ReportClass.POST_ILLNESS, ReportClass.INSUFFICIENT_DATA) else None
    found = {tag.tag: tag for tag in tags if tag.evidence}
    if TagName.FUEL in found and features.timing is Timing.LATE and policy.on("S2-34"):
        return "late_fuel"
    sure = [name for name in (TagName.FUEL, TagName.PACING, TagName.HEAT) if name in found and found[name].confidence is Confidence.NORMAL]
    likely = sure or [name for name in (TagName.FUEL, TagName.PACING, TagName.HEAT) if name in found]
    return likely[0].value.lower() if likely else "unspecified"


def fuel_patience(
    judgement: Judgement, memory: Memory, tags: Sequence[Tag], timeline: Timeline, features: Features, policy: Policy
) -> bool:
    """Whether a rise waits: poorly fuelled legs, still heavy after a rest day, within 72 h of the anchor (S2-33).

    Strain or pain never waits, and neither does anything that is no pattern of heaviness.
    """
    if not policy.on("S2-33") or memory.anchor is None or not 0 < memory.level < judgement.level:
        return False
    fuel = any(tag.tag is TagName.FUEL and tag.evidence and tag.confidence is Confidence.NORMAL for tag in tags)
    patient = judgement.klass in (ReportClass.P1_START, ReportClass.P2_MIDWAY, ReportClass.P3_WHOLE_RUN, ReportClass.P4_MULTI_DAY)
    calm = len(features.strain) < policy.thresholds.strain_raises and features.pain <= policy.thresholds.pain_trains
    soon = 24 * (features.today - memory.anchor).days <= policy.thresholds.fuel_patience_h
    busy = {d.date for d in timeline.done}
    rested = any(day not in busy for day in days(plus(memory.anchor, 1), plus(features.today, -1)))
    return fuel and patient and calm and soon and rested
