"""What the queue's own table tells at a glance, past the library, which would load every job to count them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Engine, bindparam, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from service.jobs.job import Job
from service.jobs.kinds import LINE_OF, JobKind
from service.jobs.schema import INPUT_TABLE, STATUS_TABLE, qualified
from service.store.engine import is_sqlite, reading

STATES = {
    "DELAYED": "delayed",
    "ENQUEUED": "waiting",
    "PENDING": "running",
    "ERROR": "dead",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "dead",
}


@dataclass(frozen=True, slots=True)
class Depth:
    line: str
    state: str
    jobs: int


def depths(engine: Engine) -> list[Depth]:
    """Counts of all that is not done; empty where the queue has no tables yet."""
    # Not by the name of the line: the library takes a job that killed its workers out of its line.
    statement = text(f"SELECT name, status, count(*) FROM {qualified(engine, STATUS_TABLE)} GROUP BY name, status")  # noqa: S608
    try:
        with reading(engine, None) as session:
            rows = session.execute(statement).all()
    except DBAPIError:
        return []
    counted: dict[tuple[str, str], int] = {}
    for name, status, jobs in rows:
        if status in STATES and name in set(JobKind):
            place = LINE_OF[JobKind(name)].name, STATES[status]
            counted[place] = counted.get(place, 0) + jobs
    return [Depth(line, state, jobs) for (line, state), jobs in sorted(counted.items())]


def ids_in_queue(session: Session, kind: JobKind, about: str) -> set[tuple[str, ...]]:
    """The ids of all jobs of a kind that are not done, dead ones among them, and that name `about`."""
    engine = session.get_bind()
    jobs, inputs = qualified(engine, STATUS_TABLE), qualified(engine, INPUT_TABLE)
    statement = text(
        f"SELECT i.inputs FROM {jobs} j JOIN {inputs} i ON i.workflow_uuid = j.workflow_uuid"  # noqa: S608
        " WHERE j.name = :kind AND j.status IN :states AND i.inputs LIKE :about"
    ).bindparams(bindparam("states", expanding=True))
    found = session.execute(statement, {"kind": kind.value, "states": list(STATES), "about": f"%{json.dumps(about)}%"})
    return {Job.of_payload(json.loads(inputs)["positionalArgs"][0]).ids for inputs in found.scalars()}


def starts_of(engine: Engine, job_id: str) -> int:
    """How often workers have begun a job, this time included."""
    statement = text(f"SELECT recovery_attempts FROM {qualified(engine, STATUS_TABLE)} WHERE workflow_uuid = :id")  # noqa: S608
    # One row needs no transaction, whose begin and end would take twice as long as the statement.
    looking = engine if is_sqlite(engine) else engine.execution_options(isolation_level="AUTOCOMMIT")
    with looking.connect() as connection:
        return int(connection.execute(statement, {"id": job_id}).scalar_one())
