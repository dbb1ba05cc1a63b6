"""Circumstances in which a person decides, whatever the reports say (ruling G16)."""

from __future__ import annotations

from datetime import date

from service.domain.athlete import Athlete, Gate
from service.domain.policy import Policy


def gates_of(athlete: Athlete, today: date, policy: Policy) -> tuple[Gate, ...]:
    """Gates of the profile, and `minor` where the birth year does not prove the athlete of age."""
    if not policy.on("G16"):
        return ()
    age = athlete.age(today)
    perhaps_minor = age is not None and age <= policy.thresholds.adult_age
    return tuple(sorted({*athlete.gates, *((Gate.MINOR,) if perhaps_minor else ())}))
