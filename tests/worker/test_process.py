from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from service.store.engine import open_engine
from tests.jobs.bench import Bench, until


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_stop_finishes_its_job_first(sqlite_database: str, tmp_path: Path, number: signal.Signals) -> None:
    bench = Bench(open_engine(sqlite_database))
    id = bench.put("slow")
    worker = subprocess.Popen([sys.executable, "-m", "tests.worker.stopping", sqlite_database, str(tmp_path)])
    until((tmp_path / "begun").exists)
    worker.send_signal(number)
    assert worker.wait(120) == 0
    assert (tmp_path / "done").exists()
    assert bench.status(id) == "SUCCESS"
    bench.engine.dispose()
