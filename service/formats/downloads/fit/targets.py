"""A target in the whole numbers of the FIT profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fit_tool.profile.profile_type import WorkoutStepTarget

from service.documents.athlete import ThresholdPart
from service.documents.structure import Target
from service.domain.session import Sport
from service.formats.fit.numbers import HEART_IN_BPM_FROM, POWER_IN_WATTS_FROM

KINDS: Mapping[str, tuple[WorkoutStepTarget, str]] = {
    "power": (WorkoutStepTarget.POWER, "power"), "hr": (WorkoutStepTarget.HEART_RATE, "heart_rate"),
    "pace": (WorkoutStepTarget.SPEED, "speed"), "speed": (WorkoutStepTarget.SPEED, "speed"),
    "cadence": (WorkoutStepTarget.CADENCE, "cadence"),
}  # fmt: skip
"""The type in the file, and the name of its field for a range."""
HIGHEST_ZONE = 10
HIGHEST = 10_000


@dataclass(frozen=True, slots=True)
class FitTarget:
    """`zone` 0 stands for the range from `low` to `high`."""

    kind: WorkoutStepTarget
    field: str
    zone: int = 0
    low: float = 0
    high: float = 0


def fit_target(target: Target, sport: Sport, known: ThresholdPart) -> FitTarget | None:
    """The target in the file's units; None where there are none for it."""
    ends = _ends(target)
    if target.metric not in KINDS or ends is None:
        return None
    kind, field = KINDS[target.metric]
    if target.unit == "zone":
        is_one = ends[0] == ends[1] and ends[0].is_integer() and 1 <= ends[0] <= HIGHEST_ZONE
        return FitTarget(kind, field, zone=int(ends[0])) if is_one else None
    made = [_in_file(end, target.unit or "", sport, known) for end in ends]
    values = [round(value, 3) if field == "speed" else round(value) for value in made if value is not None]
    if len(values) < 2 or not all(0 < value <= HIGHEST for value in values):
        return None
    return FitTarget(kind, field, low=min(values), high=max(values))


def _ends(target: Target) -> tuple[float, float] | None:
    known = [float(end) for end in (target.low, target.high) if end is not None]
    return (known[0], known[-1]) if known else None


def _in_file(value: float, unit: str, sport: Sport, known: ThresholdPart) -> float | None:
    """One end: watts and beats stand above a bound, percents below it; speeds are metres a second."""
    match unit:
        case "w":
            return value + POWER_IN_WATTS_FROM
        case "pct_ftp":
            return value if value <= POWER_IN_WATTS_FROM else None
        case "bpm":
            return value + HEART_IN_BPM_FROM
        case "pct_max_hr":
            return value if value <= HEART_IN_BPM_FROM else None
        case "pct_lthr":
            return None if not known.lthr_bpm else value * known.lthr_bpm / 100 + HEART_IN_BPM_FROM
        case "rpm":
            return value
    return _speed(value, unit, sport, known)


def _speed(value: float, unit: str, sport: Sport, known: ThresholdPart) -> float | None:
    if value <= 0:
        return None
    match unit:
        case "m_per_s":
            return value
        case "s_per_km":
            return 1000 / value
        case "s_per_100m":
            return 100 / value
        case "pct_threshold_pace":
            swim, land = known.threshold_pace_s_per_100m, known.threshold_pace_s_per_km
            threshold = 100 / swim if sport is Sport.SWIM and swim else 1000 / land if land else None
            return None if threshold is None else threshold * value / 100
    return None
