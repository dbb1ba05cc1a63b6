"""The same load on the service in both of its forms: a server beside a worker on PostgreSQL, and one process on SQLite."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from tests.support.processes import Running, embedded, scaled

Measure = Callable[[str, Running, float, float], tuple[str, ...]]
WIDTH = 160


def rate_given(per_s: float, seconds: float) -> tuple[float, float]:
    """How many a second and for how long, as the command line says; else these."""
    given = [float(value) for value in sys.argv[1:3]]
    rate, lasting = given + [per_s, seconds][len(given) :]
    return rate, lasting


def in_both_forms(measured: Measure, head: Sequence[str], title: str, rate: tuple[float, float]) -> None:
    """Prints a table with a row for each."""
    table = Table(*head, title=title)
    with scaled() as running:
        table.add_row(*measured("PostgreSQL, a server and a worker", running, *rate))
    with embedded() as running:
        table.add_row(*measured("SQLite, one process", running, *rate))
    Console(width=WIDTH).print(table)
