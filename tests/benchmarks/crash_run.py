"""Kills servers and workers while messages come in, again and again, and counts what was lost or done twice.

    uv run python -m tests.benchmarks.crash_run                  both kinds of database, some minutes
    uv run python -m tests.benchmarks.crash_run --short          what the gate runs
    uv run python -m tests.benchmarks.crash_run --only sqlite --events 200 --kills 10 --seed 3

SQLite: one `adjuster serve`. PostgreSQL: servers that do no jobs and workers, one of which never comes back. Real processes, which a
supervisor starts again; senders repeat each message one to three times, the receiver of webhooks fails one call in ten. Ends with 1
unless every message is one event, one report and one proposal, every delivery arrived, and no job is dead or left lying.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL

from sqlalchemy import Engine, text

from service.jobs import records, schema
from service.platforms.fake_server import FakeServer
from service.store.engine import open_engine, reading, see_all_tenants
from tests.api.server import free_port
from tests.benchmarks.crash_club import Receiver, Senders, founded
from tests.benchmarks.crash_process import ANSWERED, BEGUN, noted
from tests.support.databases import own_server
from tests.support.supervised import Supervised, supervised

LONGEST_S = 900
COUNTS = {
    "events": "SELECT count(*) FROM inbox WHERE status = 'done'",
    "stored": "SELECT count(*) FROM inbox",
    "reports": "SELECT count(*) FROM reports",
    "proposals": "SELECT count(*) FROM adjustments",
    "athletes with a proposal": "SELECT count(DISTINCT athlete_id) FROM adjustments WHERE status = 'proposed'",
    "deliveries": "SELECT count(*) FROM deliveries",
    "delivered": "SELECT count(*) FROM deliveries WHERE status = 'delivered'",
}


@dataclass(frozen=True)
class Scale:
    events: int
    kills: int
    servers: int
    workers: int


SHORT, LONG = Scale(events=12, kills=3, servers=1, workers=2), Scale(events=120, kills=12, servers=2, workers=3)


@dataclass
class Crashing:
    """What is up, and what is done to it."""

    url: str
    folder: Path
    scale: Scale
    chance: random.Random
    ports: list[int] = field(default_factory=list)
    processes: list[Supervised] = field(default_factory=list)
    doomed: list[Supervised] = field(default_factory=list)
    kills: int = 0

    @contextmanager
    def up(self) -> Iterator[None]:
        is_sqlite = self.url.startswith("sqlite")
        with ExitStack() as stack:
            for _ in range(1 if is_sqlite else self.scale.servers):
                self.ports.append(free_port())
                without = () if is_sqlite else ("--no-worker",)
                self.processes.append(stack.enter_context(self._started("serve", "--port", str(self.ports[-1]), *without)))
            for _ in range(0 if is_sqlite else self.scale.workers):
                self.processes.append(stack.enter_context(self._started("worker")))
            self.doomed = [] if is_sqlite else self.processes[-1:]
            yield

    def _started(self, *arguments: str) -> AbstractContextManager[Supervised]:
        settings = {"DATABASE_URL": self.url, "WEBHOOKS_ANYWHERE": "true", "SOLVES_AT_ONCE": "1", "LOG_LEVEL": "ERROR"}
        environment = {f"ADJUSTER_{name}": value for name, value in settings.items()}
        return supervised("-m", "tests.benchmarks.crash_process", str(self.folder), *arguments, **environment)

    def kill_again_and_again(self, is_over: Callable[[], bool]) -> None:
        """One at random, each time when something is being thought over; the doomed one first, and for good."""
        for process in self.doomed:
            self._wait_for_work(is_over)
            process.give_up()
            self.kills += 1
        others = [process for process in self.processes if process not in self.doomed]
        while self.kills < self.scale.kills and not is_over():
            self._wait_for_work(is_over)
            self.chance.choice(others).signal(SIGKILL)
            self.kills += 1

    def _wait_for_work(self, is_over: Callable[[], bool]) -> None:
        before = noted(self.folder, BEGUN)
        while noted(self.folder, BEGUN) <= before and not is_over():
            time.sleep(0.1)
        time.sleep(self.chance.uniform(0, 0.4))


def run(url: str, folder: Path, scale: Scale, seed: int) -> bool:
    schema.upgrade(url)
    engine, began = open_engine(url), time.monotonic()
    crashing, receiver = Crashing(url, folder, scale, random.Random(seed)), Receiver(random.Random(seed))
    with FakeServer(receiver) as server:
        club = founded(url, server.url, scale.events)
        with crashing.up():
            senders = Senders(club, crashing.ports, seed)
            senders.start()
            end = time.monotonic() + LONGEST_S

            def is_over() -> bool:
                return time.monotonic() > end or (senders.are_done and not records.list_open(engine))

            crashing.kill_again_and_again(is_over)
            while not is_over():
                time.sleep(0.2)
    found, dead, left = counted(engine), len(records.list_dead(engine)), len(records.list_open(engine))
    engine.dispose()
    print(
        f"{engine.dialect.name}, seed {seed}: {scale.events} events sent as {senders.messages} messages, {crashing.kills} kills; "
        + ", ".join(f"{name} {count}" for name, count in found.items())
        + f"; {dead} dead, {left} left lying; {noted(folder, ANSWERED) - scale.events} extra solves, "
        f"{receiver.failed} posts refused, {len(receiver.taken) - len(set(receiver.taken))} posts twice; {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return is_right(found, scale.events) and (dead, left) == (0, 0) and len(set(receiver.taken)) == 2 * scale.events


def is_right(found: dict[str, int], events: int) -> bool:
    """Each event is told of twice: that a report came, and that there is a proposal."""
    return found == {name: 2 * events if name.startswith("deliver") else events for name in COUNTS}


def counted(engine: Engine) -> dict[str, int]:
    with reading(engine, None) as session:
        see_all_tenants(session)
        return {name: session.execute(text(statement)).scalar_one() for name, statement in COUNTS.items()}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--events", type=int)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    base = SHORT if options.short else LONG
    scale = Scale(options.events or base.events, options.kills or base.kills, base.servers, base.workers)
    is_right = True
    if options.only != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            is_right &= run(f"sqlite:///{folder}/crash.db", Path(folder), scale, options.seed)
    if options.only != "sqlite":
        with tempfile.TemporaryDirectory() as folder, own_server() as server:
            is_right &= run(server.create(), Path(folder), scale, options.seed)
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
