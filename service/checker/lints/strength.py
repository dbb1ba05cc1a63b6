"""Strength by season: built between seasons, kept small before races."""

from __future__ import annotations

from collections.abc import Iterator

from service.checker.lints.reading import Reading, Spot, day_name, ids, in_week
from service.checker.words import is_strength
from service.kit.weeks import plus


def by_season(reading: Reading) -> Iterator[Spot]:
    """Weeks off season with too little strength, and race-specific weeks with too much for the legs."""
    numbers = reading.policy.lints
    for start in reading.weeks:
        kind = reading.phase_kind(start)
        if kind != reading.phase_kind(plus(start, 6)):
            continue
        strength = [s for s in in_week(reading.sessions, start) if is_strength(s)]
        for_legs = [s for s in strength if s.is_leg_strength]
        if kind == "offseason" and len(strength) < numbers.offseason_strength:
            held = f"{len(strength)} of {numbers.offseason_strength} strength sessions"
            text = f"The week of {day_name(start)} is off season, the time to build strength, and has {held}."
            yield Spot(text, start, plus(start, 6), ids(strength))
        elif kind == "specific" and len(for_legs) > numbers.specific_leg_strength:
            text = f"The week of {day_name(start)} prepares the race and has {len(for_legs)} leg sessions in the gym; one is enough."
            yield Spot(text, start, plus(start, 6), ids(for_legs))
