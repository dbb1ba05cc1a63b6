"""Nights of the last week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import fmean, pstdev

from service.assessment.features import SleepFacts
from service.assessment.signals import Signal
from service.domain.policy import Policy

ROLLING = 3
"""Nights of the rolling mean (S1-34)."""


def sleep_of(reports: Sequence[Signal], today: date, policy: Policy) -> SleepFacts:
    """One value a date, the newest that was told on it."""
    recent = [s for s in reports if 0 <= (today - s.day).days < policy.thresholds.strain_days and policy.on("S1-33")]
    hours = {s.day: s.report.sleep_h for s in recent if s.report.sleep_h is not None}
    quality = {s.day: s.report.sleep_quality for s in recent if s.report.sleep_quality is not None}
    nights = [hours[day] for day in sorted(hours)]
    return SleepFacts(
        hours=tuple(sorted(hours.items())),
        quality=tuple(sorted(quality.items())),
        last_hours=hours.get(today),
        last_quality=quality.get(today),
        mean_3=fmean(nights[-ROLLING:]) if len(nights) >= ROLLING else None,
        deviation=pstdev(nights) if len(nights) >= ROLLING else None,
        short_nights=sum(night < policy.thresholds.sleep_short_h for night in nights),
        report_ids=tuple(sorted({i for s in recent if s.report.sleep_h is not None or s.report.sleep_quality is not None for i in s.ids})),
    )
