"""Short ways to ask for an assessment of PLAN-A and its athlete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from service.assessment import assess
from service.assessment.features import Features
from service.assessment.normalise import normalise
from service.assessment.observe import observe
from service.assessment.signals import Signal
from service.domain.adjustment import PerfTrend
from service.domain.assessment import Assessment
from service.domain.athlete import Athlete
from service.domain.history import read_timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.report import Report, Timing
from service.domain.report_class import ReportClass
from service.domain.state import Clearance, LevelSpan, Override, State
from tests.support.builders import ATHLETE_A, PLAN_A, POLICY, a_report, at


def ask(
    now: datetime,
    reports: Sequence[Report] = (),
    *,
    state: State | None = None,
    plan: Plan = PLAN_A,
    athlete: Athlete = ATHLETE_A,
    overrides: Sequence[Override] = (),
    clearances: Sequence[Clearance] = (),
    policy: Policy = POLICY,
    perf_trend: PerfTrend = PerfTrend.UNKNOWN,
) -> Assessment:
    return assess(now, reports, plan, athlete, state, overrides, clearances, policy, perf_trend=perf_trend)


def seen(
    now: datetime,
    reports: Sequence[Report] = (),
    *,
    plan: Plan = PLAN_A,
    athlete: Athlete = ATHLETE_A,
    policy: Policy = POLICY,
    state: State | None = None,
) -> Features:
    """The features alone."""
    timeline = read_timeline(plan, now, reports, athlete.timezone, connected=athlete.connected)
    signals = normalise(reports, plan, timeline, athlete, policy, now)
    return observe(signals, plan, timeline, athlete, state or State(), policy, PerfTrend.UNKNOWN)


def signals(
    now: datetime, reports: Sequence[Report], *, plan: Plan = PLAN_A, athlete: Athlete = ATHLETE_A, policy: Policy = POLICY
) -> tuple[Signal, ...]:
    timeline = read_timeline(plan, now, reports, athlete.timezone)
    return normalise(reports, plan, timeline, athlete, policy, now)


def march(day: int) -> date:
    return date(2026, 3, day)


def whole(day: date | int, heaviness: int, clock: str = "08:00", **fields: Any) -> Report:
    """A run that was heavy from start to finish; days are those of March 2026."""
    on = march(day) if isinstance(day, int) else day
    return a_report(at(on, clock), heaviness, timing=fields.pop("timing", Timing.WHOLE), **fields)


def good(day: date | int, heaviness: int = 1, **fields: Any) -> Report:
    on = march(day) if isinstance(day, int) else day
    return a_report(at(on, fields.pop("clock", "08:00")), heaviness, **fields)


def at_level(level: int, since: date, anchor: date | None = None, **fields: Any) -> State:
    """A state as an earlier answer returned it."""
    fields.setdefault("klass", ReportClass.P4_MULTI_DAY)
    fields.setdefault("levels", (LevelSpan(since, level),))
    return State(level=level, anchor=anchor or since, level_since=since, **fields)


def evening(day: date | int) -> datetime:
    return at(march(day) if isinstance(day, int) else day, "20:00")


def days_before(day: date, count: int) -> date:
    return day - timedelta(days=count)
