"""Days of the week by name, in seven languages, alone or inside other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from service.formats.tables.headers import words_of
from service.formats.text.vocabulary import LANGUAGES, load

SHORTEST_INSIDE = 3
"""Letters of a name inside a longer header: `Tue Run`, but not the `so` of `so far`."""


@cache
def names(language: str) -> Mapping[str, int]:
    """Folded name to weekday, 0 for Monday."""
    return {name: number for number, spellings in enumerate(load("weekdays")[language]) for name in spellings}


def weekday_in(text: str, language: str) -> int | None:
    """The one weekday that a header or cell names; None for none or several."""
    return _weekday(words_of(text), language)


def _weekday(words: Sequence[str], language: str) -> int | None:
    known = names(language)
    if len(words) in (1, 2) and (exact := known.get(" ".join(words))) is not None:
        return exact
    inside = {known[word] for word in words if word in known and len(word) >= SHORTEST_INSIDE}
    return inside.pop() if len(inside) == 1 else None


def weekdays_in(texts: Sequence[str]) -> tuple[str, dict[int, int]]:
    """The language in which most of these texts name different weekdays, and the weekday at each of their places."""
    words = [words_of(text) for text in texts]
    found = {tongue: _places(words, tongue) for tongue in LANGUAGES}
    best = max(LANGUAGES, key=lambda tongue: (len(set(found[tongue].values())), len(found[tongue])))
    return best, found[best]


def _places(texts: Sequence[Sequence[str]], language: str) -> dict[int, int]:
    days = {place: _weekday(words, language) for place, words in enumerate(texts)}
    return {place: day for place, day in days.items() if day is not None}
