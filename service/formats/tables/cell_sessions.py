"""The sessions of one cell: one as a rule, several where blocks, times of day or different sports are joined in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from service.documents.quantities import SourceOfValue
from service.domain.session import Sport
from service.formats.tables.legend import Legend
from service.formats.text import SessionText, Unit, read_session_text
from service.formats.text.session_text import LONGEST_TITLE
from service.formats.text.spelling import folded, normalised
from service.formats.text.vocabulary import LANGUAGES, load

JOINT = re.compile(r"\n|(?<=\s)(?:\+|&)(?=\s)|;(?=\s)")
LEAD = re.compile(r"([^\W\d_][^\W\d_.'-]*\.?)\s?[:.)\-]?\s")
NO_LEGEND = Legend()
NEVER_SPLIT = frozenset({Sport.BIKE, Sport.RUN, Sport.BRICK})
"""A ride and a run joined by a plus are one brick."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """How a table is read: the unit of its plan, its language, the coach's words for hard, and a sport where its column names one."""

    unit: Unit | None = None
    language: str | None = None
    hard_words: Sequence[str] = ()
    sport: Sport | None = None
    legend: Legend = NO_LEGEND


@dataclass(frozen=True, slots=True)
class Part:
    """One session of a cell and, where it says so, the part of the day."""

    text: SessionText
    part_of_day: str | None = None


def sessions_in(cell: str, sitting: Sitting) -> list[Part]:
    """The sessions that a cell speaks of; empty for an empty cell and for prose without training."""
    pieces = list(_by_time_of_day(normalised(cell)))
    if len(pieces) == 1 and pieces[0][0] is None:
        parts = [Part(text) for text in _by_sport(cell, sitting)]
    else:
        parts = [Part(text, time) for time, piece in pieces for text in _by_sport(piece, sitting)]
    return [part for part in parts if part.text.is_training]


def read_part(text: str, sitting: Sitting) -> SessionText:
    """One session from its words, abbreviations of the author written out; its title and raw text stay as they stand."""
    meant = sitting.legend.written_out(text)
    read = read_session_text(meant, unit=sitting.unit, sport=sitting.sport, language=sitting.language, hard_words=sitting.hard_words)
    return read if meant == text else replace(read, title=normalised(text)[:LONGEST_TITLE])


def _by_time_of_day(text: str) -> Iterator[tuple[str | None, str]]:
    """The text cut at `AM`, `PM` and their like, where one leads a line or a part behind a slash."""
    start, time = 0, None
    for place in [0, *(found.end() for found in re.finditer(r"[\n;/]\s*", text))]:
        lead = LEAD.match(text, place)
        word = None if lead is None else _times().get(folded(lead[1]).strip("."))
        if lead is None or word is None:
            continue
        if text[start:place].strip(" \n;/"):
            yield time, text[start:place].strip(" \n;/")
        start, time = lead.end(), word
    yield time, text[start:].strip(" \n;/")


@cache
def _times() -> dict[str, str]:
    content = load("values")
    return {folded(name): part for part in ("am", "pm", "evening") for tongue in LANGUAGES for name in content[part][tongue]}


def _by_sport(text: str, sitting: Sitting) -> list[SessionText]:
    """Several sessions where the parts are of different sports: `8 km easy + S&C`."""
    whole = read_part(text, sitting)
    pieces = [piece.strip() for piece in JOINT.split(text) if piece.strip()]
    if len(pieces) < 2 or sitting.sport is not None:
        return [whole]
    parts = [read_part(piece, sitting) for piece in pieces]
    sports = [part.sport for part in parts]
    clear = all((part.is_training and part.sport_source is not SourceOfValue.ESTIMATED) or part.duration or part.distance for part in parts)
    if not clear or len(set(sports)) < 2 or set(sports) <= NEVER_SPLIT or Sport.REST in sports:
        return [whole]
    return [replace(part, raw=piece) for part, piece in zip(parts, pieces, strict=True)]
