"""The end of a job, in the transaction of its result: the two are there together or not at all, and once.

The queue promises that a job is begun until it is done, which may be more than once. That what it leaves is stored once is our own
doing: the result comes with a mark of that job, and whoever finds the mark there has come too late.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cache

from sqlalchemy import Engine, TextClause, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from service.jobs.schema import STATUS_TABLE, qualified
from service.store.engine import writing
from service.store.faults import DatabaseBusy, is_away

Save = Callable[[Session], None]
PAUSES_S: Sequence[float] = (0.05, 0.2, 1.0, 3.0, 10.0)
"""Between tries of a transaction that lost a race or its connection."""
LOST_RACES = {"40001", "40P01"}
MARK = text("INSERT INTO ended_jobs (id) VALUES (:id) ON CONFLICT (id) DO NOTHING RETURNING id")


def end(engine: Engine, job_id: str, save: Save) -> None:
    """Store what a job leaves, unless that was done before."""

    def once(session: Session) -> None:
        if session.execute(MARK, {"id": job_id}).first() is not None:
            save(session)

    commit(engine, once)


def commit(engine: Engine, do: Save) -> None:
    """Run `do` in a transaction of its own, again where it was the database that failed; it may then have been committed before."""
    for pause_s in PAUSES_S:
        try:
            return _commit(engine, do)
        except (DBAPIError, DatabaseBusy) as error:
            if not _is_worth_another_try(error):
                raise
        time.sleep(pause_s)
    return _commit(engine, do)


def forget_marks(engine: Engine) -> None:
    """Of jobs that the queue knows no more."""
    with writing(engine, None) as session:
        session.execute(_orphans(qualified(engine, STATUS_TABLE)))


def _commit(engine: Engine, do: Save) -> None:
    with writing(engine, None) as session:
        do(session)


def _is_worth_another_try(error: DBAPIError | DatabaseBusy) -> bool:
    if isinstance(error, DatabaseBusy) or error.connection_invalidated or is_away(error):
        return True
    return getattr(error.orig, "sqlstate", None) in LOST_RACES or "is locked" in str(error.orig)


@cache
def _orphans(jobs: str) -> TextClause:
    return text(f"DELETE FROM ended_jobs WHERE NOT EXISTS (SELECT 1 FROM {jobs} WHERE workflow_uuid = ended_jobs.id)")  # noqa: S608
