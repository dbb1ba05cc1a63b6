"""PACING: the effort crept up."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName


def find(case: Case) -> Tag | None:
    """Heavy from midway on, in a session that cost clearly more than planned (S2-55).

    Calm breathing speaks for food instead (S2-31): the muscles ran short, not the pace.
    """
    heavy = case.heavy
    if heavy is None or not case.heavy_midway:
        return None
    calm = case.policy.on("S2-31") and heavy.report.breathing_ok is True
    too_hard = case.effort_over(heavy) >= case.policy.causes.effort_over
    return tag(TagName.PACING, sure=case.acting({"S2-55": too_hard and not calm}))
