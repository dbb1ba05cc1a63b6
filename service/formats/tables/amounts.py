"""A cell of a column that holds one amount: seconds, metres or RPE, with the unit of its header where the cell names none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.documents.limits import MOST_METRES, MOST_METRES_ON_FOOT, MOST_SECONDS
from service.documents.quantities import SourceOfValue
from service.domain.session import Sport
from service.formats.tables.dates import is_damaged_range
from service.formats.tables.sheet import Value, text_of
from service.formats.text.measures import ON_FOOT, Doubt, Setting, resolved
from service.formats.text.spelling import normalised
from service.formats.text.tokens import Piece, Span, tokens_of
from service.formats.text.totals import Amount
from service.formats.text.units import Unit

BARE = re.compile(r"~?(?:ca\.?\s)?\[?\s?\d+(?:[.,]\d+)?(?:\s?(?:-|to|bis|,)\s?\d+(?:[.,]\d+)?)?\s?\]?\+?")
LIST = re.compile(r"\[\s?(\d+(?:\.\d+)?)\s?,\s?(\d+(?:\.\d+)?)\s?\]")
NOTHING = frozenset({"", "-", "--", "/", "n/a", "na", "x", "?", "rest", "off"})
DAY = timedelta(days=1)
NO_DOUBT: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """An amount, or none, and what was odd about its cell."""

    amount: Amount | None = None
    doubts: tuple[Doubt, ...] = NO_DOUBT


def distance_in(value: Value, unit: str | None, plan_unit: Unit | None, sport: Sport) -> Read:
    """Metres, kept with the `unit` of their column; a range keeps its ends.

    A date in such a cell is a range that a spreadsheet damaged: no value, but a word about it.
    """
    text = written = text_of(value)
    if text.casefold() in NOTHING:
        return Read()
    if (damaged := is_damaged_range(value, text)) is not None:
        detail = (
            f"The cell holds the date {text}, probably the range {damaged[0]}-{damaged[1]} as a spreadsheet changed it; write it as text."
        )
        return Read(None, (Doubt("date-damage", detail),))
    doubts: tuple[Doubt, ...] = ()
    if BARE.fullmatch(text):
        if unit is None and plan_unit is None:
            doubts = (Doubt("unit-assumed-km", f"{text} names no unit and was read as kilometres."),)
        text, written = f"{_range(text)} {unit or plan_unit or 'km'}", f"{text} {unit}" if unit else text
    found = _first(text, Piece.DISTANCE, Setting(plan_unit, sport))
    if found is None:
        return Read(None, (Doubt("no-distance", f"{text_of(value)} could not be read as a distance; write 8 km or 5 mi."),))
    farthest = MOST_METRES_ON_FOOT if sport in ON_FOOT else MOST_METRES
    if found.high > farthest:
        return Read(None, (Doubt("not-believable", f"{text_of(value)} is too far for one session and was left out; check the unit."),))
    return Read(Amount(found, SourceOfValue.STATED, written), doubts)


def duration_in(value: Value, unit: str | None, sport: Sport) -> Read:
    """Seconds, from `45`, `45 min`, `1:30`, `1h30`, a time of day, a part of a day, or hours with decimals."""
    text = text_of(value)
    if text.casefold() in NOTHING:
        return Read()
    span, doubts = _from_value(value, unit) or _from_text(text, unit, sport)
    if span is None:
        return Read(None, doubts or (Doubt("no-duration", f"{text} could not be read as a duration; write 45 min or 1:30 h."),))
    if span.high > MOST_SECONDS or span.high == 0:
        if span.high == 0:
            return Read()
        return Read(None, (Doubt("not-believable", f"{text} is too long for one session and was left out; check the unit."),))
    return Read(Amount(span, SourceOfValue.STATED, text), doubts)


def _from_value(value: Value, unit: str | None) -> tuple[Span | None, tuple[Doubt, ...]] | None:
    """Cells that are no text and no plain number."""
    if isinstance(value, datetime | date):
        return None, (Doubt("date-damage", f"The cell holds the date {text_of(value)} where a duration is wanted; write it as text."),)
    if isinstance(value, time):
        return _exact(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second).total_seconds()), NO_DOUBT
    if isinstance(value, timedelta):
        # `45:00` typed into a spreadsheet becomes forty-five hours.
        return _exact(value.total_seconds() / (60 if value > DAY else 1)), NO_DOUBT
    if isinstance(value, float) and 0 < value < 1 and unit is None:
        return _exact(value * DAY.total_seconds()), NO_DOUBT
    return None


def _from_text(text: str, unit: str | None, sport: Sport) -> tuple[Span | None, tuple[Doubt, ...]]:
    if BARE.fullmatch(text):
        text = f"{_range(text)} {unit or 'min'}"
    return _first(text, Piece.DURATION, Setting(None, sport if sport is not Sport.SWIM else Sport.RUN)), NO_DOUBT


def _exact(seconds: float) -> Span:
    return Span(round(seconds), round(seconds))


def _range(text: str) -> str:
    """`[5.0, 5.5]`, `~8` and `10+` as plain numbers."""
    if (ends := LIST.fullmatch(text)) is not None:
        return f"{ends[1]}-{ends[2]}"
    return text.strip("~[]+ ").removeprefix("ca.").removeprefix("ca").strip()


def _first(text: str, piece: Piece, setting: Setting) -> Span | None:
    tokens, _ = resolved(tokens_of(normalised(text)), setting)
    return next((token.value for token in tokens if token.piece is piece), None)
