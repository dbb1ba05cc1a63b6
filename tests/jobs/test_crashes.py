"""A worker that is killed in the middle of a job loses nothing, and nothing is stored twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from service.store.engine import reading
from tests.jobs.bench import Bench, until

Start = Callable[[str], subprocess.Popen[bytes]]


@pytest.fixture
def start(resting: Bench, tmp_path: Path) -> Iterator[Start]:
    """Starts a worker under a name; whatever still runs at the end is killed."""
    url = resting.engine.url.render_as_string(hide_password=False)
    workers: list[subprocess.Popen[bytes]] = []

    def start(name: str) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen([sys.executable, "-m", "tests.jobs.worker_process", url, str(tmp_path), name])
        workers.append(worker)
        until(lambda: (tmp_path / f"{name}-is-up").exists() or worker.poll() is not None)
        return worker

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def begun(folder: Path) -> list[str]:
    file = folder / "begun"
    return file.read_text().split() if file.exists() else []


def stored(bench: Bench) -> list[str]:
    with reading(bench.engine, None) as session:
        return list(session.execute(text("SELECT id FROM organisations")).scalars())


def test_a_job_whose_worker_was_killed_is_finished_by_the_next(resting: Bench, start: Start, tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    id = resting.put("saved-once")
    first = start("first")
    until(lambda: begun(tmp_path) == ["first"])
    first.kill()
    first.wait()
    (tmp_path / "hold").unlink()
    start("second")
    until(lambda: resting.status(id) == "SUCCESS")
    assert begun(tmp_path) == ["first", "second"]
    assert stored(resting) == ["saved-once"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_job_whose_worker_was_killed_is_taken_over_by_one_that_lives(resting: Bench, start: Start, tmp_path: Path) -> None:
    (tmp_path / "hold").touch()
    first = start("first")
    id = resting.put("saved-once")
    until(lambda: begun(tmp_path) == ["first"])
    start("second")
    first.kill()
    first.wait()
    (tmp_path / "hold").unlink()
    until(lambda: resting.status(id) == "SUCCESS")
    assert begun(tmp_path) == ["first", "second"]
    assert stored(resting) == ["saved-once"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_second_process_at_a_sqlite_file_does_not_start(resting: Bench, start: Start) -> None:
    first = start("first")
    assert start("second").wait() != 0
    assert first.poll() is None
    assert resting.engine.dialect.name == "sqlite"
