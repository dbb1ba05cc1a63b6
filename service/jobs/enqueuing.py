"""Putting a job into the queue, in the transaction of the rows that it is about: both are committed, or neither."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from service.jobs.job import Job
from service.jobs.kinds import LINE_OF, JobKind
from service.jobs.library_log import quieten

if TYPE_CHECKING:
    from dbos import DBOSClient

APPLICATION = "adjuster"


def enqueue(session: Session, kind: JobKind, *ids: str, athlete_id: str | None = None, delay_s: float = 0, key: str | None = None) -> str:
    """Have `kind` done with `ids` once the transaction of `session` is committed, `delay_s` seconds later or more.

    With a `key`, the job is done once however often it is enqueued, until it is forgotten some days after its end. Jobs that
    solve need the athlete: of one athlete they run one after the other. Returns the id of the job.
    """
    job = Job(kind, ids, key or uuid4().hex, athlete_id)
    put(session, job, delay_s)
    return job.id


def put(session: Session, job: Job, delay_s: float) -> None:
    """Write a job down, to be done after a pause."""
    line = LINE_OF[job.kind]
    options: dict[str, Any] = {"workflow_name": job.kind.value, "queue_name": line.name, "workflow_id": job.id}
    if line.one_per_athlete:
        options["queue_partition_key"] = job.athlete_id
    if delay_s > 0:
        options["delay_seconds"] = delay_s
    _scribe(session.get_bind().dialect.name).enqueue_in_transaction(session, options, job.as_payload())  # type: ignore[arg-type]


@cache
def _scribe(dialect: str) -> DBOSClient:
    """Writes jobs on connections that it is given, and never opens one of its own."""
    # A second of loading that most commands can do without.
    from dbos import DBOSClient, DBOSPortableJSONSerializer  # noqa: PLC0415

    quieten()
    unused = create_engine("sqlite://" if dialect == "sqlite" else "postgresql+psycopg://")
    return DBOSClient(system_database_engine=unused, application_name=APPLICATION, serializer=DBOSPortableJSONSerializer(), lazy=True)
