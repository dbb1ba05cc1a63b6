"""Which row of a long table is its header, and what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.formats.tables.headers import Header, header_of, language_of
from service.formats.tables.sheet import Sheet

SEARCHED_ROWS = 40
WHEN = frozenset({"date", "week", "day", "day_number"})
WHAT = frozenset({"title", "kind", "sport", "description", "distance", "duration", "exercise"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The header row of a long table; `by_field` is the first column of each field."""

    row: int
    headers: tuple[Header, ...]
    by_field: Mapping[str, int]
    language: str | None

    def has(self, *fields: str) -> bool:
        return all(field in self.by_field for field in fields)

    @property
    def spare(self) -> list[int]:
        """Columns with a name that nobody knows, and second columns of a known field."""
        used = set(self.by_field.values())
        return [column for column, header in enumerate(self.headers) if header.written and column not in used]


def columns_in(sheet: Sheet, row: int) -> Columns:
    """What the cells of this row would be as a header."""
    texts = sheet.texts(row)
    headers = tuple(header_of(text) if len(text) <= 60 else Header(text) for text in texts)
    by_field: dict[str, int] = {}
    for column, header in enumerate(headers):
        if header.field is not None:
            by_field.setdefault(header.field, column)
    return Columns(row, headers, by_field, language_of(texts))


def with_title(sheet: Sheet, columns: Columns) -> Columns:
    """The columns; where none of them tells what is done, the unknown one with the most words does."""
    if {"title", "kind", "description", "sport", "exercise"} & set(columns.by_field):
        return columns
    words = {column: _words(sheet, columns.row, column) for column in columns.spare}
    best = max(words, key=lambda column: words[column], default=None)
    if best is None or not words[best]:
        return columns
    return replace(columns, by_field={**columns.by_field, "title": best})


def _words(sheet: Sheet, header: int, column: int) -> int:
    """Cells below the header that hold a letter."""
    return sum(1 for row in range(header + 1, len(sheet.rows)) if any(letter.isalpha() for letter in sheet.text(row, column)))


def find_columns(sheet: Sheet) -> Columns | None:
    """The first row that names a day and what is done on it."""
    for row in range(min(SEARCHED_ROWS, len(sheet.rows))):
        columns = columns_in(sheet, row)
        if WHEN & set(columns.by_field) and (WHAT | {"long_run", "key_workout"}) & set(columns.by_field):
            return columns
    return None
