"""The weeks as a sheet to print: seven days and what the week adds up to; what was changed is filled and named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.domain.distances import distance_word
from service.formats.downloads.board import Day, Entry, Source, WeekBoard, weeks_of
from service.formats.downloads.marks import KEY
from service.formats.downloads.words import DAY_NAMES, day_name, minutes_word, one_line

SHEET = "Weeks"
A4 = 9
HEADER_ROWS = 3
LINE_POINTS = 13.5
CHARACTERS_A_LINE = 20
"""What a day's column holds of the text in it."""
SUMMARY = 7

BASE: Mapping[str, Any] = {
    "font_name": "Calibri",
    "font_size": 10,
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": "#9AA5B1",
}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_name": "Calibri", "font_size": 16, "bold": True},
    "legend": {"font_name": "Calibri", "font_size": 10, "italic": True},
    "weekday": {**BASE, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "align": "center"},
    "day": {**BASE, "bold": True, "bg_color": "#E7ECF1"},
    "plain": dict(BASE),
    "hard": {**BASE, "bold": True},
    "changed": {**BASE, "bg_color": "#FFE9A8"},
    "changed and hard": {**BASE, "bg_color": "#FFE9A8", "bold": True},
    "gone": {**BASE, "bg_color": "#E3E3E3", "italic": True},
    "rest": {**BASE, "font_color": "#5A6572", "italic": True},
    "sum": {**BASE, "bg_color": "#F3F6F9"},
}


def add_weeks(book: Workbook, source: Source) -> None:
    """All weeks of the plan on one sheet, a page wide."""
    sheet = book.add_worksheet(SHEET)
    looks = {name: book.add_format(dict(look)) for name, look in LOOKS.items()}
    _set_up(sheet, source.plan.name)
    _head(sheet, source, looks)
    row = HEADER_ROWS
    for week in _all_weeks(source):
        row = _add_week(sheet, row, week, looks)
    sheet.print_area(0, 0, row - 1, SUMMARY)


def _all_weeks(source: Source) -> tuple[WeekBoard, ...]:
    days = [session.date for session in source.plan.sessions]
    first = weeks_of(source, min(days), 1)[0].days[0].date
    return weeks_of(source, first, (max(days) - first).days // 7 + 1)


def _set_up(sheet: Worksheet, name: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROWS - 1)
    sheet.set_footer(f"&L{one_line(name).replace('&', '&&')[:100]}&RPage &P of &N")
    sheet.hide_gridlines(2)
    sheet.set_column(0, SUMMARY - 1, 20)
    sheet.set_column(SUMMARY, SUMMARY, 20)
    sheet.freeze_panes(HEADER_ROWS, 0)


def _head(sheet: Worksheet, source: Source, looks: Mapping[str, Format]) -> None:
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, one_line(source.plan.name), looks["title"])
    legend = f"{KEY.icon} key session · bold: hard · filled yellow: changed · filled grey: no longer on this day"
    sheet.write_string(1, 0, legend if source.differences else f"{KEY.icon} key session · bold: hard", looks["legend"])
    first = source.plan.first_weekday
    for column in range(7):
        sheet.write_string(HEADER_ROWS - 1, column, DAY_NAMES[(first + column) % 7], looks["weekday"])
    sheet.write_string(HEADER_ROWS - 1, SUMMARY, "Week", looks["weekday"])


def _add_week(sheet: Worksheet, row: int, week: WeekBoard, looks: Mapping[str, Format]) -> int:
    """A row of dates, then as many rows as the fullest day has sessions. Returns the row below."""
    slots = max(1, *(len(day.entries) for day in week.days))
    for column, day in enumerate(week.days):
        sheet.write_string(row, column, _date_word(day.date), looks["day"])
        _add_day(sheet, (row + 1, column), day, slots, looks)
    sheet.write_string(row, SUMMARY, f"from {day_name(week.days[0].date)}", looks["day"])
    _merge(sheet, (row + 1, SUMMARY), slots, _sums(week), looks["sum"])
    for slot, lines in enumerate(_heights(week, slots)):
        sheet.set_row(row + 1 + slot, LINE_POINTS * lines)
    return row + 1 + slots


def _heights(week: WeekBoard, slots: int) -> list[int]:
    """Lines of each row of sessions; the last makes room for the sums beside them."""
    taken = [max([1, *(_lines(_text(day.entries[slot])) for day in week.days if slot < len(day.entries))]) for slot in range(slots)]
    missing = _lines(_sums(week)) - sum(taken)
    return [*taken[:-1], taken[-1] + max(0, missing)]


def _add_day(sheet: Worksheet, place: tuple[int, int], day: Day, slots: int, looks: Mapping[str, Format]) -> None:
    row, column = place
    for slot in range(slots):
        if slot < len(day.entries):
            entry = day.entries[slot]
            sheet.write_string(row + slot, column, _text(entry), looks[_look(entry)])
        elif slot == 0:
            sheet.write_string(row, column, "Rest", looks["rest"])
        else:
            sheet.write_blank(row + slot, column, None, looks["plain"])


def _merge(sheet: Worksheet, place: tuple[int, int], rows: int, text: str, look: Format) -> None:
    row, column = place
    if rows > 1:
        sheet.merge_range(row, column, row + rows - 1, column, "", look)
    sheet.write_string(row, column, text, look)


def _look(entry: Entry) -> str:
    if entry.is_gone:
        return "gone"
    if entry.mark:
        return "changed and hard" if entry.is_hard else "changed"
    return "hard" if entry.is_hard else "plain"


def _text(entry: Entry) -> str:
    return "\n".join(line for line in (entry.mark, entry.title, entry.figures) if line)


def _lines(text: str) -> int:
    return sum(-(-max(1, len(line)) // CHARACTERS_A_LINE) for line in text.split("\n"))


def _sums(week: WeekBoard) -> str:
    """Each sum, and what it was where it was changed."""
    now, before = week.figures, week.before
    pairs = (
        (f"{now.sessions} sessions", f"{before.sessions}"),
        (minutes_word(now.minutes * 60), minutes_word(before.minutes * 60)),
        (distance_word(now.metres, week.unit) if now.metres else "", distance_word(before.metres, week.unit)),
        (f"load {now.load}", f"{before.load}"),
    )
    changed = (now.sessions != before.sessions, now.minutes != before.minutes, now.metres != before.metres, now.load != before.load)
    lines = [f"{text} (was {was})" if differs else text for (text, was), differs in zip(pairs, changed, strict=True) if text]
    return "\n".join(lines)


def _date_word(day: date) -> str:
    return day_name(day).split(" ", 1)[1]
