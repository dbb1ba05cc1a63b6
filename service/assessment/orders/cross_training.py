"""What may be swapped in for a session, best first (ruling G2, row S4-35)."""

from __future__ import annotations

from dataclasses import replace

from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case
from service.assessment.orders.table import level_asks
from service.domain.directives import CrossTraining
from service.domain.session import Modality, Sport

SAME_AS = {
    Sport.BIKE: frozenset({Modality.BIKE, Modality.ELLIPTICAL}),
    Sport.BRICK: frozenset({Modality.BIKE, Modality.ELLIPTICAL}),
    Sport.SWIM: frozenset({Modality.SWIM}),
    Sport.WALK: frozenset({Modality.WALK}),
    Sport.HIKE: frozenset({Modality.WALK}),
}
"""Modalities that load the legs as the affected sport did: after a heavy ride swim, pool running, walking or rest."""
IN_WATER = frozenset({Modality.SWIM, Modality.POOL_RUN})
OPEN_SKIN = ("wound", "infection")
HIP = "hip"


def cross_training(case: Case) -> Ask[CrossTraining]:
    """How many sessions may and should be swapped, and for what. Without a level in force: any number, none wanted."""
    modalities, rows = _modalities(case)
    anything = Ask(CrossTraining(0, None, modalities), rows)
    if not case.guides:
        return replace(anything, rows=())
    wanted = case.row.cross_min if modalities and not case.renewed else 0
    most, why = _most(case)
    told = level_asks(case, "cross-training", CrossTraining(wanted, most, modalities), *why)
    return replace(told[0], rows=(*told[0].rows, *rows)) if told else anything


def _most(case: Case) -> tuple[int | None, tuple[str, ...]]:
    """As the level says, and below level 3 no more than half of the sessions of the affected sport (K47)."""
    most = case.row.cross_max
    if most is None or not case.policy.on("K47"):
        return most, ()
    if case.level in case.levels.cross_half_levels:
        start, end = case.windows[0]
        most = min(most, sum(case.is_affected(s) and not s.is_race for s in case.planned_between(start, end)) // 2)
    return most, ("K47",)


def _modalities(case: Case) -> tuple[tuple[Modality, ...], tuple[str, ...]]:
    """In the athlete's order, without what does harm; and the rows that took something away."""
    barred: dict[Modality, str] = {}
    if case.affected_sport is not None and case.policy.on("G2"):
        barred |= dict.fromkeys(SAME_AS.get(case.affected_sport, frozenset()), "G2")
    if _open_skin(case):
        barred |= dict.fromkeys(IN_WATER, "G2")
    if _hip_hurts(case) and case.policy.on("S4-35"):
        barred[Modality.BIKE] = "S4-35"
    if not case.policy.on("S1-38") or (case.guides and case.row.cross_max is None and not case.policy.on("K44")):
        return (), ()
    left = tuple(m for m in case.athlete.cross_training if m not in barred)
    return left, tuple(dict.fromkeys(barred[m] for m in case.athlete.cross_training if m in barred))


def _open_skin(case: Case) -> bool:
    """No pool with an open wound or an infection."""
    return any(word in condition.casefold() for condition in case.athlete.conditions for word in OPEN_SKIN)


def _hip_hurts(case: Case) -> bool:
    """The newest word on pain, not too old, tells of the hip."""
    told = [s for s in case.features.since(case.levels.hip_pain_days) if s.report.pain is not None or s.report.pain_site is not None]
    if not told:
        return False
    last = told[-1].report
    return last.pain != 0 and HIP in (last.pain_site or "").casefold()
