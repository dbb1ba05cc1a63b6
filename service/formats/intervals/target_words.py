"""What a step asks for, in the words of the notation: `95-105%`, `220w`, `Z2 HR`, `60% Pace`, `5:00/km Pace`, `90rpm`."""

from __future__ import annotations

import re
from collections.abc import Callable

from service.formats.steps import Raw, second, target

SPAN = r"(\d+(?:\.\d+)?)\s?{0}(?:\s?-\s?(\d+(?:\.\d+)?))?"
CLOCK = r"\d{1,2}:\d{2}"
PER_METRES = {"km": 1000.0, "mi": 1609.344, "100m": 100.0, "100y": 91.44, "250m": 250.0, "400m": 400.0, "500m": 500.0}
PERCENT_OF = {
    "": ("power", "pct_ftp"), "ftp": ("power", "pct_ftp"), "mmp": ("power", "pct_ftp"), "hr": ("hr", "pct_max_hr"),
    "maxhr": ("hr", "pct_max_hr"), "lthr": ("hr", "pct_lthr"), "pace": ("pace", "pct_threshold_pace"),
}  # fmt: skip
RAMP = re.compile(r"\bramp\b", re.IGNORECASE)
Read = Callable[[re.Match[str], bool, str], Raw]


def targets_in(words: str, *, metric: str) -> tuple[list[Raw], str]:
    """The targets, and what is left of the words. `metric` is what a zone without a word of its own counts in."""
    is_ramp = RAMP.search(words) is not None
    left = RAMP.sub(" ", words)
    found: list[tuple[int, Raw]] = []
    for pattern, read in PATTERNS:
        found += [(match.start(), read(match, is_ramp, metric)) for match in pattern.finditer(left)]
        left = pattern.sub(lambda match: " " * len(match[0]), left)
    ordered = [made for _, made in sorted(found, key=lambda pair: (pair[1]["metric"] == "cadence", pair[0]))]
    return [made if place == 0 else second(made) for place, made in enumerate(ordered)], " ".join(left.split())


def _pace(found: re.Match[str], ramp: bool, _: str) -> Raw:
    per = found[3].casefold()
    metres = next(length for name, length in PER_METRES.items() if per.startswith(name))
    unit, reference = ("s_per_100m", 100) if per.startswith("100") else ("s_per_km", 1000)
    # A tenth, as everywhere else: paces for a mile come out as endless decimals.
    seconds = [round(_clock(part) * reference / metres, 1) for part in (found[1], found[2] or found[1])]
    return target("pace", unit, *seconds, ramp=ramp and seconds[0] != seconds[1])


def _percent(found: re.Match[str], ramp: bool, _: str) -> Raw:
    metric, unit = PERCENT_OF[(found[3] or "").casefold().replace(" ", "")]
    return _span(metric, unit, found, ramp)


def _zone(found: re.Match[str], ramp: bool, metric: str) -> Raw:
    return _span((found[3] or metric).casefold(), "zone", found, ramp)


def _in(metric: str, unit: str) -> Read:
    return lambda found, ramp, _: _span(metric, unit, found, ramp and metric != "cadence")


def _span(metric: str, unit: str, found: re.Match[str], ramp: bool) -> Raw:
    low = float(found[1])
    high = float(found[2]) if found[2] else low
    return target(metric, unit, low, high, ramp=ramp and low != high)


def _clock(text: str) -> int:
    minutes, seconds = text.split(":")
    return int(minutes) * 60 + int(seconds)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.:]){text}", re.IGNORECASE)


PATTERNS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (_pattern(rf"({CLOCK})(?:\s?-\s?({CLOCK}))?\s?/\s?(km|mi(?:le)?|100m(?:tr)?|100y(?:d|rd)?|250m|400m|500m)\b(?:\s?pace\b)?"), _pace),
    (_pattern(SPAN.format("%?") + r"\s?%\s?(ftp|mmp|max\s?hr|hr|lthr|pace)?(?!\w)"), _percent),
    (_pattern(SPAN.format("w?") + r"\s?w(?:atts?)?\b"), _in("power", "w")),
    (_pattern(SPAN.format("") + r"\s?bpm\b(?:\s?hr\b)?"), _in("hr", "bpm")),
    (_pattern(SPAN.format("") + r"\s?rpm\b"), _in("cadence", "rpm")),
    (_pattern(r"z(\d)(?:\s?-\s?z?(\d))?(?:\s?(hr|pace|power)\b)?(?!\w)"), _zone),
    (_pattern(r"rpe\s?(\d{1,2}(?:\.\d)?)(?:\s?-\s?(\d{1,2}(?:\.\d)?))?(?!\w)"), _in("rpe", "rpe")),
)
"""In this order: a pace holds numbers that others would take."""
