"""A table as rows of cells, whether it came from a text file or a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from string import ascii_uppercase

from service.domain.adjustment import InputWarning
from service.formats.text.spelling import normalised

Value = str | float | int | bool | date | datetime | time | timedelta | None
"""What a cell of a spreadsheet may hold; text files hold texts."""
MOST_ROWS = 10_100
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of equal length. `name` is empty for a text file; places are counted from 1."""

    rows: tuple[tuple[Value, ...], ...]
    name: str = ""
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Ranges of cells that are one, from top left to bottom right; only the first of them holds the value."""
    warnings: tuple[InputWarning, ...] = field(default=())

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def text(self, row: int, column: int) -> str:
        """The cell as text, blank where it holds nothing; `row` and `column` from 0."""
        return text_of(self.rows[row][column]) if column < len(self.rows[row]) else ""

    def filled_down(self, columns: Collection[int]) -> Sheet:
        """The sheet with cells that are merged downwards in these columns filled from their first."""
        rows = [list(row) for row in self.rows]
        for (top, left), (bottom, right) in self.merged:
            if left == right and left in columns:
                for row in range(top + 1, min(bottom + 1, len(rows))):
                    rows[row][left] = rows[top][left]
        return replace(self, rows=tuple(tuple(row) for row in rows))

    def texts(self, row: int) -> list[str]:
        return [text_of(value) for value in self.rows[row]]

    def is_empty(self, row: int) -> bool:
        return not any(self.texts(row))

    def place(self, row: int, column: int | str | None = None) -> str:
        """Where a cell is, for people: `row 3, column Tuesday`, led by the sheet if there are several."""
        where = f"sheet {self.name}, row {row + 1}" if self.name else f"row {row + 1}"
        if column is None:
            return where
        return f"{where}, column {column if isinstance(column, str) else letters(column)}"


def letters(column: int) -> str:
    """The name that spreadsheets give to a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = ascii_uppercase[rest] + name
    return name


def text_of(value: Value) -> str:
    """A cell as its author sees it: whole numbers without a point, durations as h:mm, dates as YYYY-MM-DD."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")
    if isinstance(value, timedelta):
        return clock_of(value.total_seconds())
    if isinstance(value, float | int):
        return f"{value:.10g}"
    return normalised(value)


def clock_of(seconds: float) -> str:
    """Seconds as h:mm, or h:mm:ss where seconds are left."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
