"""A worker that is told to stop finishes what it can, and leaves nothing behind that nobody takes up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from service.jobs import records
from service.store.engine import open_engine, reading
from tests.api.server import free_port
from tests.jobs.bench import Bench, until
from tests.support.supervised import supervised

WORKER = "tests.worker.stopping"


@pytest.fixture
def bench(database: str) -> Iterator[Bench]:
    bench = Bench(open_engine(database))
    yield bench
    bench.engine.dispose()


def url_of(bench: Bench) -> str:
    return bench.engine.url.render_as_string(hide_password=False)


def stored(bench: Bench) -> list[str]:
    with reading(bench.engine, None) as session:
        return list(session.execute(text("SELECT id FROM organisations")).scalars())


def started(bench: Bench, folder: Path, drain_s: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", WORKER, url_of(bench), str(folder), str(drain_s)], stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_stop_finishes_its_job_first(bench: Bench, tmp_path: Path, number: signal.Signals) -> None:
    bench.put("slow")
    worker = started(bench, tmp_path, 60)
    until((tmp_path / "slow-begun").exists)
    bench.put("later")
    worker.send_signal(number)
    assert worker.wait(120) == 0
    assert stored(bench) == ["slow"]
    assert [record.state for record in records.list_open(bench.engine)] == ["waiting"]


def test_a_job_that_does_not_end_in_time_holds_nobody_up_and_is_begun_anew(bench: Bench, tmp_path: Path) -> None:
    bench.put("endless", of="a", key="endless")
    worker = started(bench, tmp_path, 1)
    until((tmp_path / "endless-begun").exists)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(120) == 0
    (tmp_path / "endless-begun").unlink()
    with supervised("-m", WORKER, url_of(bench), str(tmp_path), "1"):
        until((tmp_path / "endless-begun").exists)
    assert stored(bench) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_server_does_not_wait_for_ever_for_a_job_either(bench: Bench, tmp_path: Path) -> None:
    bench.put("endless")
    ours = {"ADJUSTER_DATABASE_URL": url_of(bench), "ADJUSTER_JOB_DRAIN_SECONDS": "1", "ADJUSTER_SOLVES_AT_ONCE": "1"}
    command = [sys.executable, "-m", "tests.worker.stopping_server", str(tmp_path), str(free_port())]
    with subprocess.Popen(command, env={**os.environ, **ours}, stderr=subprocess.PIPE, text=True) as server:
        try:
            until(lambda: (tmp_path / "begun").exists() and server.poll() is None)
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) == 0
            assert server.stderr is not None
            assert "begun anew" in server.stderr.read()
        finally:
            server.kill()
