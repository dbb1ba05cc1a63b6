"""The words of training in seven languages, as JSON beside this file.

A word with `!` in front counts only in texts of its own language: `course` is a race in French alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from service.formats.text.spelling import folded

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
LONGEST_PHRASE = 5
UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))

Phrases = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a row of words: what it means, and which words it takes."""

    meaning: str
    start: int
    end: int
    words: str


@cache
def load(name: str) -> Any:
    """One of the JSON files beside this one; nobody changes what it gives."""
    return json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))


@cache
def phrases(name: str, language: str | None = None) -> Phrases:
    """Phrase to meaning for a file of `{meaning: {language: [phrases]}}`.

    The first meaning of a phrase wins, that of the own language before all others.
    """
    found: dict[tuple[str, ...], str] = {}
    order = [language, *(other for other in LANGUAGES if other != language)] if language else list(LANGUAGES)
    content = load(name)
    for tongue in order:
        for meaning, by_language in content.items():
            for phrase in by_language.get(tongue, ()):
                if phrase.startswith("!") and tongue != language:
                    continue
                for words in _spellings(phrase.removeprefix("!")):
                    found.setdefault(words, meaning)
    return found


def _spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    yield tuple(folded(phrase).split())
    written_out = phrase
    for umlaut, letters in UMLAUTS:
        written_out = written_out.replace(umlaut, letters)
    if written_out != phrase:
        yield tuple(folded(written_out).split())


def find(words: Sequence[str], known: Phrases) -> list[Found]:
    """The known phrases in a row of folded words, longest first at each place, none inside another."""
    found: list[Found] = []
    place = 0
    while place < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
            phrase = tuple(words[place : place + length])
            if (meaning := known.get(phrase)) is not None:
                found.append(Found(meaning, place, place + length, " ".join(phrase)))
                place += length - 1
                break
        place += 1
    return found
