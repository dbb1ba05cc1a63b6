"""What a column is called, in seven languages and any spelling, and which unit its name binds it to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from service.formats.text.spelling import folded, normalised
from service.formats.text.units import UNIT_WORDS
from service.formats.text.vocabulary import LANGUAGES, load, phrases

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NO_WORD = re.compile(r"[^\w]+|_+")
UNITS: Mapping[str, str] = {
    **UNIT_WORDS,
    **dict.fromkeys(("min", "mins", "minutes", "minuten", "minutos", "minuti"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hours", "std", "stunden", "heures", "horas", "ore", "uren"), "h"),
    **dict.fromkeys(("s", "sec", "secs", "seconds", "seg", "sek"), "s"),
    **dict.fromkeys(("lb", "lbs", "pounds"), "lb"),
    "kg": "kg",
}
DISTANCES, DURATIONS = frozenset({"km", "mi", "m", "yd"}), frozenset({"min", "h", "s"})
FILLERS = frozenset({"in", "planned", "target", "the", "plan", "geplant", "prevu", "prevue", "approx", "ca"})
OF_PERIODS = frozenset({"phase", "recovery_week", "weekly_goal"})
"""Fields of columns that speak of more than the session in whose row they stand."""
DONE = frozenset({"actual", "done", "completed", "ist", "real", "reel", "realizado", "svolto"})


@dataclass(frozen=True, slots=True)
class Header:
    """One column: what it holds (None: nobody knows), its unit, its name as written."""

    written: str
    field: str | None = None
    unit: str | None = None


def words_of(header: str) -> list[str]:
    """The folded words of a header, camel case cut apart."""
    return [folded(word) for word in NO_WORD.split(CAMEL.sub(" ", normalised(header))) if word]


@cache
def _aliases() -> Mapping[tuple[str, ...], str]:
    return phrases("headers", None)


@cache
def _by_language() -> Mapping[str, frozenset[tuple[str, ...]]]:
    content = load("headers")
    return {
        tongue: frozenset(tuple(folded(name).split()) for names in content.values() for name in names.get(tongue, ()))
        for tongue in LANGUAGES
    }


def header_of(written: str) -> Header:
    """What a column of this name holds."""
    words = words_of(written)
    if DONE & set(words):
        return Header(written)
    for candidate in (words, [word for word in words if word not in FILLERS]):
        if (field := _aliases().get(tuple(candidate))) is not None:
            unit = UNITS.get(candidate[0]) if len(candidate) == 1 else None
            return Header(written, field, unit)
    return _with_unit(written, [word for word in words if word not in FILLERS])


def _with_unit(written: str, words: Sequence[str]) -> Header:
    """A name that ends with a unit, or is nothing else."""
    units = [UNITS[word] for word in words if word in UNITS]
    if units and words[-1] in UNITS and (field := _aliases().get(tuple(words[:-1]))) is not None:
        return Header(written, field, units[-1])
    rest = tuple(word for word in words if word not in UNITS)
    field = _aliases().get(rest)
    if not units or (rest and field is None):
        return Header(written, field)
    if field is None:
        field = "distance" if units[-1] in DISTANCES else "duration" if units[-1] in DURATIONS else None
    return Header(written, field, units[-1])


def language_of(headers: Sequence[str]) -> str | None:
    """The language that knows the most of these names; None where none knows any, English where it is one of several."""
    named = [tuple(words_of(header)) for header in headers if header]
    counts = {tongue: sum(1 for words in named if words in known) for tongue, known in _by_language().items()}
    best = max(LANGUAGES, key=lambda tongue: counts[tongue])
    return best if counts[best] else None
