"""What an athlete's thresholds make of a target: percent of something becomes watts, beats or a pace, where the plan says of what."""

from __future__ import annotations

from datetime import date

from service.documents.athlete import ThresholdPart
from service.documents.plan import PlanDocument
from service.domain.session import Sport


def thresholds_of(plan: PlanDocument, sport: Sport, day: date) -> ThresholdPart:
    """The thresholds in force on `day`: the newest that are not from later; empty where the plan has none."""
    known = [t for t in (plan.athlete.thresholds if plan.athlete is not None else None) or () if t.sport is sport]
    valid = [t for t in known if t.valid_from is None or t.valid_from <= day]
    return max(valid, key=lambda t: t.valid_from or date.min, default=ThresholdPart(sport=sport))
