"""How hard the steps of a workout are, where no word of its author says so.

The bounds are the usual training zones (shares of threshold power, pace and heart rate). They only sort an import: the coach sees
the kind in the preview and corrects it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.domain.session import Kind
from service.formats.steps import Raw, flat, seconds_of

SPEED_FROM, THRESHOLD_FROM, TEMPO_FROM, RECOVERY_BELOW = 1.05, 0.91, 0.76, 0.56
"""Shares of threshold, as for power."""
SPEED_SECONDS, THRESHOLD_SECONDS, TEMPO_SECONDS = 60, 240, 600
"""From so much in all, a session is what its hardest part is; a few strides make no interval session."""
LONG_BIKE_SECONDS, LONG_SECONDS = 9000, 5400
NOMINAL_PACE = 0.3
"""Seconds a metre, to weigh a step of known length and unknown pace."""
POWER_ZONES = (0.5, 0.65, 0.83, 0.98, 1.13, 1.35, 1.6)
RACE_PACES = {"1 mile": 1.12, "5 km": 1.06, "10 km": 1.0, "half marathon": 0.96, "marathon": 0.91}
"""Speeds of race paces as shares of that at threshold, for a runner of 40 to 50 minutes over 10 km."""
OTHER_ZONES = (0.5, 0.65, 0.83, 0.98, 1.13)
PARTS_OUTSIDE = frozenset({"warmup", "cooldown", "rest"})
RESTING = frozenset({"rest", "recovery"})
FEWEST_ROUNDS, STRIDE_SECONDS = 3, 30


def kind_of(steps: Sequence[Raw], sport: str) -> Kind | None:
    """The kind that the steps make the session; None where that depends on what is not known, such as watts without an FTP.

    Efforts of unknown intensity with rests between them are intervals: nobody rests from riding easily.
    """
    parts = [(intensity, each, times) for each, times in flat(steps) if (intensity := _intensity(each, sport)) is not None]
    work = [(intensity, _seconds(each) * times) for intensity, each, times in parts if each["class"] not in PARTS_OUTSIDE]
    for kind, bound, least in (
        (Kind.VO2, SPEED_FROM, SPEED_SECONDS),
        (Kind.THRESHOLD, THRESHOLD_FROM, THRESHOLD_SECONDS),
        (Kind.TEMPO, TEMPO_FROM, TEMPO_SECONDS),
    ):
        if sum(seconds for intensity, seconds in work if intensity >= bound) >= least:
            return kind
    if not parts or any(_is_riddle(each, sport) for each, _ in flat(steps)):
        return Kind.INTERVAL if any(_is_rounds(each, sport) for each in steps) else None
    total = sum(_seconds(each) * times for each, times in flat(steps))
    if total >= (LONG_BIKE_SECONDS if sport == "bike" else LONG_SECONDS):
        return Kind.LONG
    return Kind.RECOVERY if all(intensity < RECOVERY_BELOW for intensity, _, _ in parts) else Kind.EASY


def _is_riddle(each: Raw, sport: str) -> bool:
    """Whether the step asks for something whose hardness cannot be told."""
    asked = [one for one in each["targets"] if one["metric"] != "cadence"]
    return bool(asked) and each["class"] not in PARTS_OUTSIDE and _intensity(each, sport) is None


def _is_rounds(each: Raw, sport: str) -> bool:
    """Whether it repeats an effort and a rest."""
    if each["type"] != "repeat" or each.get("count", FEWEST_ROUNDS) < FEWEST_ROUNDS:
        return False
    singles = [inner for inner, _ in flat(each["steps"])]
    efforts = [inner for inner in singles if _is_riddle(inner, sport) and _seconds(inner) > STRIDE_SECONDS]
    return bool(efforts) and any(inner["class"] in RESTING for inner in singles)


def _seconds(each: Raw) -> float:
    known = seconds_of(each)
    if known is not None:
        return known
    return float(each["end"].get("m", 0)) * NOMINAL_PACE


def _intensity(each: Raw, sport: str) -> float | None:
    """The step's share of threshold by its hardest target."""
    known = [share for one in each["targets"] if (share := _share(one, sport)) is not None]
    return max(known, default=None)


def _share(one: Mapping[str, Any], sport: str) -> float | None:
    low, high = one.get("low"), one.get("high")
    if low is None or high is None:
        return None
    middle = (low + high) / 2
    match one.get("unit"):
        case "named":
            pace = RACE_PACES.get(str(one.get("name")))
            return None if pace is None else pace * float(middle) / 100
        case "pct_ftp" | "pct_threshold_pace":
            return float(middle) / 100
        case "zone":
            zones = POWER_ZONES if one["metric"] == "power" and sport == "bike" else OTHER_ZONES
            return zones[min(max(int(middle + 0.5), 1), len(zones)) - 1]
        case "pct_lthr":
            return _by_heart(float(middle))
        case "pct_max_hr":
            # A threshold heart rate stands at about nine tenths of the highest.
            return _by_heart(float(middle) / 0.9)
        case "rpe":
            return 0.25 + 0.1 * float(middle)
    return None


def _by_heart(percent_of_threshold: float) -> float:
    """Heart rate rises more slowly than power: 90 % of its threshold is a tempo, 102 % is more than threshold."""
    for bound, share in ((102, 1.1), (95, 0.98), (90, 0.83), (81, 0.65)):
        if percent_of_threshold >= bound:
            return share
    return 0.5
