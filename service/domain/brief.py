"""All that solver and checker are told about one re-planning. They share this and no line more."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.adjustment import Pin, Refusal
from service.domain.athlete import Athlete
from service.domain.directives import Directives
from service.domain.history import Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Brief:
    """`plan` is the reference: the coach's version, earlier adjustments undone. `timeline` is that plan cut at now."""

    plan: Plan
    timeline: Timeline
    athlete: Athlete
    directives: Directives
    policy: Policy
    pins: tuple[Pin, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    horizon_days: int = 14
