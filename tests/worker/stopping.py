"""A worker whose one job takes a second: `python -m tests.worker.stopping URL FOLDER`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from service.jobs.engine import JobEngine
from service.jobs.kinds import JobKind
from service.store.engine import open_engine
from service.worker.process import work_until_told_to_stop


def main(url: str, folder: Path) -> None:
    def work(*_ids: str) -> None:
        (folder / "begun").touch()
        threading.Event().wait(1)
        (folder / "done").touch()

    work_until_told_to_stop(JobEngine(open_engine(url), dict.fromkeys(JobKind, work), {}), 20)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
