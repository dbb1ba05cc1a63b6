"""Which unit the distances of a plan are shown in: `display_units` of `plan/1`, sport by sport."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.documents.plan_model import PlanDocument
from service.domain.adjustment import InputWarning
from service.domain.distances import DistanceUnit, DistanceUnits
from service.domain.session import Sport

SPORTS: Mapping[str, Sport] = {sport.value: sport for sport in Sport}
UNITS: Mapping[str, DistanceUnit] = {unit.value: unit for unit in DistanceUnit}


def units_of(document: PlanDocument) -> DistanceUnits:
    """The units of the plan, its sums in that of the sports that have distances. No sport, or no unit that we know, counts for nothing."""
    written = document.display_units or {}
    named = {SPORTS[sport]: UNITS[unit] for sport, unit in written.items() if sport in SPORTS and unit in UNITS}
    return DistanceUnits(named).for_sports(s.sport for s in document.sessions if s.planned is not None and s.planned.distance_m is not None)


def unit_warnings(document: PlanDocument, *, at: str = "") -> Iterator[InputWarning]:
    """Units that distances cannot be shown in."""
    for sport, unit in (document.display_units or {}).items():
        if sport in SPORTS and unit not in UNITS:
            text = f"{unit} is no unit that distances are shown in ({', '.join(UNITS)}); it is kept and not used."
            yield InputWarning("unknown-unit", f"{at}/display_units/{sport}", text)
