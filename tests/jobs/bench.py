"""A job engine at work in this process, whose handlers a test puts in while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, text

from service.jobs import records
from service.jobs.engine import Handler, JobEngine
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.engine import is_sqlite, reading, writing

LONGEST_S = 300.0


def until(holds: Callable[[], Any]) -> None:
    """Wait for something that has to come; a test that waits in vain fails."""
    end = time.monotonic() + LONGEST_S
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


@dataclass
class Bench:
    engine: Engine
    does: dict[str, Handler] = field(default_factory=dict)
    """What is done with a job, by its first id."""
    done: list[tuple[str, ...]] = field(default_factory=list)
    told: list[tuple[str, ...]] = field(default_factory=list)
    """Ids of the jobs that somebody was told of, because they fail again and again."""

    def work(self, *ids: str) -> Any:
        handler = self.does.get(ids[0])
        answer = None if handler is None else handler(*ids)
        self.done.append(ids)
        return answer

    def tell(self, _error: Exception, *ids: str) -> None:
        self.told.append(ids)
        if ids[0] == "cannot be told":
            raise RuntimeError("nobody is there")

    def job_engine(self, **schedules: str) -> JobEngine:
        ticking = {JobKind(kind): cron for kind, cron in schedules.items()}
        return JobEngine(self.engine, dict.fromkeys(JobKind, self.work), ticking, dict.fromkeys(JobKind, self.tell))

    def put(self, *ids: str, kind: JobKind = JobKind.ADJUST_PLAN, of: str = "athlete", **options: Any) -> str:
        with writing(self.engine, None) as session:
            return enqueue(session, kind, *ids, of=of, **options)

    def status(self, job_id: str) -> str | None:
        with reading(self.engine, None) as session:
            found = session.execute(text(f"SELECT status FROM {self.queue_table} WHERE workflow_uuid = :id"), {"id": job_id})
            return found.scalar_one_or_none()

    def is_over(self, job_id: str) -> bool:
        return self.status(job_id) in {"SUCCESS", *records.DEAD}

    def everything_kept(self) -> str:
        """All that the queue has written down, as text."""
        schema = "main" if is_sqlite(self.engine) else "dbos"
        tables = ("workflow_status", "workflow_input", "workflow_output", "operation_outputs", "workflow_events")
        with reading(self.engine, None) as session:
            return repr([list(session.execute(text(f"SELECT * FROM {schema}.{table}"))) for table in tables])

    @property
    def queue_table(self) -> str:
        return "workflow_status" if is_sqlite(self.engine) else "dbos.workflow_status"
