"""A grid of weeks and weekdays: what stands in a day's cell is that day's training."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from service.domain.session import Sport
from service.formats.base import ReadOptions
from service.formats.questions import OpenQuestions, ask_date_order
from service.formats.tables.cell_sessions import Part, Sitting, sessions_in
from service.formats.tables.dates import Parts, dated, first_year, is_damaged_range, order_of, parts_of
from service.formats.tables.found import Found, Raw, with_doubts
from service.formats.tables.grid_layout import Days, days_in
from service.formats.tables.headers import header_of, words_of
from service.formats.tables.legend import legend_in
from service.formats.tables.mini_language import Definitions, blocks_in, is_mini
from service.formats.tables.sheet import Sheet
from service.formats.text import Unit, unit_of
from service.formats.text.measures import Doubt
from service.formats.text.vocabulary import LANGUAGES, load
from service.kit.weeks import WEEKDAYS, week_start

NUMBER = re.compile(r"\d{1,3}")
EMPTY_ROWS_END = 2
LATEST_WEEK = 200


@dataclass(slots=True)
class Week:
    """The rows of one week: its label, the first day if the file tells it, and its rows."""

    label: str
    rows: list[int]
    days: Days
    start: date | None = None
    index: int = 0
    """Weeks after the first."""


@dataclass(slots=True)
class _Block:
    weeks: list[Week] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    dates: dict[int, dict[int, Parts]] = field(default_factory=dict)
    """Row of a week to the dates that stand above its days, by column."""


def read_grid(sheet: Sheet, days: Days, options: ReadOptions, name: str) -> Found:
    """The sessions of a grid whose header was found; undated ones get a day index."""
    found = Found(warnings=list(sheet.warnings))
    block = _weeks(sheet, days)
    _number(block.weeks)
    _date(sheet, block.weeks, options, name)
    cells = [sheet.text(row, column) for week in block.weeks for row in week.rows for column in week.days.offsets]
    unit = options.unit or _header_unit(sheet, days) or unit_of(cells)
    sitting = Sitting(unit, days.language, options.hard_words, legend=legend_in(sheet, block.outside))
    definitions = Definitions(sitting)
    for week in block.weeks:
        _read_week(sheet, week, sitting, definitions, found, options)
    _outside(sheet, block, days, found)
    found.plan = _facts(days, unit, options)
    return found


def _facts(days: Days, unit: Unit | None, options: ReadOptions) -> Raw:
    facts: Raw = {"cycle_days": days.cycle} if days.cycle != len(WEEKDAYS) else {}
    if days.first_weekday is not None:
        facts["week_start"] = WEEKDAYS[days.first_weekday]
    if days.language is not None:
        facts["language"] = days.language
    said = {"unit": unit, "date_order": options.date_order}
    if said := {key: value for key, value in said.items() if value is not None}:
        facts["source"] = {"options": said}
    return {**facts, "display_units": {"run": unit}} if unit else facts


def _weeks(sheet: Sheet, days: Days) -> _Block:
    """The weeks below the header; rows that are none, and all below two empty rows, are outside."""
    block, here, empty, labelled = _Block(), days, 0, None
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
            label = _label(sheet, row, here)
            kind = _row_kind(sheet, row, here, label)
            if kind == "dates":
                labelled = (row, label)
            elif kind == "outside":
                block.outside.append(row)
            else:
                _add(block, sheet, row, here, label, labelled)
                labelled = None
    return block


def _add(block: _Block, sheet: Sheet, row: int, days: Days, label: str, dates_row: tuple[int, str] | None) -> None:
    """The row as a week of its own, or as a further row of the week above where its label is blank."""
    has_labels = days.first_column > 0
    if dates_row is None and not label and has_labels and block.weeks:
        block.weeks[-1].rows.append(row)
        return
    week = Week(label or (dates_row[1] if dates_row else ""), [row], days)
    if dates_row is not None:
        above = {column: parts for column in days.offsets if (parts := parts_of(sheet.rows[dates_row[0]][column])) is not None}
        block.dates[row] = above
    block.weeks.append(week)


def _label(sheet: Sheet, row: int, days: Days) -> str:
    """What stands left of the days: the week's number, its date, or both."""
    return " ".join(text for text in sheet.texts(row)[: days.first_column] if text)


def _row_kind(sheet: Sheet, row: int, days: Days, label: str) -> str:
    """`week`, `dates` (a row that only dates the one below), or `outside` for totals, legends and prose."""
    words = words_of(label)
    texts = [sheet.text(row, column) for column in days.offsets]
    filled = [text for text in texts if text]
    if not filled and days.weekend is None:
        return "outside"
    if words and not NUMBER.search(label) and set(words) & (_names("total") | _names("legend")):
        return "outside"
    values = [sheet.rows[row][column] for column in days.offsets]
    if filled and all(parts_of(v) is not None or not t for v, t in zip(values, texts, strict=True)) and len(filled) >= len(texts) - 2 > 0:
        return "dates"
    if any(sessions_in(text, Sitting(language=days.language)) or NUMBER.fullmatch(text) for text in filled) or is_mini("\n".join(filled)):
        return "week"
    return "week" if days.weekend is not None and sheet.text(row, days.weekend) else "outside"


