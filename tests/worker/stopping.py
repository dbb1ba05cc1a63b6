"""A worker whose jobs take a second, or for ever: `python -m tests.worker.stopping URL FOLDER DRAIN_S`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from service.jobs.engine import JobEngine, Save
from service.jobs.kinds import JobKind
from service.store.engine import open_engine
from service.worker.process import work_until_told_to_stop

ADD = text("INSERT INTO organisations (id, name, created_at) VALUES (:id, 'x', '2026-03-04')")


def main(url: str, folder: Path, drain_s: int) -> None:
    def work(*ids: str) -> Save:
        (folder / f"{ids[0]}-begun").touch()
        threading.Event().wait(1 if ids[0] == "slow" else None)

        def save(session: Session) -> None:
            session.execute(ADD, {"id": ids[0]})

        return save

    work_until_told_to_stop(JobEngine(open_engine(url), dict.fromkeys(JobKind, work), {}), drain_s)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
