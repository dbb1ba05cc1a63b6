"""Putting a job into the queue, in the transaction of the rows that it is about: both are committed, or neither."""

from __future__ import annotations

import json
import time
from functools import cache
from uuid import uuid4

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from service.jobs.job import Job
from service.jobs.kinds import LINE_OF, JobKind
from service.jobs.schema import INPUT_TABLE, SCHEMA, STATUS_TABLE
from service.store.engine import SQLITE

APPLICATION = "adjuster"


def enqueue(session: Session, kind: JobKind, *ids: str, of: str | None = None, delay_s: float = 0, key: str | None = None) -> str:
    """Have `kind` done with `ids` once the transaction of `session` is committed, `delay_s` seconds later or more.

    With a `key`, the job is done once however often it is enqueued, until it is forgotten some days after its end. Jobs that
    take turns need to know `of` whom they are: an athlete's are done one after the other. Returns the id of the job.
    """
    job = Job(kind, ids, key or uuid4().hex, of)
    put(session, job, delay_s)
    return job.id


def put(session: Session, job: Job, delay_s: float) -> None:
    """Write a job down, to be done after a pause.

    The rows are those that the library itself would write (a test compares them); it takes three times as long, and a second to load.
    """
    line = LINE_OF[job.kind]
    until = None if delay_s <= 0 else int((time.time() + delay_s) * 1000)
    connection = session.connection()
    status, content = _statements(connection.dialect.name)
    connection.execute(
        status,
        {
            "id": job.id, "status": "ENQUEUED" if until is None else "DELAYED", "kind": job.kind.value, "line": line.name,
            "of": job.of if line.takes_turns else None, "until": until, "creator": str(uuid4()),
        },
    )  # fmt: skip
    connection.execute(content, {"id": job.id, "inputs": _inputs(job)})


def _inputs(job: Job) -> str:
    return json.dumps({"namedArgs": {}, "positionalArgs": [job.as_payload()]}, separators=(",", ":"), ensure_ascii=False)


@cache
def _statements(dialect: str) -> tuple[TextClause, TextClause]:
    """A job and what it is about. Of several of one name the first stays."""
    schema = "" if dialect == SQLITE else f"{SCHEMA}."
    return (
        text(
            f"INSERT INTO {schema}{STATUS_TABLE} (workflow_uuid, status, name, queue_name, queue_partition_key, delay_until_epoch_ms,"  # noqa: S608
            " creator_xid, recovery_attempts, priority, serialization, attributes, is_debounced, application_name)"
            " VALUES (:id, :status, :kind, :line, :of, :until, :creator, 0, 0, 'portable_json', 'null', FALSE,"
            f" '{APPLICATION}') ON CONFLICT (workflow_uuid) DO NOTHING"
        ),
        text(f"INSERT INTO {schema}{INPUT_TABLE} (workflow_uuid, inputs) VALUES (:id, :inputs) ON CONFLICT (workflow_uuid) DO NOTHING"),  # noqa: S608
    )
