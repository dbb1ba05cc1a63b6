"""How soon a platform is answered while the solver works: signed messages at a steady rate, more than two cores can think about.

Measured in both forms: `serve --no-worker` beside one `worker` on PostgreSQL, and `serve` alone on SQLite, each with everything on that
keeps what was acknowledged. Milliseconds run from when a message was due, the connection included; the processor time is that of the
server process, which in the second form does the jobs too.

Run with `uv run python -m tests.benchmarks.hook_load [messages a second] [seconds]`. Prints one table.
"""

from __future__ import annotations

import asyncio
import os
import sys

from rich.console import Console
from rich.table import Table

from service.store.engine import open_engine
from tests.support.platform_traffic import filled, messages, proposals, quantile, send
from tests.support.processes import Running, embedded, scaled

PER_S, SECONDS = 100.0, 20.0
ATHLETES = 300
WARM_UP = 50


def measured(name: str, running: Running, per_s: float, seconds: float) -> tuple[str, ...]:
    clubs = filled(running.url, ATHLETES)
    asyncio.run(send(running.port, messages(clubs, WARM_UP, "warm-up"), 10))
    engine = open_engine(running.url)
    had, before = len(proposals(engine)), running.spent()
    sent = asyncio.run(send(running.port, messages(clubs, int(per_s * seconds), "load"), per_s))
    spent = running.spent().since(before).each(len(sent.took_s))
    answered = len(proposals(engine)) - had
    engine.dispose()
    took = [1000 * second for second in sent.took_s]
    figures = (f"{quantile(took, share):.0f}" for share in (0.5, 0.95, 0.99, 1))
    return (name, str(len(took)), *figures, f"{spent.server:.1f}", str(answered))


def main(per_s: float, seconds: float) -> None:
    title = f"{per_s:g} messages a second, load average {os.getloadavg()[0]:.1f} before"
    table = Table(
        "", "messages", "p50 ms", "p95 ms", "p99 ms", "most ms", "server ms of processor each", "athletes answered meanwhile", title=title
    )
    with scaled() as running:
        table.add_row(*measured("PostgreSQL, a server and a worker", running, per_s, seconds))
    with embedded() as running:
        table.add_row(*measured("SQLite, one process", running, per_s, seconds))
    Console(width=140).print(table)


if __name__ == "__main__":
    given = [float(value) for value in sys.argv[1:3]]
    main(*(given + [PER_S, SECONDS][len(given) :]))
