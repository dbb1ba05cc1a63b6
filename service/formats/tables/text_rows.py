"""From the bytes of a CSV file to a sheet: encoding, delimiter and quotes as programs really write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from service.documents.base import UNCLEAN
from service.documents.limits import MOST_TEXT
from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.decoding import decoded
from service.formats.tables.sheet import MOST_COLUMNS, MOST_ROWS, Sheet

DELIMITERS = ",;\t|"
TRIED_ROWS = 60


def sheet_of_text(content: bytes, *, name: str) -> Sheet:
    """The table in a text file. Raises BadInput for an encoding that cannot be guessed, broken quotes, and what is too large."""
    text, warnings = decoded(content, name=name)
    if not text.strip():
        refuse([Finding("", "empty", "The file is empty; a plan is wanted.")], name)
    rows = list(_rows(text, _delimiter(text), name))
    width = max((len(row) for row in rows), default=0)
    padded = tuple((*row, *([""] * (width - len(row)))) for row in rows)
    return Sheet(padded, warnings=warnings)


def _delimiter(text: str) -> str:
    """The mark that cuts the most rows into the same number of cells; a comma inside numbers cuts them unevenly."""
    best, score = ",", (0, 0)
    for mark in DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        widths: list[int] = []
        try:
            for row, _ in zip(reader, range(TRIED_ROWS), strict=False):
                if any(cell.strip() for cell in row):
                    widths.append(len(row))
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        common = max((wide.count(width) for width in set(wide)), default=0)
        if (reached := (common, max(wide, default=0))) > score:
            best, score = mark, reached
    return best


def _rows(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number in range(1, MOST_ROWS + 2):
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            refuse([Finding(f"row {number}", "broken-table", f"Cannot be read as a table row ({error}); mind the quotes.")], name)
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            what = f"More than {MOST_ROWS} rows" if number > MOST_ROWS else f"More than {MOST_COLUMNS} columns"
            refuse([Finding(f"row {number}", "too-many", f"{what}; send the sheet with the plan alone.")], name)
        yield [_cell(cell, number, column, name) for column, cell in enumerate(row, start=1)]


def _cell(cell: str, row: int, column: int, name: str) -> str:
    place = f"row {row}, column {column}"
    if len(cell) > MOST_TEXT:
        refuse([Finding(place, "too-long", f"The cell is longer than {MOST_TEXT} characters.")], name)
    if UNCLEAN.search(cell):
        refuse([Finding(place, "unclean-text", "The cell holds an unprintable character; remove it.")], name)
    return cell
