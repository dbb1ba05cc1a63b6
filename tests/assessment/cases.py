"""Cases as the causes and the advice see them, made from reports the way the service does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.assessment.advice import Counsel, advise
from service.assessment.causes.case import Case
from service.assessment.normalise import normalise
from service.assessment.observe import observe
from service.assessment.tags import find_tags
from service.assessment.verdict import Verdict
from service.domain.adjustment import PerfTrend
from service.domain.assessment import Tag, TagName
from service.domain.athlete import Athlete
from service.domain.history import read_timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.report import Report
from service.domain.report_class import ReportClass
from service.domain.state import State
from tests.support.builders import ATHLETE_A, PLAN_A, POLICY, ZONE


def a_case(
    now: datetime,
    reports: Sequence[Report],
    klass: ReportClass | None = None,
    *,
    plan: Plan = PLAN_A,
    athlete: Athlete = ATHLETE_A,
    policy: Policy = POLICY,
    state: State | None = None,
    **facts: Any,
) -> Case:
    """`facts` replace single features, where a test wants them so."""
    timeline = read_timeline(plan, now, reports, ZONE, connected=athlete.connected)
    signals = normalise(reports, plan, timeline, athlete, policy, now)
    features = observe(signals, plan, timeline, athlete, state or State(), policy, PerfTrend.UNKNOWN)
    return Case(replace(features, klass=klass, **facts), plan, timeline, athlete, policy)


def tags_of(case: Case) -> tuple[Tag, ...]:
    return find_tags(case.features, case.plan, case.timeline, case.athlete, case.policy)


def names(case: Case) -> set[TagName]:
    return {tag.tag for tag in tags_of(case)}


def a_verdict(case: Case, klass: ReportClass, level: int, **fields: Any) -> Verdict:
    today = case.features.today
    return Verdict(
        klass=klass,
        computed_level=level,
        base_level=level,
        level=level,
        anchor=today,
        day0=today,
        level_since=today,
        **{"class_in_force": klass, **fields},
    )


def counsel(case: Case, klass: ReportClass, level: int, tags: Sequence[Tag] | None = None, **fields: Any) -> Counsel:
    found = tags_of(case) if tags is None else tags
    return advise(a_verdict(case, klass, level, **fields), case.features, found, case.plan, case.timeline, case.athlete, case.policy)


def shown(given: Counsel) -> list[str]:
    return [card.card for card in given.advice]
