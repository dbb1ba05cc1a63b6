"""What a coach is told when legs are heavy and the plan is right as it stands."""

from __future__ import annotations

from dataclasses import replace

from service.assessment.wording import notice_text
from service.domain.assessment import Assessment
from service.domain.brief import Brief
from service.domain.plan import Plan

GUIDED = range(1, 5)
"""Levels that ask something of the plan: 0 asks for nothing, 5 stops everything."""


def tell_that_it_fits(assessment: Assessment, brief: Brief, revised: Plan) -> Assessment:
    """The assessment with a note where the coach's plan meets the level unchanged (ruling G8); a lighter week is named so."""
    if not brief.policy.on("G8") or assessment.level not in GUIDED or revised != brief.plan:
        return assessment
    week = brief.plan.week_on(assessment.directives.w1.start)
    code = "lighter-week-fits" if week is not None and week.recovery else "plan-fits"
    return replace(assessment, notices=(*assessment.notices, notice_text(code)))
