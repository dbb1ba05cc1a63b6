"""Workers that are killed, frozen or poisoned, and a database that crashes: nothing is lost, and nothing is stored twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from service.jobs import records, schema
from service.jobs.adopting import FENCED
from service.jobs.job import FIRST_PAUSE_S, LONGEST_PAUSE_S, Job
from service.jobs.kinds import JobKind
from service.store.engine import open_engine, reading
from tests.jobs.bench import Bench, until
from tests.jobs.worker_process import ATTEMPTS
from tests.support.databases import crashable_server
from tests.support.supervised import supervised

Start = Callable[[str], subprocess.Popen[bytes]]
WORKER = "tests.jobs.worker_process"


@pytest.fixture
def start(resting: Bench, tmp_path: Path) -> Iterator[Start]:
    """Starts a worker under a name; whatever still runs at the end is killed."""
    workers: list[subprocess.Popen[bytes]] = []

    def start(name: str) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen([sys.executable, "-m", WORKER, url_of(resting), str(tmp_path), name])
        workers.append(worker)
        until(lambda: (tmp_path / f"{name}-is-up").exists() or worker.poll() is not None)
        return worker

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def url_of(bench: Bench) -> str:
    return bench.engine.url.render_as_string(hide_password=False)


def begun(folder: Path) -> list[str]:
    file = folder / "begun"
    return file.read_text().split() if file.exists() else []


def stored(bench: Bench) -> list[str]:
    """Jobs that left something, as often as they did."""
    return [entry.split()[0] for entry in stored_by_whom(bench)]


def stored_by_whom(bench: Bench) -> list[str]:
    with reading(bench.engine, None) as session:
        return list(session.execute(text("SELECT id FROM organisations ORDER BY id")).scalars())


def test_a_job_whose_worker_was_killed_is_finished_by_the_next(resting: Bench, start: Start, tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    resting.put("saved-once")
    first = start("first")
    until(lambda: begun(tmp_path) == ["first"])
    first.kill()
    first.wait()
    (tmp_path / "hold").unlink()
    start("second")
    until(lambda: stored(resting) == ["saved-once"] and not records.list_open(resting.engine))
    assert begun(tmp_path) == ["first", "second"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_job_whose_worker_was_killed_is_taken_over_by_one_that_lives(resting: Bench, start: Start, tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    first = start("first")
    resting.put("saved-once")
    until(lambda: begun(tmp_path) == ["first"])
    start("second")
    first.kill()
    first.wait()
    (tmp_path / "hold").unlink()
    until(lambda: stored(resting) == ["saved-once"] and not records.list_open(resting.engine))
    assert begun(tmp_path) == ["first", "second"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_worker_that_was_frozen_loses_its_job_and_ends_when_it_wakes(resting: Bench, start: Start, tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    zombie = start("zombie")
    resting.put("saved-once")
    until(lambda: begun(tmp_path) == ["zombie"])
    zombie.send_signal(signal.SIGSTOP)
    with supervised("-m", WORKER, url_of(resting), str(tmp_path), "heir"):
        until(lambda: "heir" in begun(tmp_path))  # PostgreSQL has taken the seat of the silent one by itself
        (tmp_path / "hold").unlink()
        until(lambda: stored(resting) == ["saved-once"])
        zombie.send_signal(signal.SIGCONT)
        assert zombie.wait(120) == FENCED
    assert stored_by_whom(resting) == ["saved-once heir"]


def test_a_job_that_kills_its_workers_is_dead_in_the_end_and_the_others_are_done(resting: Bench, tmp_path: Path) -> None:
    resting.put("poison", of="a", key=LATE)
    for name in EARLY:
        resting.put(name, of=name, key=name)
    with supervised("-m", WORKER, url_of(resting), str(tmp_path), "worker") as worker:
        until(lambda: records.list_dead(resting.engine) and not records.list_open(resting.engine))
    assert len(worker.exits) == ATTEMPTS + 1  # the last one is our own doing
    assert stored(resting) == EARLY
    [dead] = records.list_dead(resting.engine)
    assert (dead.job.ids, dead.job.attempt) == (("poison",), ATTEMPTS)
    assert (dead.reason or "").startswith("worker-died")


def pauses(key: str) -> list[float]:
    """How far two jobs that died together come apart, as a share of the shortest pause."""
    jobs = [Job(JobKind.ADJUST_PLAN, ("x",), key, "x", attempt) for attempt in range(1, ATTEMPTS)]
    return [job.pause_s / min(FIRST_PAUSE_S * 2.0 ** (job.attempt - 1), LONGEST_PAUSE_S) for job in jobs]


NAMES = [f"job-{number:03}" for number in range(400)]
EARLY = [name for name in NAMES if max(pauses(name)) < 1.3][:6]
LATE = next(name for name in NAMES if min(pauses(name)) > 1.85)
"""By their names, one of them comes after all others whenever they wait together; which one it is must not be left to chance here."""


def test_a_database_that_crashes_and_comes_back_finds_its_workers_again(tmp_path: Path) -> None:
    with crashable_server() as own:
        url = own.server.create()
        schema.upgrade(url)
        bench = Bench(open_engine(url))
        (tmp_path / "hold").touch()
        with (
            supervised("-m", WORKER, url, str(tmp_path), "first") as first,
            supervised("-m", WORKER, url, str(tmp_path), "second") as second,
        ):
            until(lambda: (tmp_path / "first-is-up").exists() and (tmp_path / "second-is-up").exists())
            names = [f"job-{number}" for number in range(12)]
            for name in names:
                bench.put(name, of=name)
            until(lambda: len(begun(tmp_path)) >= 2)
            own.crash()
            until(lambda: first.exits and second.exits)
            (tmp_path / "hold").unlink()
            own.start()
            until(lambda: stored(bench) == sorted(names) and not records.list_open(bench.engine))
            assert (first.exits[0], second.exits[0]) == (FENCED, FENCED)
        assert records.list_dead(bench.engine) == []
        bench.engine.dispose()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_second_process_at_a_sqlite_file_does_not_start(resting: Bench, start: Start) -> None:
    first = start("first")
    assert start("second").wait() != 0
    assert first.poll() is None
    assert resting.engine.dialect.name == "sqlite"
