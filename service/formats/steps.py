"""The steps of a workout in plain JSON, as every reader of workouts builds them, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.documents.quantities import half_up

Raw = dict[str, Any]

OPEN: Mapping[str, str] = {"type": "open"}
SPEED = "m_per_s"
METRES_A_PACE = {"s_per_km": 1000, "s_per_100m": 100}


def for_seconds(seconds: float) -> Raw:
    """Rounded to whole seconds: no format means more than that."""
    return {"type": "time", "s": half_up(seconds)}


def for_metres(metres: float) -> Raw:
    return {"type": "distance", "m": round(metres, 1)}


def target(metric: str, unit: str, low: float, high: float | None = None, *, ramp: bool = False) -> Raw:
    """From `low` to `high`; ends that came the wrong way round are swapped unless it is a ramp."""
    ends = (low, low if high is None else high)
    first, last = ends if ramp else (min(ends), max(ends))
    made: Raw = {"metric": metric, "unit": unit, "low": round(first, 3), "high": round(last, 3), "role": "primary"}
    return {**made, "ramp": True} if ramp else made


def second(made: Raw) -> Raw:
    """The target as one that is kept beside the first."""
    return {**made, "role": "secondary"}


def step(step_class: str, end: Mapping[str, Any], targets: Sequence[Raw] = (), **more: Any) -> Raw:
    """`more` are name, cues, notes, stroke and equipment; what is empty is left out."""
    return {"type": "step", "class": step_class, "end": dict(end), "targets": list(targets), **{k: v for k, v in more.items() if v}}


def repeated(count: int, steps: Sequence[Raw]) -> Raw:
    return {"type": "repeat", "count": count, "steps": list(steps)}


def flat(steps: Iterable[Raw]) -> Iterable[tuple[Raw, int]]:
    """Each single step with how often it is done in all; a repeat without a count is taken once."""
    for each in steps:
        if each["type"] == "repeat":
            yield from ((inner, times * each.get("count", 1)) for inner, times in flat(each["steps"]))
        else:
            yield each, 1


def seconds_of(each: Raw) -> float | None:
    """How long the step lasts; a distance counts at its pace. None where that is open."""
    end = each["end"]
    if end["type"] == "time":
        return float(end["s"])
    pace = next((t for t in each["targets"] if t["unit"] in (SPEED, *METRES_A_PACE) and t["low"] > 0), None)
    if end["type"] != "distance" or pace is None:
        return None
    middle = (float(pace["low"]) + float(pace["high"])) / 2
    metres = float(end["m"])
    return metres / middle if pace["unit"] == SPEED else metres * middle / METRES_A_PACE[pace["unit"]]


def _is_counted(steps: Iterable[Raw]) -> bool:
    """Whether every repeat tells how often."""
    return all("count" in each and _is_counted(each["steps"]) for each in steps if each["type"] == "repeat")


def planned_from(steps: Sequence[Raw]) -> Raw:
    """Duration and distance where every step tells; what has an open end stays unknown."""
    if not _is_counted(steps):
        return {}
    singles = list(flat(steps))
    planned: Raw = {}
    lasting = [seconds_of(each) for each, _ in singles]
    if singles and None not in lasting:
        total = sum(s * times for s, (_, times) in zip(lasting, singles, strict=True) if s is not None)
        by_clock = all(each["end"]["type"] == "time" for each, _ in singles)
        planned["duration_s"] = {"value": half_up(total), "source": "derived" if by_clock else "estimated"}
    if singles and all(each["end"]["type"] == "distance" for each, _ in singles):
        planned["distance_m"] = {"value": half_up(sum(each["end"]["m"] * times for each, times in singles)), "source": "derived"}
    return planned
