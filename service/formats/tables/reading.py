"""Which shape a table has, and the plan in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from service.documents.limits import MOST_SESSIONS
from service.documents.plan import PlanDocument
from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.base import ReadOptions
from service.formats.placed import named_after, placed_plan, zone_and_warnings
from service.formats.tables.found import MOST_READ_IN_ALL, Found, TooManySessions, TooMuchText
from service.formats.tables.grid import read_grid
from service.formats.tables.grid_layout import Days, find_days
from service.formats.tables.long_layout import SEARCHED_ROWS, Columns, find_columns
from service.formats.tables.long_table import read_long
from service.formats.tables.messages import grouped
from service.formats.tables.sheet import Sheet
from service.formats.tables.trainingpeaks import is_export, read_export
from service.formats.tables.weekly import is_weekly, read_weekly

WANTED = (
    "Wanted is a table with one row a session (a date, and a title or a sport), or a grid with the weekdays in one row and a week in each "
    "row below it."
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A way to read a sheet; of several sheets the one with the highest rank is the plan."""

    name: str
    rank: int
    read: Callable[[ReadOptions, str], Found]


def shape_of(sheet: Sheet) -> Shape | None:
    """The shape of the table in a sheet; None where no header of a plan is found."""
    for row in range(min(SEARCHED_ROWS, len(sheet.rows))):
        if is_export(sheet.texts(row)):
            return Shape("trainingpeaks", 4, partial(_export, sheet, row))
    columns, days = find_columns(sheet), find_days(sheet)
    if columns is not None and (days is None or columns.row <= days.row) and _is_long(columns, days):
        if is_weekly(columns):
            return Shape("weekly", 1, lambda options, name: read_weekly(sheet, columns, options, name))
        return Shape("long", 3, lambda options, name: read_long(sheet, columns, options, name))
    if days is not None:
        return Shape("grid", 2, lambda options, name: read_grid(sheet, days, options, name))
    return None


def _export(sheet: Sheet, row: int, options: ReadOptions, _: str) -> Found:
    return read_export(sheet, row, options)


def _is_long(columns: Columns, days: Days | None) -> bool:
    """Whether a header that names a day and something to do is not, all the same, that of a grid."""
    return days is None or days.row != columns.row


def plan_of(sheet: Sheet, shape: Shape, options: ReadOptions, *, name: str) -> PlanDocument:
    """The plan in a sheet of this shape. Raises BadInput that names sheet, row and column, OpenQuestions among it."""
    try:
        found = shape.read(options, name)
    except TooManySessions:
        refuse([Finding("", "too-many", f"More than {MOST_SESSIONS} sessions; send the plan alone.")], name)
    except TooMuchText:
        detail = f"The cells for sessions hold more than {MOST_READ_IN_ALL:,} characters; send the sheet with the plan alone."
        refuse([Finding("", "too-much-text", detail)], name)
    if not found.sessions:
        refuse([Finding(sheet.place(0), "no-sessions", f"No session was found in this table. {WANTED}")], name)
    zone, warnings = zone_and_warnings(options)
    raw = {"name": named_after(name), "timezone": zone, **found.plan, "sessions": found.sessions}
    if found.notes:
        raw["notes"] = found.notes
    return placed_plan(raw, found.places, name=name, warnings=(*grouped(found.warnings), *warnings))


def no_plan(sheets: Sequence[Sheet], name: str) -> Finding:
    """What to say when no sheet holds a plan."""
    looked = "" if len(sheets) <= 1 else f" Looked at: {', '.join(sheet.name for sheet in sheets)}."
    return Finding("", "no-header", f"No header of a training plan was found in {name}. {WANTED}{looked}")
