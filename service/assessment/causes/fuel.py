"""FUEL: too little energy reached the muscles."""

from __future__ import annotations

from datetime import timedelta

from service.assessment.causes.case import Case, tag
from service.assessment.signals import Signal
from service.domain.assessment import Tag, TagName
from service.domain.report import FuelAfter, Fuelling, Report, Timing
from service.domain.report_class import ReportClass

ECHO_CLASSES = frozenset({ReportClass.P1_START, ReportClass.P2_MIDWAY, ReportClass.ISOLATED})


def find(case: Case) -> Tag | None:
    """What was eaten before (S1-22, S2-21), the breath (S1-24), late first meals (S2-32, S0-31), a retro sign (S2-40)."""
    heavy = case.heavy
    if heavy is None:
        return tag(TagName.FUEL, sure=(), likely=case.acting({"S2-40": lifted_by_rest_and_meals(case)}))
    hungry = ate_too_little(heavy.report)
    empty_start = case.starts_heavy and hungry
    surrounded = empty_start and circumstances(case, heavy) >= case.policy.causes.fuel_context_count
    calm = case.heavy_midway and heavy.report.breathing_ok is True
    return tag(
        TagName.FUEL,
        sure=case.acting({
            "S1-22": hungry and (case.features.timing is Timing.LATE or case.minutes_of(heavy) >= case.policy.causes.fuel_long_minutes),
            "S1-24": calm,
            "S2-30": surrounded,
            "S2-32": _eats_late_often(case),
        }),
        likely=case.acting({"S2-21": empty_start, "S2-31": _empty_but_calm(heavy.report), "S0-31": _missed_meal_echoes(case, heavy)}),
        background=case.acting({
            "S3-09": True,
            "S2-29": empty_start,
            "S2-33": case.trained_on(heavy.day) and not case.trained_on(heavy.day - timedelta(days=1)),
            "S2-34": case.features.timing is Timing.LATE,
            "S2-38": True,
            "S2-56": calm,
        }),
    )  # fmt: skip


def ate_too_little(report: Report) -> bool:
    return report.fuelling in (Fuelling.POOR, Fuelling.FASTED)


def ate_late_after(case: Case, report: Report) -> bool:
    """No food soon enough after the session."""
    late = report.first_food_delay_h is not None and report.first_food_delay_h >= case.policy.causes.fuel_late_hours
    return late or report.fuel_after is FuelAfter.NO


def points_to_fuel(case: Case, signal: Signal) -> bool:
    """Whether one heavy report of any date speaks for too little energy; weeks of it add up (S2-28, S2-37)."""
    if not signal.heavy:
        return False
    calm = signal.timing in (Timing.MIDDLE, Timing.LATE) and signal.report.breathing_ok is True
    return calm or ate_too_little(signal.report) or ate_late_after(case, signal.report)


def circumstances(case: Case, heavy: Signal) -> int:
    """How many of these hold: trained yesterday, an early start, a long time since the last meal (S2-30)."""
    numbers = case.policy.causes
    hour = case.start_hour(heavy)
    early = hour is not None and hour < numbers.fuel_early_hour
    gap = numbers.fuel_gap_night_hours if early else numbers.fuel_gap_day_hours
    since_meal = heavy.report.hours_since_meal
    return sum((case.trained_on(heavy.day - timedelta(days=1)), early, since_meal is not None and since_meal >= gap))


def lifted_by_rest_and_meals(case: Case) -> bool:
    """Legs are much lighter after a rest day with sleep and meals: the heaviness before was a matter of food."""
    now, numbers = case.deciding, case.policy.causes
    if now is None or now.heaviness is None or now.report.fuelling is not Fuelling.OK:
        return False
    slept = now.report.sleep_h is not None and now.report.sleep_h >= numbers.fuel_retro_sleep_h
    before = [s for s in case.features.leg_reports if s.day < now.day and s.heaviness is not None]
    if not slept or not before or before[-1].heaviness is None:
        return False
    days_between = range(1, (now.day - before[-1].day).days)
    rested = any(not case.trained_on(before[-1].day + timedelta(days=n)) for n in days_between)
    return rested and before[-1].heaviness - now.heaviness >= numbers.fuel_retro_drop


def _empty_but_calm(report: Report) -> bool:
    return report.fuelling is Fuelling.FASTED and report.breathing_ok is True


def _eats_late_often(case: Case) -> bool:
    numbers = case.policy.causes
    last = case.features.leg_reports[-numbers.fuel_of_runs :]
    delays = [s.report.first_food_delay_h for s in last if s.report.first_food_delay_h is not None]
    return sum(delay >= numbers.fuel_late_hours for delay in delays) >= numbers.fuel_late_runs


def _missed_meal_echoes(case: Case, heavy: Signal) -> bool:
    """A session of more than 45 minutes without food after it, up to three leg sessions ago."""
    if case.features.klass not in ECHO_CLASSES:
        return False
    numbers = case.policy.causes
    reach = timedelta(hours=numbers.fuel_echo_hours)
    for earlier in case.features.leg_reports:
        apart = heavy.observed_at - earlier.observed_at
        if not timedelta(0) < apart <= reach or case.minutes_of(earlier) <= numbers.fuel_meal_minutes:
            continue
        runs_since = [d for d in case.features.done_leg if earlier.day < d.date <= heavy.day]
        if ate_late_after(case, earlier.report) and len(runs_since) <= numbers.fuel_echo_runs:
            return True
    return False
