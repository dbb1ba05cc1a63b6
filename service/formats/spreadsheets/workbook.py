"""What is in a workbook, read in a child process: this is the one module that sees the spreadsheet library."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import islice
from typing import Any

from service.documents.base import UNCLEAN
from service.documents.limits import MOST_TEXT
from service.formats.tables.sheet import MOST_COLUMNS, MOST_ROWS, Value

Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet as it was saved. `merged` are ranges of cells from top left to bottom right, counted from 0."""

    name: str
    visible: bool
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Range, ...] = ()
    too_large: str | None = None
    """How large it is, where it is too large to be a plan; it has no rows then."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why no sheet could be read."""

    code: str
    detail: str


def pages_of(content: bytes) -> tuple[Page, ...] | Unreadable:
    """Every sheet with cells. Formulas give the value that was saved with them."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum  # noqa: PLC0415  loaded in the child alone

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(_page(book, data) for data in book.sheets_metadata if data.typ == SheetTypeEnum.WorkSheet)
    except PasswordError:
        return Unreadable("locked", "The workbook is protected by a password; save it without one.")
    except (CalamineError, OSError, ValueError):
        return Unreadable("unreadable", "The workbook is damaged; open it in a spreadsheet program and save it anew.")


def _page(book: Any, data: Any) -> Page:
    visible = str(data.visible).endswith(".Visible")
    sheet = book.get_sheet_by_name(data.name)
    height, width = (0, 0) if sheet.end is None else (sheet.end[0] + 1, sheet.end[1] + 1)
    if height > MOST_ROWS:
        return Page(data.name, visible, (), too_large=f"{height} rows")
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    cut = min(width, MOST_COLUMNS)
    made = tuple(tuple(_cell(cell) for cell in islice(row, cut)) for row in rows)
    return Page(data.name, visible, made, tuple(sheet.merged_cell_ranges or ()))


def _cell(value: Any) -> Value:
    """The value, text without what nobody typed and no longer than a text may be."""
    if isinstance(value, str):
        return UNCLEAN.sub(" ", value)[:MOST_TEXT]
    return value  # type: ignore[no-any-return]
