"""Tables that name weeks and no days: a long run and a key workout a week, and how far the week goes."""

from __future__ import annotations

from datetime import date, timedelta

from service.domain.session import Priority, Sport
from service.formats.base import ReadOptions
from service.formats.questions import DAYS, OpenQuestions, ask_long_run_day
from service.formats.tables.amounts import distance_in
from service.formats.tables.cell_sessions import Sitting, read_part
from service.formats.tables.dates import dated, first_year, order_of, parts_of
from service.formats.tables.found import SHELF, Found, Raw, with_doubts
from service.formats.tables.further import LONGEST_LABEL
from service.formats.tables.headers import OF_PERIODS
from service.formats.tables.long_layout import Columns
from service.formats.tables.sheet import Sheet
from service.formats.text import Unit
from service.kit.weeks import week_start

READ = frozenset({"week", "date", "long_run", "key_workout"})
KEY_DAYS_EARLIER = 4
"""A key workout without a day goes where hard and long sessions stand well apart: Wednesday before a long Sunday."""
WEEK = 7


def is_weekly(columns: Columns) -> bool:
    """Whether the table has weeks and a long run or key workout, and nothing that names a day."""
    return columns.has("week") and not columns.has("day") and ("long_run" in columns.by_field or "key_workout" in columns.by_field)


def read_weekly(sheet: Sheet, columns: Columns, options: ReadOptions, name: str) -> Found:
    """A long run and a key workout for every week. Raises OpenQuestions as long as nobody said on which weekday the long run is."""
    if options.long_run_weekday is None:
        raise OpenQuestions([ask_long_run_day(sheet.place(columns.row))], place=name)
    found = Found(warnings=list(sheet.warnings))
    rows = [row for row in range(columns.row + 1, len(sheet.rows)) if sheet.text(row, columns.by_field["week"])]
    starts = _starts(sheet, columns, rows, options)
    unit = options.unit or next((u for h in columns.headers if (u := _plan_unit(h.unit)) is not None), None)
    for index, (row, start) in enumerate(zip(rows, starts, strict=True)):
        _week(sheet, columns, row, start, index, unit, options, found)
    _say_others(sheet, columns, found)
    day, key = options.long_run_weekday, (options.long_run_weekday - KEY_DAYS_EARLIER) % WEEK
    text = f"The table names no days: long runs were put on {DAYS[day]}s, key workouts on {DAYS[key]}s; other days are left open."
    found.warn("weekday-chosen", sheet.place(columns.row), text)
    found.plan = {"week_start": "mon", **({"display_units": {"run": unit}} if unit else {})}
    return found


def _plan_unit(unit: str | None) -> Unit | None:
    return "km" if unit == "km" else "mi" if unit == "mi" else None


def _starts(sheet: Sheet, columns: Columns, rows: list[int], options: ReadOptions) -> list[date | None]:
    if (column := columns.by_field.get("date")) is None:
        return [None] * len(rows)
    parts = [parts_of(sheet.rows[row][column]) for row in rows]
    told = order_of(parts, [None] * len(parts))
    order = options.date_order or ("mdy" if told == "mdy" else "dmy")
    days = dated(parts, order, first_year(parts, order, options.start, options.race_day))
    return [None if day is None else week_start(day) for day in days]


def _week(
    sheet: Sheet, columns: Columns, row: int, start: date | None, index: int, unit: Unit | None, options: ReadOptions, found: Found
) -> None:
    assert options.long_run_weekday is not None
    sitting = Sitting(unit, columns.language, options.hard_words)
    for field, weekday in (("key_workout", (options.long_run_weekday - KEY_DAYS_EARLIER) % WEEK), ("long_run", options.long_run_weekday)):
        column = columns.by_field.get(field)
        text = "" if column is None else sheet.text(row, column)
        if column is None or not text or text in ("-", "--"):
            continue
        when = {"day_index": index * WEEK + weekday} if start is None else {"date": (start + timedelta(days=weekday)).isoformat()}
        session = _long_run(sheet, columns, row, column, unit, sitting) if field == "long_run" else _key_workout(text, sitting)
        found.add({**when, **session, **_others(sheet, columns, row)}, sheet.place(row, columns.headers[column].written))


def _others(sheet: Sheet, columns: Columns, row: int) -> Raw:
    """The other columns of the row, by their names."""
    kept = {
        header.written[:LONGEST_LABEL]: text
        for column, header in enumerate(columns.headers)
        if header.written and not _is_read(columns, column) and (text := sheet.text(row, column))
    }
    return {"extensions": {SHELF: kept}} if kept else {}


def _is_read(columns: Columns, column: int) -> bool:
    field = columns.headers[column].field
    return field in READ and columns.by_field[field] == column


def _say_others(sheet: Sheet, columns: Columns, found: Found) -> None:
    others = [header for column, header in enumerate(columns.headers) if header.written and not _is_read(columns, column)]
    if listed := ", ".join(header.written for header in others if header.field == "weekly_total"):
        why = "the table leaves most days of a week open, so what it adds up to is no goal that could be kept"
        found.warn("total-not-used", sheet.place(columns.row), f"Kept and not used: {listed}; {why}.")
    if listed := ", ".join(header.written for header in others if header.field not in OF_PERIODS | {"weekly_total"}):
        found.warn("unknown-column", sheet.place(columns.row), f"Kept and not used: {listed}.")


def _key_workout(text: str, sitting: Sitting) -> Raw:
    """Its column says that it is a key session."""
    return {**read_part(text, sitting).fields(), "priority": Priority.KEY.value}


def _long_run(sheet: Sheet, columns: Columns, row: int, column: int, unit: Unit | None, sitting: Sitting) -> Raw:
    text = sheet.text(row, column)
    read = distance_in(sheet.rows[row][column], columns.headers[column].unit, unit, Sport.RUN)
    fields = read_part(f"Long run {text}", sitting).fields()
    fields["source"]["raw"] = text
    if read.amount is not None:
        fields["planned"] = {"distance_m": read.amount.plain()}
    return with_doubts({**fields, "title": "Long run"}, read.doubts if read.amount is None else ())
