"""What a FIT step asks for. A target value of 0 stands for a range of its own; anything else is the number of a zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.formats.fit.numbers import CADENCE, HEART_IN_BPM_FROM, HEART_RATE, POWER, POWER_IN_WATTS_FROM, SPEED
from service.formats.steps import Raw, second, target

METRICS = {SPEED: "speed", HEART_RATE: "hr", CADENCE: "cadence", POWER: "power"}
FIRST_FIELDS, SECOND_FIELDS = (3, 4, 5, 6), (19, 20, 21, 22)
"""Type, value, and the two ends of a range of its own: by their numbers in the profile."""


def targets_of(raw: Mapping[int, Any], sport: str) -> tuple[list[Raw], bool]:
    """The targets, and whether all that was asked for could be told."""
    first, complete = _target(raw, FIRST_FIELDS, sport)
    other, other_complete = _target(raw, SECOND_FIELDS, sport)
    return [*first, *(second(each) for each in other)], complete and other_complete


def _target(raw: Mapping[int, Any], fields: tuple[int, int, int, int], sport: str) -> tuple[list[Raw], bool]:
    kind, zone, low, high = (_whole(raw.get(number)) for number in fields)
    if kind is None or kind not in METRICS:
        return [], True
    metric = METRICS[kind]
    if zone:
        return [target("pace" if metric == "speed" and sport in ("run", "swim") else metric, "zone", zone)], zone <= 10
    if low is None and high is None:
        return [], False
    ends = [value for value in (low, high) if value is not None]
    return _range(metric, float(ends[0]), float(ends[-1]), sport)


def _range(metric: str, low: float, high: float, sport: str) -> tuple[list[Raw], bool]:
    match metric:
        case "hr":
            return [_offset(metric, low, high, HEART_IN_BPM_FROM, ("pct_max_hr", "bpm"))], True
        case "power":
            return [_offset(metric, low, high, POWER_IN_WATTS_FROM, ("pct_ftp", "w"))], True
        case "cadence":
            return [target(metric, "rpm", low, high)], True
    return _speed(low / 1000, high / 1000, sport)


def _offset(metric: str, low: float, high: float, bound: int, units: tuple[str, str]) -> Raw:
    """Percent up to the bound; above it the unit itself, with the bound added."""
    if max(low, high) <= bound:
        return target(metric, units[0], low, high)
    return target(metric, units[1], *(max(value - bound, 0) for value in (low, high)))


def _speed(low: float, high: float, sport: str) -> tuple[list[Raw], bool]:
    """Metres a second; on foot and in water as pace, where the faster end is the smaller number."""
    if min(low, high) <= 0:
        return [], False
    if sport == "swim":
        return [target("pace", "s_per_100m", round(100 / high, 1), round(100 / low, 1))], True
    if sport in ("run", "walk", "hike"):
        return [target("pace", "s_per_km", round(1000 / high, 1), round(1000 / low, 1))], True
    return [target("speed", "m_per_s", low, high)], True


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
