"""The weeks of a grid: which rows they are, what is around them, and when each of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.base import ReadOptions
from service.formats.questions import OpenQuestions, ask_date_order
from service.formats.tables.cell_sessions import Sitting, sessions_in
from service.formats.tables.dates import Parts, dated, first_year, order_of, parts_of
from service.formats.tables.grid_layout import Days, days_in
from service.formats.tables.headers import words_of
from service.formats.tables.mini_language import is_mini
from service.formats.tables.sheet import Sheet
from service.formats.text.vocabulary import LANGUAGES, load
from service.kit.weeks import week_start

NUMBER = re.compile(r"\d{1,3}")
EMPTY_ROWS_END = 2
LATEST_WEEK = 200
TELLING = 200
"""Characters of a cell that tell training from prose."""


@dataclass(slots=True)
class Week:
    """The rows of one week: its label, the first day if the file tells it, and its rows."""

    label: str
    rows: list[int]
    days: Days
    start: date | None = None
    index: int = 0
    """Weeks after the first."""
    dated_above: tuple[int, Parts] | None = None
    """Offset and date of the first day, where a row of dates stands above the row of sessions."""


@dataclass(slots=True)
class Block:
    weeks: list[Week] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)


def weeks_in(sheet: Sheet, days: Days, options: ReadOptions, name: str) -> Block:
    """The weeks of a grid in order, numbered, and dated where the file dates them.

    Raises OpenQuestions for dates that can be read in two ways.
    """
    block = _weeks(sheet, days)
    _number(block.weeks)
    _date(sheet, block.weeks, options, name)
    return block


def _weeks(sheet: Sheet, days: Days) -> Block:
    """The weeks below the header; rows that are none, and all below two empty rows, are outside."""
    block, here, empty, labelled = Block(), days, 0, None
    for row in range(len(sheet.rows)):
        again = days_in(sheet, row) if row > days.row else None
        if row < days.row or (empty >= EMPTY_ROWS_END and again is None):
            block.outside.append(row)
        elif row == days.row:
            continue
        elif again is not None:
            here, empty = again, 0
        elif sheet.is_empty(row):
            empty += 1
        else:
            empty = 0
            label = label_of(sheet, row, here)
            kind = _row_kind(sheet, row, here, label)
            if kind == "dates":
                labelled = (row, label)
            elif kind == "outside":
                block.outside.append(row)
            else:
                _add(block, sheet, row, here, label, labelled)
                labelled = None
    return block


def _add(block: Block, sheet: Sheet, row: int, days: Days, label: str, dates_row: tuple[int, str] | None) -> None:
    """The row as a week of its own, or as a further row of the week above where its label is blank."""
    has_labels = days.first_column > 0
    if dates_row is None and not label and has_labels and block.weeks:
        block.weeks[-1].rows.append(row)
        return
    week = Week(label or (dates_row[1] if dates_row else ""), [row], days)
    if dates_row is not None:
        above = ((offset, parts_of(sheet.rows[dates_row[0]][column])) for column, offset in days.offsets.items())
        week.dated_above = next(((offset, parts) for offset, parts in above if parts is not None), None)
    block.weeks.append(week)


def label_of(sheet: Sheet, row: int, days: Days) -> str:
    """What stands left of the days: the week's number, its date, or both; never its phase, which may have a number of its own."""
    return " ".join(text for column, text in enumerate(sheet.texts(row)[: days.first_column]) if text and column not in days.periods)


def _row_kind(sheet: Sheet, row: int, days: Days, label: str) -> str:
    """`week`, `dates` (a row that only dates the one below), or `outside` for totals, legends and prose."""
    words = words_of(label)
    texts = [sheet.text(row, column) for column in days.offsets]
    filled = [text for text in texts if text]
    if not filled and days.weekend is None:
        return "outside"
    if words and not NUMBER.search(label) and set(words) & (value_names("total") | value_names("legend")):
        return "outside"
    values = [sheet.rows[row][column] for column in days.offsets]
    if filled and all(parts_of(v) is not None or not t for v, t in zip(values, texts, strict=True)) and len(filled) >= len(texts) - 2 > 0:
        return "dates"
    if any(sessions_in(text[:TELLING], Sitting(language=days.language)) or NUMBER.fullmatch(text) for text in filled) or is_mini(
        "\n".join(filled)
    ):
        return "week"
    return "week" if days.weekend is not None and sheet.text(row, days.weekend) else "outside"


@cache
def value_names(value: str) -> frozenset[str]:
    return frozenset(name for tongue in LANGUAGES for name in load("values")[value][tongue])


def _number(weeks: list[Week]) -> None:
    """The place of each week after the first: by the numbers of the labels where they rise or fall one way, else by order."""
    numbers = [_week_number(week.label) for week in weeks]
    for place, week in enumerate(weeks):
        week.index = place
    known = [number for number in numbers if number is not None]
    if len(known) != len(weeks) or len(weeks) < 2:
        return
    steps = {later - earlier for earlier, later in pairwise(known)}
    if all(step > 0 for step in steps) or all(step < 0 for step in steps):
        spread = [abs(number - known[0]) for number in known]
        if spread[-1] < LATEST_WEEK:
            for week, index in zip(weeks, spread, strict=True):
                week.index = index


def _week_number(label: str) -> int | None:
    """The number of `Week 3`, `3` and `W3`; None for a date or nothing."""
    if parts_of(label) is not None:
        return None
    found = NUMBER.search(label)
    return int(found[0]) if found else None


def _date(sheet: Sheet, weeks: list[Week], options: ReadOptions, name: str) -> None:
    """Dates from the cells left of the days, where they are dates: the week that holds such a date starts on its first day."""
    column = [_label_date(sheet, week) for week in weeks]
    if not any(column):
        return
    order = options.date_order or order_of(column, [None] * len(column))
    if order is None:
        place = next(n for n, parts in enumerate(column) if parts is not None)
        raise OpenQuestions([ask_date_order(sheet.place(weeks[place].rows[0]), weeks[place].label)], place=name)
    if order == "mixed":
        detail = "Some dates beside the weeks have the day first and others the month; write all of them as YYYY-MM-DD."
        refuse([Finding(sheet.place(weeks[0].rows[0]), "mixed-dates", detail)], name)
    year = first_year(column, order, options.start, options.race_day)
    for week, day in zip(weeks, dated(column, order, year), strict=True):
        if day is not None:
            week.start = _first_day(week, day)
    _fill_gaps(weeks)


def _first_day(week: Week, day: date) -> date:
    """The first day of a week whose label, or whose row of dates, says `day`."""
    if week.dated_above is not None:
        return day - timedelta(days=week.dated_above[0])
    return day if week.days.first_weekday is None else week_start(day, week.days.first_weekday)


def _label_date(sheet: Sheet, week: Week) -> Parts | None:
    if week.dated_above is not None:
        return week.dated_above[1]
    for column in range(week.days.first_column):
        value = sheet.rows[week.rows[0]][column]
        if not isinstance(value, int | float) and (parts := parts_of(value)) is not None:
            return parts
    return None


def _fill_gaps(weeks: list[Week]) -> None:
    """A week without a date follows the one above it."""
    for before, week in pairwise(weeks):
        if week.start is None and before.start is not None:
            week.start = before.start + timedelta(days=before.days.cycle)