@cache
def _names(value: str) -> frozenset[str]:
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
        order = "dmy"
    year = first_year(column, order, options.start, options.race_day)
    for week, day in zip(weeks, dated(column, order, year), strict=True):
        if day is not None:
            week.start = day if week.days.first_weekday is None else week_start(day, week.days.first_weekday)
    _fill_gaps(weeks)


def _label_date(sheet: Sheet, week: Week) -> Parts | None:
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


def _header_unit(sheet: Sheet, days: Days) -> Unit | None:
    """The unit that a title above the grid or a total beside it names."""
    units = {header_of(text).unit for text in sheet.texts(days.row)} | {
        header_of(text).unit for row in range(days.row) for text in sheet.texts(row)
    }
    return "mi" if "mi" in units and "km" not in units else "km" if "km" in units and "mi" not in units else None


def _read_week(sheet: Sheet, week: Week, sitting: Sitting, definitions: Definitions, found: Found, options: ReadOptions) -> None:
    orders: dict[int, int] = {}
    for row in week.rows:
        for column, offset in _columns(week.days, options):
            text = sheet.text(row, column)
            place = sheet.place(row, sheet.text(week.days.row, column) or column)
            for session in _cell(sheet, row, column, sitting, definitions, found, place):
                orders[offset] = orders.get(offset, 0) + 1
                when = _when(week, offset)
                order = {"order_in_day": min(orders[offset], 99)} if orders[offset] > 1 else {}
                found.add({**when, **order, **session}, place)
            if text.startswith("#"):
                found.warn("no-value", place, f"The cell shows {text.split()[0]}, a formula without a result; nothing was taken from it.")
    _beside(sheet, week, found)


def _columns(days: Days, options: ReadOptions) -> Iterator[tuple[int, int]]:
    yield from days.offsets.items()
    if days.weekend is not None and days.first_weekday is not None:
        weekday = 6 if options.long_run_weekday is None else options.long_run_weekday
        yield days.weekend, (weekday - days.first_weekday) % days.cycle


def _when(week: Week, offset: int) -> Raw:
    if week.start is not None:
        return {"date": (week.start + timedelta(days=offset)).isoformat()}
    return {"day_index": week.index * week.days.cycle + offset}


def _cell(sheet: Sheet, row: int, column: int, sitting: Sitting, definitions: Definitions, found: Found, place: str) -> Iterator[Raw]:
    """The sessions of one cell; text in which nothing speaks of training is kept as a note and said."""
    value, text = sheet.rows[row][column], sheet.text(row, column)
    raw = value if isinstance(value, str) else text
    if is_mini(raw):
        yield from blocks_in(raw, definitions)
        return
    if (session := definitions.referred(text)) is not None:
        yield session
        return
    doubts: list[Doubt] = []
    if (ends := is_damaged_range(value, text)) is not None:
        raw = f"{ends[0]}-{ends[1]}"
        detail = f"The cell holds a date ({text}), probably the range {raw} as a spreadsheet changed it; it was read as that range."
        doubts.append(Doubt("date-damage", detail))
    parts = sessions_in(raw, sitting)
    for part in parts:
        yield with_doubts(_session(part, text), doubts)
    if not parts and text and not text.startswith("#") and text not in ("-", "--", "/"):
        found.warn("no-session", place, f"“{text[:60]}” speaks of no training; it is kept as a note.")
        found.note(f"{place}: {text}")
    elif text in ("-", "--", "/"):
        yield {"sport": Sport.REST.value, "kind": "rest", "source": {"raw": text, "confidence": 0.9}}


def _session(part: Part, text: str) -> Raw:
    fields = part.text.fields()
    fields["source"] = {**fields["source"], "raw": text}
    return fields if part.part_of_day is None else {**fields, "part_of_day": part.part_of_day}


def _beside(sheet: Sheet, week: Week, found: Found) -> None:
    """Words right of the last day are the note of the week; numbers there are totals, which are added up anew."""
    last = max(week.days.last_column, week.days.weekend or 0)
    for row in week.rows:
        texts = [text for text in sheet.texts(row)[last + 1 :] if text and not text.startswith("#")]
        words = [text for text in texts if not re.fullmatch(r"[\d.,:\s]+(?:km|mi|miles|m|h|min)?", text)]
        if words:
            found.note(f"Week {week.label or week.index + 1}: {' · '.join(words)}", scope="week")


def _outside(sheet: Sheet, block: _Block, days: Days, found: Found) -> None:
    """All text around the grid as notes of the plan."""
    for row in block.outside:
        texts = [text for text in sheet.texts(row) if text and not text.startswith("#")]
        words = words_of(" ".join(texts))
        if texts and not (set(words_of(_label(sheet, row, days))) & _names("total")) and any(not word.isdigit() for word in words):
            found.note(" · ".join(texts)[:20_000])
