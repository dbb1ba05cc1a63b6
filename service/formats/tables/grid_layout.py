"""Where the days of a week x weekday grid stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from service.formats.tables.headers import OF_PERIODS, header_of, words_of
from service.formats.tables.sheet import Sheet
from service.formats.tables.weekdays import weekdays_in
from service.formats.text.spelling import folded
from service.formats.text.vocabulary import LANGUAGES, load

FEWEST_DAYS = 5
FEWEST_NAMED = 2
"""Days that are enough where a column of weeks and a weekend stand beside them."""
SEARCHED_ROWS = 40
WEEK = 7
INITIALS = {
    "mtwtfss": 0, "smtwtfs": 6, "mdmdfss": 0, "lmmjvsd": 0, "dlmmjvs": 6, "lmxjvsd": 0, "lmmgvsd": 0, "stqqssd": 0, "dstqqss": 6,
    "mdwdvzz": 0,
}  # fmt: skip
"""Seven columns named by a letter each, and the weekday of the first."""
NUMBERED = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Days:
    """The header row of a grid. `offsets` are days after the first day of the week (or cycle) by column, in the order of the sheet."""

    row: int
    offsets: Mapping[int, int]
    cycle: int = WEEK
    first_weekday: int | None = 0
    """The weekday of offset 0; None in a cycle of days without names."""
    weekend: int | None = None
    """The column that only says weekend."""
    language: str | None = None
    periods: frozenset[int] = frozenset()
    """Columns beside the days that speak of the phase or the goal of a week."""

    @property
    def first_column(self) -> int:
        return min(self.offsets)

    @property
    def last_column(self) -> int:
        return max(self.offsets)


def days_in(sheet: Sheet, row: int) -> Days | None:
    """The days that this row names, if it is the header of a grid."""
    texts = sheet.texts(row)
    if sum(1 for text in texts if text) < FEWEST_NAMED:
        return None
    days = _named(texts, row) or _initials(texts, row) or _cycle(texts, row)
    return None if days is None else replace(days, periods=_periods(texts, days))


def _periods(texts: Sequence[str], days: Days) -> frozenset[int]:
    """By their headers; the only column left of the days is that of the weeks, whatever it is called."""
    found = {
        column
        for column, text in enumerate(texts)
        if column not in days.offsets and len(text) <= 60 and header_of(text).field in OF_PERIODS
    }
    is_label_left = any(text and column not in found for column, text in enumerate(texts[: days.first_column]))
    return frozenset(column for column in found if is_label_left or column > days.first_column)


def _named(texts: Sequence[str], row: int) -> Days | None:
    language, weekdays = weekdays_in([text if len(text) <= 40 else "" for text in texts])
    weekend = _weekend(texts)
    distinct = len(set(weekdays.values()))
    partly = distinct >= FEWEST_NAMED and weekend is not None and any(header_of(text).field == "week" for text in texts)
    if distinct >= FEWEST_DAYS or partly:
        first = next(iter(weekdays.values())) if distinct == WEEK else 0
        offsets = {column: (day - first) % WEEK for column, day in weekdays.items()}
        return Days(row, offsets, WEEK, first, weekend if partly and weekend not in offsets else None, language)
    return None


def _initials(texts: Sequence[str], row: int) -> Days | None:
    """`M T W T F S S`: seven columns side by side."""
    for column in range(len(texts) - WEEK + 1):
        seven = [folded(text) for text in texts[column : column + WEEK]]
        if all(len(text) == 1 for text in seven) and (first := INITIALS.get("".join(seven))) is not None:
            return Days(row, {column + offset: offset for offset in range(WEEK)}, WEEK, first)
    return None


def find_days(sheet: Sheet) -> Days | None:
    """The first header of a grid within the first forty rows."""
    return next((days for row in range(min(SEARCHED_ROWS, len(sheet.rows))) if (days := days_in(sheet, row)) is not None), None)


def _weekend(texts: Sequence[str]) -> int | None:
    return next((column for column, text in enumerate(texts) if len(text) <= 40 and _names("weekend") & _phrases(text)), None)


def _phrases(text: str) -> set[str]:
    words = words_of(text)
    return {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, min(start + 4, len(words) + 1))}


@cache
def _names(value: str) -> frozenset[str]:
    return frozenset(name for tongue in LANGUAGES for name in load("values")[value][tongue])


def _cycle(texts: Sequence[str], row: int) -> Days | None:
    """`Day 1` to `Day 10`: a cycle of days without names."""
    numbered: dict[int, int] = {}
    for column, text in enumerate(texts):
        words = words_of(text)
        if len(words) == 2 and words[0] in _names("cycle_day") and NUMBERED.fullmatch(words[1]):
            numbered[column] = int(words[1])
    if len(numbered) < FEWEST_DAYS or sorted(numbered.values()) != list(range(1, len(numbered) + 1)):
        return None
    return Days(row, {column: number - 1 for column, number in numbered.items()}, len(numbered), None)
