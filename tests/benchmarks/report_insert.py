"""How fast a report is taken in, durably, with the answer that it orders, beside the least that a durable insert can cost.

"Bare" is the endpoint without everything that makes it worth something: it checks the body by the same model, writes one row with
`sqlite3` (WAL, synchronous=FULL) and commits; no key, no athlete, no queue. "Unread" does not even look at the body. Ours authenticates,
validates, writes the report, its event and its audit entry, and enqueues the job, in one transaction. Each is one server process of the
same kind; calls per second of its own processor time count, and the slowest of a hundred by the clock.

Run with `uv run python -m tests.benchmarks.report_insert [calls]`. Prints one table.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import statistics
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from fastapi import FastAPI, Request
from rich.console import Console
from rich.table import Table

from service.documents.report import ReportDocument
from service.jobs import schema
from service.kit.clock import system_clock
from service.usecases.keys import Permission, create_key
from tests.benchmarks.plan_read import CALLS_PER_KEY, HOST, Headers, our_app, server_of
from tests.support.services import SteppingClock, a_club, bearing, services_on

CLIENTS = 16
CALLS = 800
WARM_UP_CALLS = 160
"""Not counted: the first call of a process makes what all others use."""


@dataclass(frozen=True)
class Figures:
    per_cpu_s: float
    p50_ms: float
    p99_ms: float


def bare_app(file: str) -> FastAPI:
    """One durable insert, of a checked body or of an unread one, and nothing else."""
    app, line = FastAPI(), threading.Lock()
    connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE reports (id INTEGER PRIMARY KEY, document TEXT)")

    def insert(document: str) -> dict[str, str]:
        with line:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO reports (document) VALUES (?)", (document,))
            connection.execute("COMMIT")
        return {"result": "received"}

    @app.post("/unread", status_code=202)
    async def unread(request: Request) -> dict[str, str]:
        return insert((await request.body()).decode())

    @app.post("/reports", status_code=202)
    async def checked(body: ReportDocument) -> dict[str, str]:
        return insert(body.model_dump_json(exclude_unset=True))

    return app


def measured(path: str, callers: list[Headers], calls: int, server: tuple[int, psutil.Process]) -> Figures:
    port, process = server
    before = process.cpu_times()
    spent = asyncio.run(_all_clients(path, callers, calls, port))
    after = process.cpu_times()
    cpu_s = after.user + after.system - before.user - before.system
    ordered = sorted(spent)
    return Figures(calls / cpu_s, statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.99)] * 1000)


async def _all_clients(path: str, callers: list[Headers], calls: int, port: int) -> list[float]:
    found = await asyncio.gather(*(_one_client(path, callers, calls // CLIENTS, port, number) for number in range(CLIENTS)))
    return [second for client in found for second in client]


async def _one_client(path: str, callers: list[Headers], calls: int, port: int, number: int) -> list[float]:
    reader, writer = await asyncio.open_connection(HOST, port)
    spent = []
    for call in range(calls):
        body = json.dumps({"observed_at": system_clock().isoformat(), "heaviness": 3, "note": f"{number}-{call}"}).encode()
        caller = callers[(number + call) % len(callers)]
        headers = {"Host": HOST, "Content-Type": "application/json", "Content-Length": str(len(body)), **caller}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        began = time.perf_counter()
        writer.write(f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 202 "), head
        size = next(int(part[15:]) for part in head.lower().split(b"\r\n") if part.startswith(b"content-length:"))
        await reader.readexactly(size)
        spent.append(time.perf_counter() - began)
    writer.close()
    return spent


def _prepared(url: str, keys: int) -> tuple[str, list[Headers]]:
    """The path of an athlete's reports, and callers who may send some."""
    services = services_on(url, clock=SteppingClock(system_clock()))
    club = a_club(services)
    with services.store.writing(club.office) as work:
        athlete = work.athletes.create(name="Eva", timezone="UTC", profile="{}")
    callers = [bearing(create_key(services, club.office, name=f"bench {n}", permissions=Permission)[1]) for n in range(keys)]
    services.store.engine.dispose()
    return f"/v1/athletes/{athlete.id}/reports", callers


def main(calls: int) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'ours.db')}"
        schema.upgrade(url)
        path, callers = _prepared(url, (calls + WARM_UP_CALLS) // CALLS_PER_KEY + 2)
        with server_of(bare_app, str(Path(folder, "bare.db"))) as server:
            for bare in ("/unread", "/reports"):
                measured(bare, [{}], WARM_UP_CALLS, server)
            unread, checked = (measured(bare, [{}], calls, server) for bare in ("/unread", "/reports"))
        with server_of(our_app, url) as server:
            measured(path, callers, WARM_UP_CALLS, server)
            ours = measured(path, callers, calls, server)
    table = Table("", "calls per processor second", "share of bare", "p50 ms", "p99 ms", title=f"{calls} reports, {CLIENTS} clients")
    for name, found in (("unread, sqlite3, FULL", unread), ("bare, sqlite3, FULL", checked), ("a report", ours)):
        share = f"{found.per_cpu_s / checked.per_cpu_s:.0%}"
        table.add_row(name, f"{found.per_cpu_s:.0f}", share, f"{found.p50_ms:.0f}", f"{found.p99_ms:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS)
