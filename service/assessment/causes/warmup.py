"""WARMUP: the body was not ready yet."""

from __future__ import annotations

from datetime import timedelta

from service.assessment.causes.case import Case, tag
from service.assessment.causes.fuel import ate_too_little
from service.assessment.signals import Signal
from service.domain.assessment import Tag, TagName
from service.domain.report import Timing
from service.domain.report_class import ReportClass


def find(case: Case) -> Tag | None:
    """A short warm-up (S0-03), an early start (S0-04, S2-43), an empty start (S2-21), a cold run (S2-47)."""
    heavy = case.heavy
    if heavy is None:
        return None
    early = case.starts_heavy and is_early(case, heavy)
    return tag(
        TagName.WARMUP,
        sure=case.acting(
            {"S0-03": warmed_up_briefly(case, heavy) and _is_single_or_start(case), "S2-47": _too_short_for_the_day(case, heavy)}
        ),
        likely=case.acting({"S0-04": early, "S2-21": case.starts_heavy and ate_too_little(heavy.report)}),
        background=case.acting({"S3-11": True, "S2-43": early, "S2-54": case.starts_heavy}),
    )


def warmed_up_briefly(case: Case, signal: Signal) -> bool:
    minutes = signal.report.warmup_min
    return minutes is not None and minutes < case.policy.causes.warm_up_least_minutes


def is_early(case: Case, signal: Signal) -> bool:
    """Begun while the body is still cool."""
    hour = case.start_hour(signal)
    return hour is not None and hour < case.policy.causes.morning_before_hour


def _is_single_or_start(case: Case) -> bool:
    klass, several = case.features.klass, case.features.heavy10 >= case.policy.thresholds.heavy_days_several
    if klass is ReportClass.P3_WHOLE_RUN:
        return not several
    return klass in (ReportClass.P1_START, ReportClass.ISOLATED) or case.starts_heavy


def _too_short_for_the_day(case: Case, heavy: Signal) -> bool:
    """Heavy early on the way, on a cold day, after a heavy day, or with less than ten minutes to warm up."""
    numbers, report = case.policy.causes, heavy.report
    if case.features.timing is not Timing.MIDDLE or report.onset_min is None or report.onset_min > numbers.warm_up_onset_minutes:
        return False
    cold = report.temp_c is not None and report.temp_c <= numbers.cold_c
    short = report.warmup_min is not None and report.warmup_min < numbers.warm_up_cold_minutes
    yesterday = heavy.day - timedelta(days=1)
    return cold or short or any(s.heavy and s.day == yesterday for s in case.features.leg_reports)
