"""How long reading a plan takes while two solves run all the time, beside the same when none does.

One server with two worker processes, as it is shipped; callers read a plan, one call every few milliseconds each. Then two more
callers ask for one adjustment after the other. By the clock, so on a machine with two cores the solves take both of them.

Run with `uv run python -m tests.benchmarks.api_under_solves [calls]`. Prints one table.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from rich.console import Console
from rich.table import Table

from service.api.app import create_app
from service.api.body import BodyLimits
from service.api.budgets import Budgets
from service.api.edge import Edge
from service.bootstrap import warm_up
from service.kit.clock import system_clock
from service.kit.workers import Limits, WorkerPool
from service.store import migrating
from tests.benchmarks.plan_read import HOST, Headers, a_plan, server_of
from tests.support.samples import raw_request
from tests.support.services import SteppingClock, services_on

CALLERS, SOLVERS = 4, 2
CALLS = 2_000
PAUSE_S = 0.01
WARM_UP_CALLS = 100
REQUEST = "half-marathon-heavy-week"


def solving_app(url: str) -> FastAPI:
    services = replace(
        services_on(url, clock=SteppingClock(system_clock())), pool=WorkerPool(warm_up, Limits(SOLVERS, 4, wait_s=60, wall_s=60))
    )
    return create_app(services, BodyLimits(1_000_000, 5.0), Edge(budgets=Budgets(calls=1_000_000)))


async def _read(path: str, callers: list[Headers], port: int, calls: int) -> list[float]:
    """Milliseconds of each call, in their order by length."""

    async def one_caller(caller: Headers) -> list[float]:
        reader, writer = await asyncio.open_connection(HOST, port)
        spent = []
        for _ in range(calls // CALLERS):
            await asyncio.sleep(PAUSE_S)
            began = time.perf_counter()
            await _call(reader, writer, "GET", path, b"", caller)
            spent.append((time.perf_counter() - began) * 1000)
        writer.close()
        return spent

    turns = cycle(callers)
    found = await asyncio.gather(*(one_caller(next(turns)) for _ in range(CALLERS)))
    return sorted(one for caller in found for one in caller)


async def _call(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str, path: str, body: bytes, head: Headers) -> None:
    headers = {"Host": HOST, "Content-Type": "application/json", "Content-Length": str(len(body)), **head}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
    answer = await reader.readuntil(b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 "), answer
    await reader.readexactly(next(int(line[15:]) for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:")))


@asynccontextmanager
async def _solves(port: int) -> AsyncIterator[list[float]]:
    """Inside the block two callers have the solver work without a break; gives when each solve was done. Workers are warm by then."""
    body, done, warm = json.dumps(raw_request(REQUEST)).encode(), list[float](), asyncio.Event()

    async def ask() -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        while True:
            await _call(reader, writer, "POST", "/v1/adjust", body, {})
            done.append(time.perf_counter())
            if len(done) >= 2 * SOLVERS:
                warm.set()

    askers = [asyncio.create_task(ask()) for _ in range(SOLVERS)]
    try:
        await warm.wait()
        done.clear()
        yield done
        for asker in askers:
            assert not asker.done(), asker.exception()
    finally:
        for asker in askers:
            asker.cancel()


async def measure(path: str, callers: list[Headers], port: int, calls: int) -> tuple[list[float], list[float], int]:
    """Idle, under solves, and the count of solves. The idle half is measured before and after."""
    async with _solves(port):
        await _read(path, callers, port, WARM_UP_CALLS)
    before = await _read(path, callers, port, calls // 2)
    async with _solves(port) as done:
        busy = await _read(path, callers, port, calls)
        solves = len(done)
    after = await _read(path, callers, port, calls // 2)
    return sorted(before + after), busy, solves


def main(calls: int) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'plans.db'}"
        migrating.upgrade(url)
        path, callers = a_plan(url, CALLERS)
        with server_of(solving_app, url, daemon=False) as (port, _):
            idle, busy, solves = asyncio.run(measure(path, callers, port, calls))
    table = Table("reading a plan", "p50 ms", "p99 ms", title=f"{calls} calls by {CALLERS} callers; {solves} solves meanwhile")
    for name, spent in (("idle", idle), (f"while {SOLVERS} solves run", busy)):
        table.add_row(name, f"{median(spent):.1f}", f"{_p99(spent):.1f}")
    table.add_row("ratio", f"{median(busy) / median(idle):.1f}", f"{_p99(busy) / _p99(idle):.1f}")
    Console().print(table)


def _p99(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.99)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS)
