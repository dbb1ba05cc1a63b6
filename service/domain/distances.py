"""Distances as a coach reads them, each sport in its own unit. Plans themselves are in metres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import floor

from service.domain.session import Sport


class DistanceUnit(StrEnum):
    KM = "km"
    MI = "mi"
    M = "m"
    YD = "yd"


METRES: Mapping[DistanceUnit, float] = {DistanceUnit.KM: 1000.0, DistanceUnit.MI: 1609.344, DistanceUnit.M: 1.0, DistanceUnit.YD: 0.9144}
SHORT: Mapping[DistanceUnit, int] = {DistanceUnit.KM: 1000, DistanceUnit.MI: 401}
"""Below these metres it is the track that counts: 400 m are 400 m to runners in miles too."""
POOL_STEP = 5
"""Whole metres and yards are told in fives: no pool has lengths that do not fit into them."""
WATER = frozenset({Sport.SWIM, Sport.ROW})


@dataclass(frozen=True, slots=True)
class DistanceUnits:
    """The units of one plan. `named` is what the plan says of single sports, `total` the unit of sums over several sports."""

    named: Mapping[Sport, DistanceUnit] = field(default_factory=dict, hash=False)
    total: DistanceUnit = DistanceUnit.KM

    def of(self, sport: Sport) -> DistanceUnit:
        """The unit of a sport. On land a sport that the plan does not name follows running; all else is in kilometres."""
        followed = Sport.RUN if sport not in WATER else sport
        return self.named.get(sport, self.named.get(followed, DistanceUnit.KM))

    @property
    def is_all_km(self) -> bool:
        return all(unit is DistanceUnit.KM for unit in self.named.values())

    def for_sports(self, sports: Iterable[Sport]) -> DistanceUnits:
        """The same units with the total of these sports: in the unit that they share, else in that of running."""
        shared = {self.of(sport) for sport in sports}
        return DistanceUnits(self.named, shared.pop() if len(shared) == 1 else self.of(Sport.RUN))


IN_KILOMETRES = DistanceUnits()


def figure(metres: float, unit: DistanceUnit) -> str:
    """The number alone, with as many decimals as the unit always has: `42.0` (km, mi), `2500` (m, yd)."""
    amount = metres / METRES[unit]
    if unit in SHORT:
        return f"{floor(amount * 10 + 0.5) / 10:.1f}"
    return str(POOL_STEP * floor(amount / POOL_STEP + 0.5))


def distance_word(metres: float, unit: DistanceUnit = DistanceUnit.KM) -> str:
    """`400 m`, `10 km`, `10.5 km`, `9.5 mi`, `2500 yd`."""
    if metres < SHORT.get(unit, 0):
        return f"{metres:.0f} m"
    return f"{figure(metres, unit).removesuffix('.0')} {unit}"
