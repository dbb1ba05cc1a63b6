"""How many jobs stand in each line, and how."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from service.jobs.schema import SCHEMA, STATUS_TABLE
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
    table = STATUS_TABLE if is_sqlite(engine) else f"{SCHEMA}.{STATUS_TABLE}"
    statement = text(f"SELECT queue_name, status, count(*) FROM {table} WHERE queue_name IS NOT NULL GROUP BY queue_name, status")  # noqa: S608
    try:
        with reading(engine, None) as session:
            rows = session.execute(statement).all()
    except DBAPIError:
        return []
    counted: dict[tuple[str, str], int] = {}
    for line, status, jobs in rows:
        if status in STATES:
            counted[line, STATES[status]] = counted.get((line, STATES[status]), 0) + jobs
    return [Depth(line, state, jobs) for (line, state), jobs in sorted(counted.items())]
