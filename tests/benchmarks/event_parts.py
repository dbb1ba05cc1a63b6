"""What an event costs in each of its parts, without HTTP: statements, which do not depend on the machine, and processor time.

Server, worker and thinking are threads of one process here, so that their time can be told apart. *Queue* is what is left when our own
parts are taken away: the library that takes jobs, begins and ends them, and looks for more. Statements count what is begun and committed
too; the database server's own time is not in it.

Run with `uv run python -m tests.benchmarks.event_parts [messages]`. Prints a table.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from service.jobs import schema
from service.jobs.ending import Save
from service.jobs.engine import Handler, JobEngine
from service.jobs.kinds import JobKind
from service.kit.clock import system_clock
from service.platforms.base import Incoming
from service.store.engine import open_engine
from service.store.sealing import Vault
from service.store.store import Store
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.announce import announce
from service.usecases.platforms.receive import find_hook, receive
from service.usecases.services import Services
from service.worker.handlers import handlers
from tests.support.databases import crashable_server
from tests.support.platform_traffic import Message, filled, messages, proposals
from tests.support.services import PoolInPlace, services_on

MESSAGES, WARM_UP, GAP_S = 60, 20, 0.1
PARTS = ("acknowledge", "understand", "answer", "thinking", "queue")
OF_KIND = {JobKind.PROCESS_EVENT: "understand", JobKind.ADJUST_PLAN: "answer"}


class Meter:
    """Whose statements and whose time it is; what nobody claims is the queue's."""

    def __init__(self) -> None:
        self.ms: Counter[str] = Counter()
        self.statements: Counter[str] = Counter()
        self._now = threading.local()
        for name in ("before_cursor_execute", "begin", "commit", "rollback"):
            event.listen(Engine, name, self._count)

    def _count(self, *_facts: Any) -> None:
        self.statements[getattr(self._now, "part", "queue")] += 1

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """The time of the block in this thread goes to a part, and is taken from the part around it."""
        before, self._now.part, began = getattr(self._now, "part", "queue"), name, time.thread_time()
        try:
            yield
        finally:
            spent, self._now.part = 1000 * (time.thread_time() - began), before
            self.ms[name] += spent
            self.ms[before] -= spent

    def handler(self, kind: JobKind, handler: Handler) -> Handler:
        name = OF_KIND.get(kind, "queue")

        def work(*ids: str) -> Save | None:
            with self.part(name):
                save = handler(*ids)
            return None if save is None else self._saved(name, save)

        return work

    def _saved(self, name: str, save: Save) -> Save:
        def saving(session: Session) -> None:
            with self.part(name):
                save(session)

        return saving


class MeteredPool(PoolInPlace):
    meter: Meter

    def run(self, job: Callable[[Any], Any], payload: Any) -> Any:
        with self.meter.part("thinking"):
            return super().run(job, payload)


class StoreAtOnce(Store):
    """Writes in the thread of the caller, whose time it is."""

    def write_soon(self, scope: Scope, do: Callable[[UnitOfWork], Any]) -> Future[Any]:
        written: Future[Any] = Future()
        with self.writing(scope) as work:
            found = do(work)
        written.set_result(found)
        return written


def measured(url: str, meter: Meter, count: int) -> None:
    schema.upgrade(url)
    due = messages(filled(url, count + WARM_UP), count + WARM_UP, "event")
    pool = MeteredPool()
    pool.meter = meter
    plain = services_on(url, clock=system_clock, pool=pool)  # type: ignore[arg-type]
    services = replace(plain, store=StoreAtOnce(plain.store.engine, Vault(()), system_clock, plain.new_id, announce))
    jobs = JobEngine(services.store.engine, {kind: meter.handler(kind, one) for kind, one in handlers(services).items()}, {})
    jobs.launch()
    sent(services, meter, due[:WARM_UP])
    meter.ms.clear()
    meter.statements.clear()
    began = time.process_time()
    asking = sent(services, meter, due[WARM_UP:])
    meter.ms["queue"] += 1000 * (time.process_time() - began - asking)
    jobs.drain(5)
    services.store.engine.dispose()


def sent(services: Services, meter: Meter, due: list[Message]) -> float:
    """Until all are answered. Gives the processor seconds of asking whether they are."""
    for message in due:
        head, body = message.as_bytes().split(b"\r\n\r\n", 1)
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
        incoming = Incoming("POST", {name.lower(): value for name, value in headers.items()}, {}, body)
        with meter.part("acknowledge"):
            receive(services, find_hook(services, "standard", message.club.path.rsplit("/", 1)[1]), incoming)
        time.sleep(GAP_S)
    wanted, began = {message.whose for message in due}, time.thread_time()
    engine = open_engine(services.store.engine.url.render_as_string(hide_password=False))
    while not wanted <= proposals(engine).keys():
        time.sleep(0.5)
    engine.dispose()
    return time.thread_time() - began


def main(count: int) -> None:
    table = Table("", *PARTS, "engine", title="an event: milliseconds of processor / statements")
    with tempfile.TemporaryDirectory() as folder, crashable_server() as postgres:
        for name, url in (("SQLite", f"sqlite:///{folder}/parts.db"), ("PostgreSQL", postgres.server.create())):
            meter = Meter()
            measured(url, meter, count)
            each = [(meter.ms[part] / count, meter.statements[part] / count) for part in PARTS]
            engine = [
                sum(figures) for figures in zip(*(one for part, one in zip(PARTS, each, strict=True) if part != "thinking"), strict=True)
            ]
            table.add_row(name, *(f"{ms:.1f} / {statements:.0f}" for ms, statements in [*each, engine]))
    Console(width=140).print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES)
