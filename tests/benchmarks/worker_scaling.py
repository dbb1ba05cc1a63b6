"""Whether four workers do four times the work of one.

Thinking is replaced by a wait of 200 ms and an answer made beforehand, one at a time in each worker, so that the cores of the machine
that measures do not decide: what is left is what workers share, the queue and the database. All else is as shipped: the jobs wait in
PostgreSQL, each loads its facts, and stores its assessment and its proposal in the transaction that ends it. Counted from the first
proposal to the last, so that the start of processes is not in it.

Run with `uv run python -m tests.benchmarks.worker_scaling [jobs]`. Prints one table.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from service.documents.report import ReportDocument
from service.jobs import schema
from service.kit.clock import system_clock
from service.kit.ids import id_maker
from service.store.engine import open_engine
from service.store.sealing import Vault
from service.store.store import Store
from service.store.tenancy import Scope
from service.usecases import thinking
from service.usecases.announce import announce
from service.usecases.facts import load_facts, request_of
from service.usecases.operations import OPTIONS
from service.usecases.reports import order_answer, take_in
from service.usecases.services import Services
from service.worker.handlers import AtWork
from tests.support.databases import crashable_server
from tests.support.platform_traffic import Club, filled, proposals
from tests.support.services import PoolInPlace

SOLVE_S = 0.2
JOBS = 120
WORKERS = (1, 4)
PATIENCE_S = 120.0


class WaitingPool(PoolInPlace):
    """A worker with one core and a solver that takes 200 ms of it: it waits, and gives the answer that it was given."""

    def __init__(self, answer: bytes) -> None:
        super().__init__()
        self._answer = answer
        self._core = threading.Lock()

    def run(self, job: Any, payload: Any) -> Any:
        with self._core:
            time.sleep(SOLVE_S)
        return self._answer


def services_over(url: str, pool: PoolInPlace) -> Services:
    new_id = id_maker(system_clock)
    store = Store(open_engine(url), Vault(), system_clock, new_id, announce)
    return Services(store=store, pool=pool, clock=system_clock, new_id=new_id)  # type: ignore[arg-type]


def be_a_worker(url: str, answer: Path, is_up: Path) -> None:
    services = services_over(url, WaitingPool(answer.read_bytes()))
    at_work = AtWork(services, drain_s=1)
    is_up.touch()
    threading.Event().wait()
    at_work.stop()


def answered_once(url: str, club: Club) -> bytes:
    """What the solver says to the report that all of them send; their plans are the same."""
    services = services_over(url, PoolInPlace())
    with services.store.writing(office(services, club)) as unit:
        athlete = unit.athletes.by_ref(club.athletes[0])
        assert athlete is not None
        take_in(unit, athlete, heavy(), None)
        request = request_of(load_facts(unit, athlete.id, services.clock()), OPTIONS.model_dump(mode="json"))
    services.store.engine.dispose()
    answer = thinking.adjust(json.dumps(request).encode())
    assert isinstance(answer, bytes), answer
    return answer


def office(services: Services, club: Club) -> Scope:
    return Scope(club.org_id, "bench", services.clock().date(), sees_all=True)


def heavy() -> ReportDocument:
    return ReportDocument(observed_at=system_clock(), is_run=True, heaviness=7, timing="whole", runs_heavy_in_row=2)


def ordered(url: str, clubs: list[Club]) -> None:
    """A report of every athlete, and the job that answers it."""
    services = services_over(url, PoolInPlace())
    for club in clubs:
        with services.store.writing(office(services, club)) as unit:
            for ref in club.athletes:
                athlete = unit.athletes.by_ref(ref)
                assert athlete is not None
                take_in(unit, athlete, heavy(), None)
                order_answer(unit, athlete.id)
    services.store.engine.dispose()


def seconds_with(workers: int, url: str, jobs: int) -> float:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        clubs = filled(url, jobs)
        answer = Path(folder, "answer.json")
        answer.write_bytes(answered_once(url, clubs[0]))
        for number in range(workers):
            is_up = Path(folder, f"up-{number}")
            arguments = [sys.executable, "-m", "tests.benchmarks.worker_scaling", "worker", url, str(answer), str(is_up)]
            process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.kill)
            while not is_up.exists():
                assert process.poll() is None, "a worker did not start"
                time.sleep(0.05)
        ordered(url, clubs)
        return _span_s(url, jobs)


def _span_s(url: str, jobs: int) -> float:
    engine, end = open_engine(url), time.monotonic() + PATIENCE_S
    while len(found := proposals(engine)) < jobs:
        assert time.monotonic() < end, f"{jobs - len(found)} were never answered"
        time.sleep(0.5)
    engine.dispose()
    return (max(found.values()) - min(found.values())).total_seconds()


def main(jobs: int) -> None:
    table = Table("workers", "jobs", "seconds", "a second", "against one", title=f"thinking replaced by {SOLVE_S * 1000:.0f} ms of waiting")
    with crashable_server() as postgres:
        took: list[float] = []
        for workers in WORKERS:
            url = postgres.server.create()
            schema.upgrade(url)
            took.append(seconds_with(workers, url, jobs))
            table.add_row(str(workers), str(jobs), f"{took[-1]:.1f}", f"{jobs / took[-1]:.1f}", f"{took[0] / took[-1]:.2f}")
    table.caption = f"load average {os.getloadavg()[0]:.1f} at the end"
    Console().print(table)


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        be_a_worker(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else JOBS)
