"""Which row of a long table is its header, and what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


def find_columns(sheet: Sheet) -> Columns | None:
    """The first row that names a day and what is done on it."""
    for row in range(min(SEARCHED_ROWS, len(sheet.rows))):
        columns = columns_in(sheet, row)
        if WHEN & set(columns.by_field) and (WHAT | {"long_run", "key_workout"}) & set(columns.by_field):
            return columns
    return None
