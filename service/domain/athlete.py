"""The athlete as far as planning needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.domain.session import Modality, Sport


class Goal(StrEnum):
    RACE = "race"
    FITNESS = "fitness"
    RETURN = "return"


class Gate(StrEnum):
    """Circumstances in which the service assesses and shows, and a person decides (ruling G16)."""

    MINOR = "minor"
    PREGNANT = "pregnant"
    POSTPARTUM = "postpartum"
    CARDIAC = "cardiac"
    MEDICAL_CARE = "medical_care"


class Condition(StrEnum):
    """Those of the athlete's `conditions` that some advice depends on; others are kept and mean nothing to the rules."""

    FLUID_RESTRICTION = "fluid_restriction"
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    OVERSTRIDING = "overstriding"


@dataclass(frozen=True, slots=True)
class Availability:
    """What a weekday (0 is Monday) or one date can hold. A date wins over its weekday."""

    weekday: int | None = None
    date: date | None = None
    available: bool = True
    max_minutes: int | None = None
    sports: tuple[Sport, ...] | None = None


@dataclass(frozen=True, slots=True)
class FixedLoad:
    """A commute or the like: counted on its weekday, never moved."""

    weekday: int
    sport: Sport
    minutes: int
    load: int


@dataclass(frozen=True, slots=True)
class Athlete:
    """Profile; every field has a sensible default so that an unknown athlete can be planned for."""

    ref: str | None = None
    timezone: str = "UTC"
    goal: Goal = Goal.RACE
    training_age_months: int | None = None
    birth_year: int | None = None
    availability: tuple[Availability, ...] = ()
    cross_training: tuple[Modality, ...] = ()
    max_sessions_per_day: int = 2
    long_run_weekdays: tuple[int, ...] = ()
    gates: tuple[Gate, ...] = ()
    conditions: tuple[str, ...] = ()
    fixed_load: tuple[FixedLoad, ...] = ()
    connected: bool = False
    """A training platform confirms sessions for this athlete."""
    energy_questions: bool = False
    """The athlete, of age, agreed to be asked about energy, weight and cycle (ruling G16)."""

    @property
    def is_novice(self) -> bool:
        """Under a year of training (S4-33)."""
        return self.training_age_months is not None and self.training_age_months < 12

    def age(self, on: date) -> int | None:
        """Years reached in the calendar year of `on`; None when the birth year is unknown."""
        return None if self.birth_year is None else on.year - self.birth_year

    def availability_on(self, day: date) -> Availability:
        """What `day` can hold; everything when nothing was said."""
        by_weekday = Availability()
        for entry in self.availability:
            if entry.date == day:
                return entry
            if entry.weekday == day.weekday():
                by_weekday = entry
        return by_weekday
