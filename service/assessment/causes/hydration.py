"""HYDRATION: too little fluid."""

from __future__ import annotations

from service.assessment.causes.case import Case, tag
from service.domain.assessment import Tag, TagName
from service.domain.report import Hydration, Report


def find(case: Case) -> Tag | None:
    """Started dry, by the athlete's word or by colour (S0-09), or lost body mass on the way (S0-10)."""
    report = case.said
    if report is None:
        return None
    rows = case.acting({"S0-09": _started_dry(case, report), "S0-10": _lost_mass(case, report)})
    return tag(TagName.HYDRATION, sure=rows, background=case.acting({"S1-32": True, "S3-06": True}))


def _started_dry(case: Case, report: Report) -> bool:
    dark = report.urine_colour is not None and report.urine_colour >= case.policy.causes.urine_dark
    return dark or report.hydration is Hydration.POOR


def _lost_mass(case: Case, report: Report) -> bool:
    return report.mass_change_pct is not None and report.mass_change_pct <= -case.policy.causes.mass_loss_pct
