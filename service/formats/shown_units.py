"""Which unit a file writes the distances of each sport in, as far as it says so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from service.domain.distances import WATER, DistanceUnit, DistanceUnits
from service.domain.session import Sport
from service.formats.steps import Raw
from service.formats.text.spelling import folded
from service.formats.text.units import UNIT_WORDS

LETTERS = re.compile(r"[^\W\d_]+")
NOTHING_STATED: Mapping[str, str] = {}
TRACK = frozenset({DistanceUnit.M, DistanceUnit.YD})
"""What only swimmers and rowers count in: `3 m run` are miles, and `800 m` on land is a part of a session."""


Counted = Mapping[Sport, Counter[DistanceUnit]]
"""How many sessions of each sport are written in which unit."""


def shown_units(counted: Counted, stated: Mapping[str, str] = NOTHING_STATED) -> dict[str, str]:
    """`display_units` of a plan: each sport in the unit that most of its sessions are written in; kilometres win a tie.

    `stated` is what header, file or uploader say for the whole. A sport is named only where it is not shown that way anyhow.
    """
    shown = dict(stated)
    for sport in sorted(counted, key=lambda sport: sport is not Sport.RUN):
        unit = max(counted[sport], key=lambda unit: (counted[sport][unit], unit is DistanceUnit.KM))
        if _units(shown).of(sport) is not unit:
            shown[sport.value] = unit.value
    return shown


def counted_in(sessions: Iterable[Raw], stated: Mapping[str, str]) -> Counted:
    """The units that distances are written with; a number without one is in that of `stated`."""
    counted: defaultdict[Sport, Counter[DistanceUnit]] = defaultdict(Counter)
    for session in sessions:
        distance = session.get("planned", {}).get("distance_m")
        written = distance.get("as_written") if isinstance(distance, dict) else None
        if written is None:
            continue
        sport = Sport(session["sport"])
        unit = _unit_in(written)
        if unit is None or (unit in TRACK and sport not in WATER):
            unit = _units(stated).of(sport)
        counted[sport][unit] += 1
    return counted


def _units(shown: Mapping[str, str]) -> DistanceUnits:
    return DistanceUnits({Sport(sport): DistanceUnit(unit) for sport, unit in shown.items()})


def _unit_in(written: str) -> DistanceUnit | None:
    """The unit of `9.5 mi`, `10k`, `2600 total yards`; None where no word of it is one."""
    words = (folded(word) for word in LETTERS.findall(written))
    return next((DistanceUnit(UNIT_WORDS[word]) for word in words if word in UNIT_WORDS), None)
