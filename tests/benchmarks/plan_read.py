"""How fast a plan is read: whole, and when the reader has it already, beside an answer that does nothing.

All of them come from one server process each, of the same kind: one uvicorn, threads for the routes. "Hello" is a bare application
with one route of fourteen bytes and no key; ours authenticates every call and asks the database. What counts is calls per second
of the server's own processor time: other work on the machine would count by the clock.

Run with `uv run python -m tests.benchmarks.plan_read [calls per row]`. Prints one table.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from fastapi import FastAPI
from rich.console import Console
from rich.table import Table
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.api.budgets import Budgets
from service.api.edge import Edge
from service.api.serving import serve
from service.kit.clock import system_clock
from service.store import migrating
from tests.api.server import free_port
from tests.support.samples import PLANS
from tests.support.services import SteppingClock, a_club, bearing, services_on

CALLS = 3_000
CLIENTS = 8
WARM_UP = 200
HOST = "127.0.0.1"
UNLIMITED = Budgets(calls=10**9)
PLAN = (PLANS / "half-marathon-km.json").read_bytes()
"""Twelve weeks, 84 sessions."""


@dataclass(frozen=True)
class Row:
    name: str
    calls: int
    wall_s: float
    cpu_s: float
    bytes: int

    @property
    def per_cpu_s(self) -> float:
        return self.calls / self.cpu_s


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
    return create_app(services, BodyLimits(1_000_000, 5.0), Edge(budgets=UNLIMITED))


def _serve(make: Callable[[str], FastAPI], url: str, port: int) -> None:
    serve(make(url), host=HOST, port=port, drain_s=0)


@contextmanager
def _server(make: Callable[[str], FastAPI], url: str) -> Iterator[tuple[int, psutil.Process]]:
    port = free_port()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(make, url, port), daemon=True)
    process.start()
    try:
        asyncio.run(_wait_for(port))
        assert process.pid is not None
        yield port, psutil.Process(process.pid)
    finally:
        process.kill()
        process.join()


async def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            _, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise AssertionError("the server did not begin to listen")


def _measured(name: str, server: tuple[int, psutil.Process], path: str, headers: dict[str, str], status: int, calls: int) -> Row:
    port, process = server
    asyncio.run(_called(port, path, headers, status, WARM_UP))
    cpu, wall = _cpu_s(process), time.perf_counter()
    size = asyncio.run(_called(port, path, headers, status, calls))
    return Row(name, calls, time.perf_counter() - wall, _cpu_s(process) - cpu, size)


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


async def _called(port: int, path: str, headers: dict[str, str], status: int, calls: int) -> int:
    """Bytes of one body. Every answer must have that status."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in {"Host": HOST, **headers}.items())
    request = f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()
    sizes = await asyncio.gather(*(_one_client(port, request, status, calls // CLIENTS) for _ in range(CLIENTS)))
    return sizes[0]


async def _one_client(port: int, request: bytes, status: int, calls: int) -> int:
    reader, writer = await asyncio.open_connection(HOST, port)
    size = 0
    for _ in range(calls):
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 %d " % status), head
        size = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
        await reader.readexactly(size)
    writer.close()
    return size


def _a_plan(url: str) -> tuple[str, dict[str, str]]:
    """The path of a plan, and the key that may read it."""
    services = services_on(url, clock=SteppingClock(system_clock()))
    key = bearing(a_club(services).head)
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0))) as client:
        athlete = client.post("/v1/athletes", json={"name": "Eva", "timezone": "Europe/Vienna"}, headers=key).json()
        stored = client.post(f"/v1/athletes/{athlete['id']}/plans", content=PLAN, headers=key).json()["stored"]
    services.store.engine.dispose()
    return f"/v1/plans/{stored['id']}", key


def measure(calls: int) -> list[Row]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'plans.db'}"
        migrating.upgrade(url)
        path, key = _a_plan(url)
        with _server(hello_app, url) as server:
            rows = [
                _measured("hello", server, "/hello", {}, 200, calls),
                _measured("hello, without threads", server, "/hello-async", {}, 200, calls),
            ]
        with _server(our_app, url) as server:
            rows += [
                _measured("plan", server, path, key, 200, calls),
                _measured("plan, not changed", server, path, {**key, "If-None-Match": '"1"'}, 304, calls),
            ]
    return rows


def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else CALLS
    table = Table("answer", "bytes", "calls/s", "calls/s of processor", "share of hello")
    rows = measure(calls)
    for row in rows:
        share = f"{row.per_cpu_s / rows[0].per_cpu_s * 100:.0f} %"
        table.add_row(row.name, str(row.bytes), f"{row.calls / row.wall_s:.0f}", f"{row.per_cpu_s:.0f}", share)
    Console().print(table)


if __name__ == "__main__":
    main()
