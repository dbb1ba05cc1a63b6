"""Lines with a mark in front, whose further lines stay behind it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.padding import Padding, PaddingDimensions
from rich.table import Table
from rich.text import Text

Mark = str | Text


def marked(lines: Iterable[tuple[Mark, Text]], *, indent: int = 1) -> Padding:
    """Each line behind its mark; marks of one list share a column."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for mark, line in lines:
        table.add_row(mark, line)
    around: PaddingDimensions = (0, 0, 0, indent)
    return Padding(table, around, expand=False)
