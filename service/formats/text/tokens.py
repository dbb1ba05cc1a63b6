"""A session text in pieces: amounts, targets, repeats, words and signs, each with its place.

One pattern, tried from left to right; what it means for a `m` to stand alone is decided later, by those who see the neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from service.formats.text.spelling import folded


class Piece(StrEnum):
    DURATION = "duration"
    DISTANCE = "distance"
    BARE_M = "bare_m"
    NUMBER = "number"
    CLOCK = "clock"
    REPEAT = "repeat"
    TARGET = "target"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Span:
    """A value, or a range; `low` may be missing for "up to"."""

    low: float | None
    high: float

    @property
    def middle(self) -> float:
        return self.high if self.low is None else (self.low + self.high) / 2

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    def times(self, factor: float) -> Span:
        return Span(None if self.low is None else self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Token:
    """`value` is a Span of seconds or metres, of bare numbers, or what a target says; `unit` is the unit as written."""

    piece: Piece
    text: str
    start: int
    value: Any = None
    unit: str = ""


NUM = r"\d{1,6}(?:[.,]\d{1,3})?"
TO = r"\s?(?:-|to\s|bis\s|tot\s|or\s|oder\s|ou\s|[aà]\s(?=\d))\s?"
KM = r"(?:km|kms|k|kilom[eè]t(?:er|re)s?|kilometern|kil[oó]metros?|chilometr[io]|quil[oô]metros?)"
MI = r"(?:mi|miles?|meilen?|millas?|miglia|miglio|milhas?|mijl(?:en)?)"
YD = r"(?:yds?|yards?|y)"
M = r"(?:mtrs?|met(?:er|re)s?|metern|m[eè]tres?|metros?|metri|met)"
HOUR = r"(?:h|hrs?|hours?|std|stdn|stunden?|heures?|horas?|or[ae]|uur)"
MIN = r"(?:mins?|minutes?|minuten|minutos?|minut[io]|mn|')"
SEC = r'(?:s|secs?|seconds?|sek|sekunden|segundos?|secondes?|secondi|segs?|")'
END = r"(?![\w'\"])"
EVENT = r"(?:\d{1,2}\s?km?|1500m?|mile|half(?:[\s-]marathon)?|marathon|goal|race|hm)"
NAMED = "|".join(
    (
        rf"@\s?(?:{EVENT}|800m|hmp|gmp|mp|lt|thr|threshold|easy|[tirem])(?!\w)(?:[\s-]?(?:pace|effort|rp|tempo)(?!\w))?",
        rf"(?<!\w){EVENT}(?:\s?to\s(?:half|marathon))?(?:[\s-]?(?:race\s)?(?:pace|effort|rp)|-tempo)(?!\w)",
        r"(?<!\w)(?:allure|ritmo|passo)\s(?:de\s)?(?:\d{1,2}\s?km?|semi|marathon|marat[oó]n|maratona|media|mezza|meia)(?!\w)",
        r"(?<!\w)(?:as\s?\d{1,2}|hmp|gmp|mp|hmrp|mrp|mrt|hmrt)(?!\w)",
    )
)
"""Paces by name: `@5k`, `10k pace`, `15K to half pace`, `allure semi`, `HMP`."""
SETS = r"(?:sets?|reps|repeats?|times|mal|fois|veces|volte|vezes|keer)\s(?:of\s|de\s|da\s|van\s|a\s)?(?=\d)"
RPE = r"\d{1,2}(?:[.,]5)?"


def _amount(name: str, unit: str, tail: str = "") -> str:
    return rf"(?P<{name}>{NUM})(?:\s?{unit})?(?:{TO}(?P<{name}2>{NUM}))?\s?(?:total\s)?(?P<{name}u>{unit}){tail}"


PATTERN = re.compile(
    "|".join(
        (
            r"(?P<pace>\d{1,2}:\d{2}(?:\s?-\s?\d{1,2}:\d{2})?\s?(?:min\s?)?(?:/\s?(?:km|k|miles?|mi|100\s?m|100\s?y(?:ds?)?)|per\s(?:km|mile|mi)|mpk|mpm)(?!\w))",
            r"(?P<atpace>@\s?\d{1,2}:\d{2}(?:\s?-\s?\d{1,2}:\d{2})?(?![\d:]))",
            r"(?P<hr>\d{2,3}(?:\s?-\s?\d{2,3})?\s?(?:bpm|ppm|bat)(?!\w)|(?:hr|hf|fc)\s?[<>=:]{0,2}\s?\d{2,3}(?:\s?-\s?\d{2,3})?(?![\d%]|\s%))",
            r"(?P<watts>\d{2,4}(?:\s?-\s?\d{2,4})?\s?w(?:atts?)?(?![\w/]))",
            r"(?P<percent>\d{2,3}(?:\s?-\s?\d{2,3})?\s?%(?:\s?(?:of\s|de\s)?(?:la\s)?(?:ftp|hrmax|max\s?hr|mhr|hr|lthr|vma|fcm|fc|hfmax|hf|vam|pma|css)(?!\w))?)",
            rf"(?P<rpe>(?:rpe|pse|borg|effort)\s?[:=]?\s?{RPE}(?:\s?-\s?{RPE})?(?:\s?/\s?10)?(?![\d:])|\d(?:\s?-\s?\d{{1,2}})?\s?/\s?10(?![\d:.]))",
            r"(?P<zone>@?\s?\b(?:zone|zona|z|ga)\s?[1-7](?:\s?[-/]\s?(?:z|ga)?\s?[1-7])?(?![\d\w]))",
            rf"(?P<named>{NAMED})",
            r"(?P<pair>\{\s?\d{1,3}(?:\.\d{1,2})?(?:\s?[-:]\s?\d{1,3}(?:\.\d{1,2})?)?\s?\})",
            r"(?P<repeat>\d{1,2})(?:\s?-\s?(?P<repeat2>\d{1,2}))?\s?(?:(?:x|\*)(?=\s?[\w(\[])|{SETS})",
            r"(?P<hms>\d{1,2}:\d{2}:\d{2})(?!\d)",
            rf"(?P<hour>{NUM})(?:\s?{HOUR})?(?:{TO}(?P<hour2>{NUM}))?\s?(?P<houru>{HOUR})(?:(?P<hourm>\d{{2}})(?![\d:])|\s?(?P<hourn>\d{{1,2}})\s?(?:{MIN}|m(?!\w)))?(?![^\W\d_])",
            rf"(?P<min>{NUM})(?:\s?{MIN})?(?:{TO}(?P<min2>{NUM}))?\s?(?P<minu>{MIN})(?:(?P<mins>\d{{2}})(?![\d.,:]|\s?x)\"?|\s?(?P<minn>\d{{1,2}})\s?{SEC})?(?![^\W\d_])",
            _amount("sec", SEC, r"(?!\w)"),
            _amount("km", KM, r"(?!\w)"),
            _amount("mi", MI, r"(?!\w)"),
            _amount("yd", YD, r"(?!\w)"),
            _amount("metre", M, r"(?!\w)"),
            _amount("bare", "m", END),
            r"(?P<clock>\d{1,3}:\d{2})(?:\s?-\s?(?P<clock2>\d{1,3}:\d{2}))?(?![\d:])",
            rf"(?P<num>{NUM})(?:{TO}(?P<num2>{NUM}))?(?!\w)",
            r"(?P<word>(?:w/u|c/d|n/a)(?!\w)|w/|[^\W\d_](?:[\w']|&(?=\w))*)",
            r"(?P<sign>[+;,/()\[\]:|\n&@.!?*-])",
        )
    ),
    re.IGNORECASE,
)


def tokens_of(text: str) -> list[Token]:
    """The pieces of a normalised text, in order; what is none of them is skipped."""
    return list(_tokens(text))


@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[Token, ...]:
    """Each text is taken to pieces several times in a row, once for every question that is put to it."""
    return tuple(_token(found) for found in PATTERN.finditer(text))


def _token(found: re.Match[str]) -> Token:
    name = next(name for name in NAMES if found[name] is not None)
    piece, read = READ[name]
    value, unit = read(found, name)
    return Token(piece, found[0].strip(), found.start(), value, unit)


def number(text: str, *, thousands: bool = False) -> float:
    """A number with point or comma; with `thousands`, `2,600` and `2.600` are two thousand six hundred."""
    if thousands and re.fullmatch(r"\d{1,3}[.,]\d{3}", text):
        return float(text.replace(",", "").replace(".", ""))
    return float(text.replace(",", "."))


def _span(first: str, second: str | None, *, thousands: bool = False) -> Span:
    low = number(first, thousands=thousands)
    high = low if second is None else number(second, thousands=thousands)
    return Span(min(low, high), max(low, high))


def _scaled(factor: float, unit: str) -> Callable[[re.Match[str], str], tuple[Span, str]]:
    def read(found: re.Match[str], name: str) -> tuple[Span, str]:
        return _span(found[name], found[f"{name}2"], thousands=unit in ("m", "yd")).times(factor), unit

    return read


def _hours(found: re.Match[str], _: str) -> tuple[Span, str]:
    span, minutes = _span(found["hour"], found["hour2"]), found["hourm"] or found["hourn"]
    more = 60 * int(minutes) if minutes else 0
    low = 3600 * (span.low or 0) + (0 if found["hour2"] else more)
    return Span(low, 3600 * span.high + more), "h"


def _minutes(found: re.Match[str], _: str) -> tuple[Span, str]:
    span, seconds = _span(found["min"], found["min2"]), found["mins"] or found["minn"]
    more = int(seconds) if seconds else 0
    low = 60 * (span.low or 0) + (0 if found["min2"] else more)
    return Span(low, 60 * span.high + more), "min"


def _clock(found: re.Match[str], _: str) -> tuple[Span, str]:
    """In the larger unit times sixty plus the smaller: minutes for `1:30` of hours, seconds for `1:30` of minutes."""
    ends = [_sixties(found["clock"]), _sixties(found["clock2"] or found["clock"])]
    return Span(min(ends), max(ends)), ""


def _sixties(clock: str) -> float:
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return float(total)


def _text(found: re.Match[str], name: str) -> tuple[str, str]:
    return folded(found[name]), name


def _repeat(found: re.Match[str], _: str) -> tuple[Span, str]:
    return _span(found["repeat"], found["repeat2"]), "x"


READ: Mapping[str, tuple[Piece, Callable[[re.Match[str], str], tuple[Any, str]]]] = {
    **dict.fromkeys(("pace", "atpace", "hr", "watts", "percent", "rpe", "zone", "named"), (Piece.TARGET, _text)),
    "pair": (Piece.NUMBER, _text),
    "repeat": (Piece.REPEAT, _repeat),
    "hms": (Piece.DURATION, lambda found, _: (Span(_sixties(found["hms"]), _sixties(found["hms"])), "h")),
    "hour": (Piece.DURATION, _hours),
    "min": (Piece.DURATION, _minutes),
    "sec": (Piece.DURATION, _scaled(1, "s")),
    "km": (Piece.DISTANCE, _scaled(1000, "km")),
    "mi": (Piece.DISTANCE, _scaled(1609.344, "mi")),
    "yd": (Piece.DISTANCE, _scaled(0.9144, "yd")),
    "metre": (Piece.DISTANCE, _scaled(1, "m")),
    "bare": (Piece.BARE_M, _scaled(1, "m")),
    "clock": (Piece.CLOCK, _clock),
    "num": (Piece.NUMBER, lambda found, _: (_span(found["num"], found["num2"]), "")),
    "word": (Piece.WORD, _text),
    "sign": (Piece.SIGN, _text),
}
NAMES = tuple(READ)
