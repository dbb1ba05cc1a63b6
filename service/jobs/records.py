"""Looking into the queue: what waits, what runs, what died; taking the dead up again, and forgetting what is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from service.errors import BadInput, Finding
from service.jobs.ending import forget_marks
from service.jobs.enqueuing import APPLICATION, put
from service.jobs.job import Job
from service.jobs.kinds import JobKind
from service.jobs.library_log import quieten
from service.store.engine import open_queue_engine, writing

if TYPE_CHECKING:
    from dbos import DBOSClient

OPEN = {"DELAYED": "waiting for its time", "ENQUEUED": "waiting", "PENDING": "running"}
DEAD = {"ERROR": "failed", "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "killed its worker too often"}
PAGE = 1_000
ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job as the queue has it."""

    job: Job
    state: str
    reason: str | None
    created_at: datetime
    worker: str | None


def list_open(engine: Engine, limit: int = PAGE) -> list[JobRecord]:
    """Jobs that wait or run, oldest first."""
    return _listed(engine, OPEN, limit)


def list_dead(engine: Engine, limit: int = PAGE) -> list[JobRecord]:
    """Jobs that nobody tries any more, oldest first."""
    return _listed(engine, DEAD, limit)


def retry(engine: Engine, job_id: str) -> Job:
    """Have a dead job done after all, with all its attempts anew. Raises BadInput when there is no such dead job."""
    with _client(engine) as client:
        found = _found(client, DEAD, 1, workflow_ids=[job_id])
        if not found:
            detail = f"There is no dead job {job_id}. `adjuster jobs dead` lists them."
            raise BadInput(detail, findings=[Finding("ID", "unknown-job", detail)], place="command line")
        return _take_up(engine, client, found[0].job)


def retry_all(engine: Engine) -> Iterator[tuple[str, Job]]:
    """As `retry` for every job that is dead now, oldest first: the id of each, and the job as it waits again."""
    with _client(engine) as client:
        for record in _found(client, DEAD, ALL):
            yield record.job.id, _take_up(engine, client, record.job)


def forget_done(engine: Engine, before: datetime) -> int:
    """Remove jobs that were done before an instant; their keys may be used again. Dead ones stay. Returns how many."""
    count = 0
    with _client(engine) as client:
        while done := client.list_workflows(
            status="SUCCESS", completed_before=before.isoformat(), limit=PAGE, load_input=False, load_output=False
        ):
            client.delete_workflows([job.workflow_id for job in done])
            count += len(done)
    forget_marks(engine)
    return count


def _take_up(engine: Engine, client: DBOSClient, job: Job) -> Job:
    again = job.taken_up_again()
    with writing(engine, None) as session:
        put(session, again, 0)
    # Afterwards: dying in between leaves a dead job that is already taken up, and taking it up twice changes nothing.
    client.delete_workflow(job.id)
    return again


def _listed(engine: Engine, states: dict[str, str], limit: int) -> list[JobRecord]:
    with _client(engine) as client:
        return _found(client, states, limit)


def _found(client: DBOSClient, states: dict[str, str], limit: int, **chosen: Any) -> list[JobRecord]:
    found = client.list_workflows(status=list(states), name=[kind.value for kind in JobKind], limit=limit, **chosen)
    return [_record(one, states[one.status]) for one in found]


def _record(found: Any, state: str) -> JobRecord:
    created = datetime.fromtimestamp((found.created_at or 0) / 1000, UTC)
    reason = None if found.error is None else str(getattr(found.error, "message", found.error))
    return JobRecord(Job.of_payload(found.input["args"][0]), state, reason, created, found.executor_id)


@contextmanager
def _client(engine: Engine) -> Iterator[DBOSClient]:
    from dbos import DBOSClient, DBOSPortableJSONSerializer  # noqa: PLC0415  a second of loading

    quieten()
    queue_engine = open_queue_engine(engine)
    client = DBOSClient(system_database_engine=queue_engine, application_name=APPLICATION, serializer=DBOSPortableJSONSerializer())
    try:
        yield client
    finally:
        client.destroy()
        if queue_engine is not engine:
            queue_engine.dispose()
