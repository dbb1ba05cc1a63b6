"""On which day each row of a long table falls: by its date, or by week and weekday, or by a count of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.base import ReadOptions
from service.formats.questions import OpenQuestions, ask_anchor, ask_date_order
from service.formats.tables.dates import Order, Parts, dated, first_year, order_of, parts_of
from service.formats.tables.found import Found, Raw
from service.formats.tables.long_layout import Columns
from service.formats.tables.sheet import Sheet
from service.formats.tables.weekdays import weekday_in, weekdays_in

NUMBER = re.compile(r"\d{1,4}")
MOST_DAYS = 3650
WEEK = 7


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of a row: a date, or days after the first day of the plan. Neither: the row names no day."""

    date: date | None = None
    day_index: int | None = None

    def plain(self) -> Raw:
        return {"date": self.date.isoformat()} if self.date is not None else {"day_index": self.day_index}

    @property
    def is_known(self) -> bool:
        return self.date is not None or self.day_index is not None


def moments(sheet: Sheet, columns: Columns, rows: Sequence[int], options: ReadOptions, found: Found, name: str) -> list[Moment]:
    """The day of every row in `rows`. Raises OpenQuestions when day and month, or the year, cannot be told."""
    weekdays = _weekdays(sheet, columns, rows)
    column = _date_column(sheet, columns, rows)
    if column is not None:
        return _by_date(sheet, column, rows, weekdays, options, found, name)
    weeks = _numbers(sheet, columns.by_field.get("week"), rows, fill=True)
    if any(day is not None for day in weekdays) and any(week is not None for week in weeks):
        return _by_week(weeks, weekdays)
    days = _numbers(sheet, columns.by_field.get("day_number", columns.by_field.get("day")), rows, fill=True)
    if any(day is not None for day in days):
        return _by_number(days, weeks)
    return [Moment() for _ in rows]


def _date_column(sheet: Sheet, columns: Columns, rows: Sequence[int]) -> int | None:
    """The column that holds dates: named so, or named a day and holding dates all the same."""
    for field in ("date", "day", "week"):
        column = columns.by_field.get(field)
        if column is None:
            continue
        filled = [row for row in rows if sheet.text(row, column)]
        read = [parts for row in filled if (parts := parts_of(sheet.rows[row][column])) is not None]
        if read and (field == "date" or len(read) * 2 > len(filled)):
            return column
    return None


def _weekdays(sheet: Sheet, columns: Columns, rows: Sequence[int]) -> list[int | None]:
    column = columns.by_field.get("day")
    if column is None:
        return [None] * len(rows)
    texts = [sheet.text(row, column) for row in rows]
    language, _ = weekdays_in(texts)
    days = [weekday_in(text, language) for text in texts]
    return _filled_down(days, texts) if _date_column(sheet, columns, rows) is None else days


def _filled_down(days: Sequence[int | None], texts: Sequence[str]) -> list[int | None]:
    """A blank cell means the day above it: the second session of a day."""
    filled: list[int | None] = []
    for day, text in zip(days, texts, strict=True):
        filled.append(filled[-1] if day is None and not text and filled else day)
    return filled


def _by_date(
    sheet: Sheet, column: int, rows: Sequence[int], weekdays: Sequence[int | None], options: ReadOptions, found: Found, name: str
) -> list[Moment]:
    parts = [parts_of(sheet.rows[row][column]) for row in rows]
    order = options.date_order or order_of(parts, weekdays)
    if order == "mixed":
        refuse(_contradictions(sheet, column, rows, parts), name)
    if order is None:
        place = next(n for n, item in enumerate(parts) if item is not None and item.order is None)
        raise OpenQuestions(
            [ask_date_order(sheet.place(rows[place], sheet.text(0, column) or column), sheet.text(rows[place], column))], place=name
        )
    year = first_year(parts, order, options.start, options.race_day)
    if year is None and any(item is not None and item.year is None for item in parts):
        raise OpenQuestions([ask_anchor(sheet.place(rows[0], column))], place=name)
    days = _dates_filled([sheet.text(row, column) for row in rows], dated(parts, order, year))
    for row, day, weekday in zip(rows, days, weekdays, strict=True):
        if day is not None and weekday is not None and day.weekday() != weekday:
            found.warn("weekday-disagrees", sheet.place(row), f"{day} is no {sheet.text(row, column) and _name(weekday)}; the date counts.")
    return [Moment(date=day) for day in days]


def _dates_filled(texts: Sequence[str], days: Sequence[date | None]) -> list[date | None]:
    """A blank date cell means the date above it."""
    filled: list[date | None] = []
    for text, day in zip(texts, days, strict=True):
        filled.append(filled[-1] if not text and filled else day)
    return filled


def _name(weekday: int) -> str:
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]


def _contradictions(sheet: Sheet, column: int, rows: Sequence[int], parts: Sequence[Parts | None]) -> list[Finding]:
    """One row for each order, so that the author sees both."""
    found: dict[Order, int] = {}
    for row, item in zip(rows, parts, strict=True):
        if item is not None and item.order is None and item.says is not None:
            found.setdefault(item.says, row)
    detail = "Some dates of the column have the day first and others the month; write all of them as YYYY-MM-DD."
    return [Finding(sheet.place(row, column), "mixed-dates", detail) for row in sorted(found.values())]


def _numbers(sheet: Sheet, column: int | None, rows: Sequence[int], *, fill: bool) -> list[int | None]:
    """The number in each cell of a column; a blank cell is the one above it."""
    numbers: list[int | None] = []
    for row in rows:
        text = "" if column is None else sheet.text(row, column)
        found = NUMBER.search(text)
        blank = numbers[-1] if fill and numbers and not text else None
        numbers.append(int(found[0]) if found else blank)
    return numbers


def _by_week(weeks: Sequence[int | None], weekdays: Sequence[int | None]) -> list[Moment]:
    """Week and weekday; weeks that fall count down to the race."""
    known = [week for week in weeks if week is not None]
    falls = known[0] > known[-1]
    made = []
    for week, day in zip(weeks, weekdays, strict=True):
        if week is None or day is None:
            made.append(Moment())
            continue
        after = (known[0] - week) if falls else week - min(known)
        made.append(Moment(day_index=after * WEEK + day) if 0 <= after * WEEK <= MOST_DAYS else Moment())
    return made


def _by_number(days: Sequence[int | None], weeks: Sequence[int | None]) -> list[Moment]:
    """Days counted through the plan, or 1 to 7 in every week; days that fall count down to the race."""
    known = [day for day in days if day is not None]
    in_weeks = max(known) <= WEEK and len({week for week in weeks if week is not None}) > 1
    if in_weeks:
        first = min(week for week in weeks if week is not None)
        return [
            Moment() if day is None or week is None else Moment(day_index=(week - first) * WEEK + day - (1 if min(known) > 0 else 0))
            for day, week in zip(days, weeks, strict=True)
        ]
    falls = known[0] > known[-1]
    return [
        Moment()
        if day is None or not 0 <= abs(day - known[0]) <= MOST_DAYS
        else Moment(day_index=known[0] - day if falls else day - min(known))
        for day in days
    ]
