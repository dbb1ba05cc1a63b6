"""The level that a class has before strain, load jumps, memory and pain change it."""

from __future__ import annotations

from collections.abc import Callable

from service.assessment.features import Features
from service.domain.adjustment import PerfTrend
from service.domain.policy import Policy, Thresholds
from service.domain.report import Trend
from service.domain.report_class import ReportClass


def base_level(klass: ReportClass, detail: str | None, features: Features, policy: Policy, *, otherwise: int = 0) -> int:
    """0 to 5. `otherwise` is the level that the reports would have without a race ahead (TAPER_NORMAL)."""
    if klass is ReportClass.POST_ILLNESS:
        return _post_illness(detail, features, policy)
    if klass is ReportClass.TAPER_NORMAL:
        return _taper(features, policy, otherwise)
    table = _whole if klass in BY_CAUSE and not policy.on("S2-14") else LEVELS.get(klass)
    return table(features, policy) if table is not None else FIXED[klass]


BY_CAUSE = frozenset({ReportClass.P1_START, ReportClass.P2_MIDWAY})
"""Patterns that ask for less than heaviness of the same strength over a whole run (S2-14)."""

FIXED = {ReportClass.GOOD: 0, ReportClass.INSUFFICIENT_DATA: 0, ReportClass.RED_FLAG: 5}


def _heaviness(features: Features) -> int:
    return (features.deciding.heaviness if features.deciding is not None else None) or 0


def _post_illness(detail: str | None, features: Features, policy: Policy) -> int:
    if detail != "ended":
        return 4 if detail == "acute" else 2
    return 2 if _heaviness(features) <= policy.thresholds.mild_up_to else 3


def _taper(features: Features, policy: Policy, otherwise: int) -> int:
    """Nothing in the last days before the race, else at most level 1 (ruling G4)."""
    close = features.days_to_race is not None and features.days_to_race <= policy.thresholds.taper_still_days
    return 0 if close else min(1, otherwise)


def _isolated(features: Features, policy: Policy) -> int:
    numbers, heaviness = policy.thresholds, _heaviness(features)
    if heaviness < numbers.severe and policy.on("S2-11"):
        return 0
    return 1 if heaviness < numbers.very_severe else 2


def _start(features: Features, policy: Policy) -> int:
    numbers = policy.thresholds
    readiness = _heaviness(features) < numbers.severe and policy.on("S2-92")
    return int(not readiness or features.start_days14 >= numbers.start_days)


def _midway(features: Features, policy: Policy) -> int:
    numbers, heaviness = policy.thresholds, _heaviness(features)
    worsens = features.deciding is not None and features.deciding.report.in_run_trend is Trend.WORSENING and policy.on("S2-52")
    return 2 if heaviness >= numbers.severe or (worsens and heaviness >= numbers.moderate) else 1


def _whole(features: Features, policy: Policy) -> int:
    numbers, heaviness = policy.thresholds, _heaviness(features)
    if heaviness < numbers.moderate:
        return 1
    return 3 if heaviness >= numbers.severe and features.heavy10 >= numbers.heavy_days_several else 2


def _multi_day(features: Features, policy: Policy) -> int:
    numbers, streak = policy.thresholds, features.streak
    mild = streak.days < numbers.streak_long and streak.mean < numbers.streak_mean_mild and not features.strain
    copes = features.perf_trend is PerfTrend.STABLE and not (policy.on("S2-58") and policy.on("K50"))
    if copes or (mild and policy.on("G7")):
        return 1
    return 2 + int(streak.days >= numbers.streak_long) + int(streak.mean >= numbers.streak_mean_high)


def _week_trend(features: Features, policy: Policy) -> int:
    numbers: Thresholds = policy.thresholds
    now = features.blocks[0].average or 0.0
    if now >= numbers.trend_high or features.rising3:
        return 4
    mild = now < numbers.trend_mild_below and len(features.strain) <= numbers.little_strain
    return 2 if mild and policy.on("G7") else 3


def _doms(features: Features, policy: Policy) -> int:
    return 2 if features.soreness is not None and features.soreness.points >= policy.thresholds.very_sore else 1


LEVELS: dict[ReportClass, Callable[[Features, Policy], int]] = {
    ReportClass.ISOLATED: _isolated,
    ReportClass.P1_START: _start,
    ReportClass.P2_MIDWAY: _midway,
    ReportClass.P3_WHOLE_RUN: _whole,
    ReportClass.P4_MULTI_DAY: _multi_day,
    ReportClass.P5_WEEK_TREND: _week_trend,
    ReportClass.EXPECTED_DOMS: _doms,
}
