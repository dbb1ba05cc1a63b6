"""The sample workbook of a coach: the plan on the second of four sheets, with what spreadsheets do to cells."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from xlsxwriter import Workbook

MADE_ON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC).replace(tzinfo=None)
FIRST = date(2026, 3, 2)
HEADER = ("Block", "Week", "Date", "Session", "Distance (km)", "Time", "Effort", "Notes")
NO_BREAK = "\N{NO-BREAK SPACE}"
ROWS: tuple[tuple[int, str, Any, Any, str, str], ...] = (
    (0, "Rest ", None, None, "", ""),
    (1, "Easy run", 8.0, None, "RPE 3", ""),
    (2, f"Gym{NO_BREAK}", None, time(0, 45), "", "legs and core"),
    (3, "Threshold 4 x 6' (90s jog)", None, timedelta(hours=1, minutes=5), "RPE 7", ""),
    (5, "Easy run + strides", "6-7", None, "RPE 3", ""),
    (6, "Long run", 16.0, None, "RPE 4", "hilly if you can"),
    (7, "Rest", None, None, "", ""),
    (8, "Easy run", 9.0, None, "RPE 3", ""),
    (10, "Hills 10 x 60s, walk back", None, 0.0416666666667, "RPE 8", "day fraction on purpose"),
    (11, "Recovery jog or swim", None, "30'", "RPE 2", ""),
    (12, "Easy run", date(2026, 6, 7), None, "RPE 3", "a range until the spreadsheet took it for a date"),
    (13, "Long run", 18.0, None, "RPE 4", ""),
    (15, "Easy run", 8.0, None, "RPE 3", ""),
    (17, "Race pace: 3 x 2 km @ 10k pace (2' jog)", 11.0, None, "RPE 7", ""),
    (19, "Rest", None, None, "", ""),
    (20, "10K race", 10.0, None, "RPE 9", ""),
)
WEEKS = 3
TOP = 3
"""Row of the header, counted from 0; a title stands above."""


def coach_workbook() -> bytes:
    """The workbook; the same bytes every time."""
    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True})
    book.set_properties({"created": MADE_ON, "author": "Sample coach"})
    _strength(book)
    _plan(book)
    book.add_worksheet("Paces").write_row("A1", ["Easy", "5:45-6:15 /km"])
    book.add_worksheet("Last year").hide()
    book.close()
    return packed.getvalue()


def _strength(book: Workbook) -> None:
    sheet = book.add_worksheet("S+C")
    for row, cells in enumerate((("Exercise", "Sets", "Reps"), ("Split squat", 3, 8), ("Calf raise", 3, 12))):
        sheet.write_row(row, 0, cells)


def _plan(book: Workbook) -> None:
    sheet = book.add_worksheet("Plan")
    days, clock = book.add_format({"num_format": "ddd d mmm yyyy"}), book.add_format({"num_format": "[h]:mm"})
    sheet.write(0, 0, "Spring 10K")
    sheet.write_row(TOP, 0, HEADER)
    for place, (offset, session, distance, length, effort, notes) in enumerate(ROWS, start=TOP + 1):
        sheet.write_datetime(place, 2, datetime.combine(FIRST + timedelta(days=offset), time()), days)
        sheet.write(place, 3, session)
        if isinstance(distance, date):
            sheet.write_datetime(place, 4, datetime.combine(distance, time()), days)
        elif distance is not None:
            sheet.write(place, 4, distance)
        if isinstance(length, time | timedelta):
            sheet.write_datetime(place, 5, length, clock)
        elif length is not None:
            sheet.write(place, 5, length)
        sheet.write_row(place, 6, (effort, notes))
    _weeks(sheet)
    # A formula whose result was never saved: scripts write such files.
    sheet.write_formula(TOP + len(ROWS) + 1, 4, "=SUM(E5:E20)", None, "")


def _weeks(sheet: Any) -> None:
    """Block and week stand once, merged over their rows."""
    sheet.merge_range(TOP + 1, 0, TOP + len(ROWS), 0, "Sharpening")
    for week in range(WEEKS):
        rows = [place for place, row in enumerate(ROWS, start=TOP + 1) if row[0] // 7 == week]
        sheet.merge_range(rows[0], 1, rows[-1], 1, week + 1)
