"""The long table as a sheet: numbers as numbers, dates as dates, all else as text that nothing runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.formats.columns import DISTANCES

SHEET = "Sessions"
DATES = frozenset({"date", "not_before", "not_after"})
NUMBERS = frozenset({
    "day_index", "order_in_day", "duration_min", "load", "rpe", "rpe_high", "key_rank", "group_index",
    "done_min", "done_load", "done_rpe", *DISTANCES,
})  # fmt: skip
WIDE = {"title": 32, "description": 40, "steps": 40, "notes": 32, "athlete_notes": 32, "id": 16, "plan": 24, "timezone": 16}


def add_table(book: Workbook, rows: Sequence[Sequence[str]]) -> None:
    """`rows` begin with the header; empty cells stay empty."""
    sheet = book.add_worksheet(SHEET)
    heading = book.add_format({"bold": True, "bg_color": "#E7ECF1", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    text = book.add_format({"num_format": "@"})
    header = rows[0]
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, heading)
        sheet.set_column(column, column, WIDE.get(name, max(10, len(name) + 2)))
    for number, row in enumerate(rows[1:], start=1):
        for column, cell in enumerate(row):
            if cell:
                _write(sheet, (number, column), header[column], cell, (day, text))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows) - 1, len(header) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, place: tuple[int, int], column: str, cell: str, formats: tuple[Format, Format]) -> None:
    row, number = place
    day, text = formats
    if column in NUMBERS:
        sheet.write_number(row, number, float(cell))
    elif column in DATES:
        sheet.write_datetime(row, number, date.fromisoformat(cell), day)
    else:
        sheet.write_string(row, number, cell, text)
