"""A worker in a process of its own, to be killed: `python -m tests.jobs.worker_process URL FOLDER NAME`.

It writes each job that it begins into FOLDER/begun, and finishes none as long as FOLDER/hold is there. A job `poison` kills it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from service.jobs import job, seats
from service.jobs.ending import Save
from service.jobs.engine import JobEngine
from service.jobs.kinds import JobKind
from service.store.engine import open_engine

ADD = text("INSERT INTO organisations (id, name, created_at) VALUES (:id, 'x', '2026-03-04')")
ATTEMPTS = 3
"""Fewer than there are."""
SILENCE_S = 6


def main(url: str, folder: Path, name: str) -> None:
    def work(*ids: str) -> Save:
        with (folder / "begun").open("a") as begun:
            begun.write(f"{name}\n")
        if ids[0] == "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        while (folder / "hold").exists():
            threading.Event().wait(0.02)

        def save(session: Session) -> None:
            session.execute(ADD, {"id": f"{ids[0]} {name}"})

        return save

    JobEngine(open_engine(url), dict.fromkeys(JobKind, work), {}).launch()
    (folder / f"{name}-is-up").touch()
    threading.Event().wait()


if __name__ == "__main__":
    job.MOST_ATTEMPTS, seats.SILENCE_S = ATTEMPTS, SILENCE_S
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
