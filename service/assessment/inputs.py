"""What one assessment is made from."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.adjustment import PerfTrend
from service.domain.athlete import Athlete
from service.domain.history import Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.report import Report
from service.domain.state import Clearance, Override, State


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs, as every step needs them."""

    reports: tuple[Report, ...]
    plan: Plan
    athlete: Athlete
    state: State
    overrides: tuple[Override, ...]
    clearances: tuple[Clearance, ...]
    policy: Policy
    perf_trend: PerfTrend
    timeline: Timeline
