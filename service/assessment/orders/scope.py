"""Which sport is counted, and how far the dates for hard and long sessions reach (rulings G2, G3)."""

from __future__ import annotations

from service.assessment.orders import illness
from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case
from service.domain.directives import Scope
from service.domain.session import Sport

WIDE_FROM = 3
"""From this level on the legs of every sport are spared."""


def affected_sport(case: Case) -> Sport | None:
    """The sport of the report that set the level, as long as the level lasts. An illness concerns all sports alike."""
    if illness.stands(case) or (case.guides and case.illness_class):
        return None
    kept = case.verdict.in_force.get("affected_sport")
    return Sport(str(kept)) if kept is not None and case.level > 0 else case.features.affected_sport


def hard_scope(case: Case) -> Ask[Scope] | None:
    """Affected sport at levels 1 and 2, all legs at 3 and 4, everything with an illness or with strain at 3 and 4."""
    ill = illness.stands(case) or (case.guides and case.illness_class)
    strained = case.level >= WIDE_FROM and len(case.features.strain) >= case.policy.thresholds.strain_raises
    if (ill or strained) and case.policy.on("G3"):
        return Ask(Scope.ALL, ("G3",), case.features.illness.report_ids if ill else case.verdict.report_ids)
    if case.level >= WIDE_FROM and case.policy.on("G2"):
        return Ask(Scope.LEGS, ("G2",), case.verdict.report_ids)
    return Ask(Scope.AFFECTED, ("G2",), case.verdict.report_ids) if case.guides else None
