"""How long a step lasts. In this notation `m` is minutes; metres are `mtr`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.formats.steps import Raw, for_metres, for_seconds

NUMBER = r"\d+(?:[.,]\d+)?"
BEFORE, AFTER = r"(?<![\w.,:/%-])", r"(?![\w%:/'\"])"
HOURS = re.compile(
    rf"{BEFORE}({NUMBER})\s?h(?:ours?|rs?)?(?:\s?(\d{{1,2}})m(?:in)?|(\d{{1,2}}))?(?:\s?(\d{{1,2}})s)?{AFTER}", re.IGNORECASE
)
MINUTES = re.compile(rf"{BEFORE}({NUMBER})(?:\s?min(?:utes?|s)?|m|')(?:\s?(\d{{1,2}})(?:s|''|\")|(\d{{1,2}}))?{AFTER}", re.IGNORECASE)
SECONDS = re.compile(rf"{BEFORE}({NUMBER})(?:\s?sec(?:onds?|s)?|s|''|\"){AFTER}", re.IGNORECASE)
DISTANCE = re.compile(rf"{BEFORE}({NUMBER})\s?(km|k|mtrs?|met(?:er|re)s?|mi|miles?|yrds?|yds?|yards?){AFTER}", re.IGNORECASE)
METRES = {"k": 1000.0, "mt": 1.0, "me": 1.0, "mi": 1609.344, "y": 0.9144}
LONGEST_MINUTES = 300
"""More than five hours for one step: somebody meant metres, as in `400m`."""


@dataclass(frozen=True, slots=True)
class Length:
    """The end of a step, where it stands in the line, and whether it had to be taken otherwise than it is written."""

    end: Raw
    start: int
    stop: int
    reread: bool = False


def length_in(line: str) -> Length | None:
    """The first length in the line."""
    found = [length for read in (_hours, _seconds, _minutes, _distance) if (length := read(line)) is not None]
    return min(found, key=lambda length: (length.start, -length.stop), default=None)


def _hours(line: str) -> Length | None:
    if (found := HOURS.search(line)) is None:
        return None
    seconds = _number(found[1]) * 3600 + int(found[2] or found[3] or 0) * 60 + int(found[4] or 0)
    return Length(for_seconds(seconds), *found.span())


def _minutes(line: str) -> Length | None:
    if (found := MINUTES.search(line)) is None:
        return None
    minutes = _number(found[1])
    rest = found[2] or found[3]
    if minutes > LONGEST_MINUTES and rest is None:
        return Length(for_metres(minutes), *found.span(), reread=True)
    return Length(for_seconds(minutes * 60 + int(rest or 0)), *found.span())


def _seconds(line: str) -> Length | None:
    found = SECONDS.search(line)
    return None if found is None else Length(for_seconds(_number(found[1])), *found.span())


def _distance(line: str) -> Length | None:
    if (found := DISTANCE.search(line)) is None:
        return None
    unit = found[2].casefold()
    factor = next(factor for start, factor in METRES.items() if unit.startswith(start))
    return Length(for_metres(_number(found[1]) * factor), *found.span())


def _number(text: str) -> float:
    return float(text.replace(",", "."))
