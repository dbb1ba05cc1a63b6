"""Circumstances in which a person decides (ruling G16): what changes may then only make things easier."""

from __future__ import annotations

from datetime import date

from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case
from service.domain.athlete import Gate
from service.kit.weeks import plus

NOTHING_HARD = frozenset({Gate.PREGNANT, Gate.POSTPARTUM})


def is_minor(case: Case) -> bool:
    return Gate.MINOR in case.features.gates


def ease_only(case: Case) -> Ask[bool] | None:
    """Nothing moves: sessions may only become easier where they stand."""
    return Ask(value=True, rows=("G16",)) if case.features.gates and case.policy.on("G16") else None


def first_hard(case: Case) -> tuple[Ask[date], ...]:
    """In pregnancy and after it nothing hard is proposed once the plan changes at all; midwife or doctor set the frame."""
    if not case.guides or NOTHING_HARD.isdisjoint(case.features.gates) or not case.policy.on("G16"):
        return ()
    return (Ask(plus(case.last_day, 1), ("G16",)),)


def no_insertions(case: Case) -> Ask[bool] | None:
    return Ask(value=False, rows=("G16",)) if ease_only(case) else None
