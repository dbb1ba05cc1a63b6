"""From a platform's message to the proposal in the coach's inbox: how long, what it costs, and what it leaves in the database.

Each message is about another athlete, so that each is thought about. Seconds run from when the message was due until the proposal was
written, within the transaction that shows it. The cost is processor time by the operating system's count: the solver runs in processes
of its own, and what those take (reading the document, assessing, solving, explaining) is *thinking*; everything else, the database
server included, is the *engine*. What an idle engine takes, for looking into the queue, is measured first and told apart.
With PostgreSQL the server's share is the acknowledgement, HTTP included, and the worker's is the queue and what we do in its jobs, which
`event_parts` takes apart further; with SQLite one process does all of it.

Run with `uv run python -m tests.benchmarks.event_to_proposal [messages a second] [seconds]`. Prints one table.
"""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, inspect, text

from service.jobs.schema import SCHEMA
from service.store.engine import is_sqlite, open_engine, reading, see_all_tenants
from tests.benchmarks.both_forms import in_both_forms, rate_given
from tests.support.platform_traffic import Message, filled, messages, proposals, quantile, send
from tests.support.processes import Running, Spent

PER_S, SECONDS = 10.0, 30.0
WARM_UP = 20
IDLE_S = 5.0
PATIENCE_S = 120.0
HEAD = ("", "events", "p50 s", "p95 s", "most s", "server ms", "worker ms", "database ms", "engine ms", "thinking ms", "idle ms a second",
        "rows", "kB")  # fmt: skip


@dataclass(frozen=True)
class Kept:
    rows: int
    bytes: int


def measured(name: str, running: Running, per_s: float, seconds: float) -> tuple[str, ...]:
    count = int(per_s * seconds)
    clubs = filled(running.url, count + WARM_UP)
    every = messages(clubs, count + WARM_UP, "event")
    engine = open_engine(running.url)
    asyncio.run(send(running.port, every[:WARM_UP], per_s))
    wait_for(engine, every[:WARM_UP])
    idle, kept = idle_of(running), kept_in(engine)
    before, began = running.spent(), time.monotonic()
    due = every[WARM_UP:]
    sent = asyncio.run(send(running.port, due, per_s))
    found = wait_for(engine, due)
    spent, lasted_s, after = running.spent().since(before), time.monotonic() - began, kept_in(engine)
    engine.dispose()
    took = [(found[one.whose] - sent.began_at - timedelta(seconds=number / per_s)).total_seconds() for number, one in enumerate(due)]
    each = spent.each(count).since(idle.each(1000 * count / lasted_s))
    costs = (each.server, each.jobs, each.database, each.engine, each.thinking, idle.engine)
    left = (f"{(after.rows - kept.rows) / count:.1f}", f"{(after.bytes - kept.bytes) / count / 1000:.1f}")
    return (name, str(count), *(f"{quantile(took, share):.2f}" for share in (0.5, 0.95, 1)), *(f"{ms:.0f}" for ms in costs), *left)


def idle_of(running: Running) -> Spent:
    """Milliseconds in a second in which nothing happens."""
    before = running.spent()
    time.sleep(IDLE_S)
    return running.spent().since(before).each(IDLE_S)


def wait_for(engine: Engine, due: list[Message]) -> dict[str, datetime]:
    """When each of them was answered, once all are."""
    wanted, end = {one.whose for one in due}, time.monotonic() + PATIENCE_S
    while not wanted <= (found := proposals(engine)).keys():
        assert time.monotonic() < end, f"{len(wanted - found.keys())} events were never answered"
        time.sleep(0.5)
    return found


def kept_in(engine: Engine) -> Kept:
    """Everything in the database, the queue included."""
    found = inspect(engine)
    names = [*found.get_table_names(), *(() if is_sqlite(engine) else (f"{SCHEMA}.{name}" for name in found.get_table_names(SCHEMA)))]
    size = (
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        if is_sqlite(engine)
        else "SELECT pg_database_size(current_database())"
    )
    with reading(engine, None) as session:
        see_all_tenants(session)
        rows = sum(session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names)
        return Kept(rows, session.execute(text(size)).scalar_one())


if __name__ == "__main__":
    rate = rate_given(PER_S, SECONDS)
    load = f"load average {os.getloadavg()[0]:.1f} before"
    in_both_forms(measured, HEAD, f"{rate[0]:g} events a second; milliseconds of processor an event; {load}", rate)
