"""A grid of weeks and weekdays: what stands in a day's cell is that day's training."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from service.domain.session import Sport
from service.formats.base import ReadOptions
from service.formats.tables.cell_sessions import Part, Sitting, sessions_in
from service.formats.tables.dates import is_damaged_range
from service.formats.tables.found import Found, Raw, insist_on_believable, with_doubts
from service.formats.tables.grid_layout import Days
from service.formats.tables.grid_sides import note_around, note_beside, period_facts, say_totals
from service.formats.tables.grid_weeks import Week, weeks_in
from service.formats.tables.headers import header_of
from service.formats.tables.legend import legend_in
from service.formats.tables.mini_language import Definitions, blocks_in, is_mini
from service.formats.tables.sheet import Sheet
from service.formats.text import Unit, unit_of
from service.formats.text.measures import Doubt
from service.kit.weeks import WEEKDAYS


def read_grid(sheet: Sheet, days: Days, options: ReadOptions, name: str) -> Found:
    """The sessions of a grid whose header was found; undated ones get a day index."""
    found = Found(warnings=list(sheet.warnings))
    sheet = sheet.filled_down(days.periods)
    insist_on_believable(sheet.text(row, column) for row in range(days.row + 1, len(sheet.rows)) for column in days.offsets)
    block = weeks_in(sheet, days, options, name)
    cells = [sheet.text(row, column) for week in block.weeks for row in week.rows for column in week.days.offsets]
    unit = options.unit or _header_unit(sheet, days) or unit_of(cells)
    sitting = Sitting(unit, days.language, options.hard_words, legend=legend_in(sheet, block.outside))
    definitions = Definitions(sitting)
    for week in block.weeks:
        _read_week(sheet, week, sitting, definitions, found, options)
    say_totals(sheet, block.weeks, found)
    note_around(sheet, block, days, found)
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


def _header_unit(sheet: Sheet, days: Days) -> Unit | None:
    """The unit that a title above the grid or a total beside it names."""
    units = {header_of(text).unit for text in sheet.texts(days.row)} | {
        header_of(text).unit for row in range(days.row) for text in sheet.texts(row)
    }
    return "mi" if "mi" in units and "km" not in units else "km" if "km" in units and "mi" not in units else None


def _read_week(sheet: Sheet, week: Week, sitting: Sitting, definitions: Definitions, found: Found, options: ReadOptions) -> None:
    orders: dict[int, int] = {}
    facts = period_facts(sheet, week)
    for row in week.rows:
        for column, offset in _columns(week.days, options):
            text = sheet.text(row, column)
            place = sheet.place(row, _column_name(sheet, week.days, column))
            for session in _cell(sheet, row, column, sitting, definitions, found, place):
                orders[offset] = orders.get(offset, 0) + 1
                when = _when(week, offset)
                order = {"order_in_day": min(orders[offset], 99)} if orders[offset] > 1 else {}
                found.add({**when, **order, **session, **facts}, place)
            if text.startswith("#"):
                found.warn("no-value", place, f"The cell shows {text.split()[0]}, a formula without a result; nothing was taken from it.")
    note_beside(sheet, week, found)


def _column_name(sheet: Sheet, days: Days, column: int) -> str | int:
    """The header as written; a single letter may stand twice, so the spreadsheet's own name takes its place."""
    written = sheet.text(days.row, column)
    return written if len(written) > 1 else column


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
