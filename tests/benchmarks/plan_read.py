"""How fast a plan is read: whole, and when the reader has it already, beside an answer that does nothing.

All of them come from one server process each, of the same kind: one uvicorn, threads for the routes. "Hello" is a bare application
with one route of fourteen bytes and no key; ours authenticates every call, counts it and asks the database. What counts is calls
per second of the server's own processor time: other work on the machine would count by the clock. The rows take turns, and the best
of several rounds is shown.

Run with `uv run python -m tests.benchmarks.plan_read [rounds]`. Prints one table.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, repeat
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from fastapi import FastAPI
from rich.console import Console
from rich.table import Table
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.api.serving import serve
from service.kit.clock import system_clock
from service.store import migrating
from service.usecases.keys import Permission, create_key
from tests.api.server import free_port
from tests.support.samples import PLANS
from tests.support.services import SteppingClock, a_club, bearing, services_on

ROUNDS = 8
CALLS = 2_000
"""Per row and round."""
CLIENTS = 8
CALLS_PER_KEY = 500
"""A key may call 600 times a minute."""
HOST = "127.0.0.1"
PLAN = (PLANS / "half-marathon-km.json").read_bytes()
"""Twelve weeks, 84 sessions."""
Headers = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """One sort of call, and who makes it: the callers take turns."""

    name: str
    path: str
    status: int
    callers: Iterator[Headers]


@dataclass(frozen=True)
class Round:
    wall_s: float
    cpu_s: float
    bytes: int


def hello_app(_: str) -> FastAPI:
    app = FastAPI()

    @app.get("/hello")
    def hello() -> dict[str, str]:
        return {"hello": "you"}

    @app.get("/hello-async")
    async def hello_async() -> dict[str, str]:
        return {"hello": "you"}

    return app


def our_app(url: str) -> FastAPI:
    services = services_on(url, clock=SteppingClock(system_clock()))
    return create_app(services, BodyLimits(1_000_000, 5.0))


def _serve(make: Callable[[str], FastAPI], url: str, port: int) -> None:
    serve(make(url), host=HOST, port=port, drain_s=0)


@contextmanager
def server_of(make: Callable[[str], FastAPI], url: str, *, daemon: bool = True) -> Iterator[tuple[int, psutil.Process]]:
    """A server process of its own; one that has processes of its own is no daemon."""
    port = free_port()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(make, url, port), daemon=daemon)
    process.start()
    try:
        asyncio.run(_wait_for(port))
        assert process.pid is not None
        yield port, psutil.Process(process.pid)
    finally:
        process.kill()
        process.join()


async def _wait_for(port: int) -> None:
    for _ in range(1200):
        try:
            _, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise AssertionError("the server did not begin to listen")


def _measured(row: Row, server: tuple[int, psutil.Process]) -> Round:
    port, process = server
    cpu, wall = _cpu_s(process), time.perf_counter()
    size = asyncio.run(_called(row, port))
    return Round(time.perf_counter() - wall, _cpu_s(process) - cpu, size)


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


async def _called(row: Row, port: int) -> int:
    """Bytes of one body. Every answer must have the status of the row."""
    sizes = await asyncio.gather(*(_one_client(row, port) for _ in range(CLIENTS)))
    return sizes[0]


async def _one_client(row: Row, port: int) -> int:
    reader, writer = await asyncio.open_connection(HOST, port)
    size = 0
    for _ in range(CALLS // CLIENTS):
        lines = "".join(f"{name}: {value}\r\n" for name, value in {"Host": HOST, **next(row.callers)}.items())
        writer.write(f"GET {row.path} HTTP/1.1\r\n{lines}\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 %d " % row.status), head
        size = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
        await reader.readexactly(size)
    writer.close()
    return size


def a_plan(url: str, keys: int) -> tuple[str, list[Headers]]:
    """The path of a plan, and keys that may read it."""
    services = services_on(url, clock=SteppingClock(system_clock()))
    club = a_club(services)
    may = [Permission.PLANS_READ, Permission.WHOLE_ORGANISATION]
    made = [bearing(create_key(services, club.office, name=str(number), permissions=may)[1]) for number in range(keys)]
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0))) as client:
        head = bearing(club.head)
        athlete = client.post("/v1/athletes", json={"name": "Eva", "timezone": "Europe/Vienna"}, headers=head).json()
        stored = client.post(f"/v1/athletes/{athlete['id']}/plans", content=PLAN, headers=head).json()["stored"]
    services.store.engine.dispose()
    return f"/v1/plans/{stored['id']}", made


def measure(rounds: int) -> list[tuple[Row, list[Round]]]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'plans.db'}"
        migrating.upgrade(url)
        path, keys = a_plan(url, 2 * rounds * CALLS // CALLS_PER_KEY + 2)
        known = [{**key, "If-None-Match": '"1"'} for key in keys]
        bare = [Row("hello", "/hello", 200, repeat({})), Row("hello, without threads", "/hello-async", 200, repeat({}))]
        ours = [Row("plan", path, 200, cycle(keys)), Row("plan, not changed", path, 304, cycle(known))]
        with server_of(hello_app, url) as hello, server_of(our_app, url) as server:
            turns = [(row, hello) for row in bare] + [(row, server) for row in ours]
            measured = [[_measured(row, where) for row, where in turns] for _ in range(rounds + 1)]
    first_is_warm_up = measured[1:]
    return [(row, [turn[number] for turn in first_is_warm_up]) for number, (row, _) in enumerate(turns)]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    table = Table("answer", "bytes", "calls/s", "calls/s of processor", "share of hello")
    rows = [(row, min(done, key=lambda one: one.cpu_s), min(one.wall_s for one in done)) for row, done in measure(rounds)]
    hello = rows[0][1]
    for row, best, wall_s in rows:
        share = f"{hello.cpu_s / best.cpu_s * 100:.0f} %"
        table.add_row(row.name, str(best.bytes), f"{CALLS / wall_s:.0f}", f"{CALLS / best.cpu_s:.0f}", share)
    Console().print(table)


if __name__ == "__main__":
    main()
