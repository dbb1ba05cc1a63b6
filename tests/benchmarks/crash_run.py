"""Kills workers in the middle of their jobs, again and again, and counts what was lost or stored twice.

    uv run python -m tests.benchmarks.crash_run                                   SQLite: one worker, killed and started anew
    uv run python -m tests.benchmarks.crash_run postgresql://owner@host/empty     three workers, two of them killed for good

Ends with 1 when a job was lost, stored twice or left lying.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from service.jobs import records, schema
from service.jobs.engine import JobEngine, Save
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.engine import open_engine, reading, writing

JOBS, ATHLETES, KILLS = 150, 40, 5
JOB_S, FAILS = 0.4, 0.05
LONGEST_S = 600
ADD = text("INSERT INTO organisations (id, name, created_at) VALUES (:id, 'x', '2026-03-04')")


def work(*ids: str) -> Save:
    time.sleep(JOB_S)
    if random.random() < FAILS:
        raise RuntimeError

    def save(session: Session) -> None:
        session.execute(ADD, {"id": ids[0]})

    return save


def be_a_worker(url: str, is_up: Path) -> None:
    JobEngine(open_engine(url), dict.fromkeys(JobKind, work), {}).launch()
    is_up.touch()
    threading.Event().wait()


def workers(url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One after the other, each at work when it is handed out."""
    while True:
        is_up = folder / f"up-{time.monotonic_ns()}"
        worker = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.crash_run", "worker", url, str(is_up)])
        while not is_up.exists():
            assert worker.poll() is None, "a worker did not start"
            time.sleep(0.05)
        yield worker


def run(url: str, folder: Path) -> bool:
    schema.upgrade(url)
    engine = open_engine(url)
    source = workers(url, folder)
    is_shared = url.startswith("postgresql")
    living = [next(source) for _ in range(3 if is_shared else 1)]
    with writing(engine, None) as session:
        for number in range(JOBS):
            enqueue(session, JobKind.ADJUST_PLAN, f"job-{number:03}", athlete_id=f"athlete-{number % ATHLETES}")
    try:
        kills = kill_while_they_work(engine, living, source, is_shared)
    finally:
        for worker in living:
            worker.kill()
            worker.wait()
    return judged(engine, kills)


def kill_while_they_work(
    engine: Engine, living: list[subprocess.Popen[bytes]], source: Iterator[subprocess.Popen[bytes]], is_shared: bool
) -> int:
    kills, end = 0, time.monotonic() + LONGEST_S
    while records.list_open(engine) and time.monotonic() < end:
        time.sleep(random.uniform(0.5, 1.5))
        if len(living) > 1 or (kills < KILLS and not is_shared):
            victim = living.pop(0)
            victim.kill()
            victim.wait()
            kills += 1
            if not is_shared:
                living.append(next(source))
    return kills


def judged(engine: Engine, kills: int) -> bool:
    with reading(engine, None) as session:
        stored = session.execute(text("SELECT count(*), count(DISTINCT id) FROM organisations")).one()
    left, dead = len(records.list_open(engine)), len(records.list_dead(engine))
    engine.dispose()
    print(f"{engine.dialect.name}: {kills} kills, {JOBS} jobs, {stored[0]} stored, {left} left lying, {dead} dead")
    return (*stored, left, dead) == (JOBS, JOBS, 0, 0)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["worker"]:
        be_a_worker(arguments[1], Path(arguments[2]))
    with tempfile.TemporaryDirectory() as folder:
        url = arguments[0] if arguments else f"sqlite:///{folder}/crash.db"
        return 0 if run(url, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
