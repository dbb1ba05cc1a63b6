"""What we take from the library behind the queue and what its documentation does not promise: a new version may change it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from service.jobs.enqueuing import APPLICATION, put
from service.jobs.job import Job
from service.jobs.kinds import LINE_OF, JobKind
from service.jobs.schema import INPUT_TABLE, SCHEMA, STATUS_TABLE
from service.jobs.seats import PREFIX
from service.store.engine import is_sqlite, writing
from tests.jobs.bench import Bench, until
from tests.jobs.test_seats import begun_by


def test_the_way_to_take_jobs_over_is_still_there() -> None:
    from dbos import DBOS  # noqa: PLC0415

    assert callable(DBOS._recover_pending_workflows)


def test_what_somebody_else_has_begun_stays_where_it_is(working: Bench) -> None:
    left = begun_by(working, f"{PREFIX}none-such")
    id = working.put("after", of="another")
    until(lambda: working.status(id) == "SUCCESS")
    assert working.status(left) == "PENDING"


@pytest.mark.parametrize("delay_s", [0, 60])
@pytest.mark.parametrize(("kind", "athlete"), [(JobKind.ADJUST_PLAN, "a"), (JobKind.SEND_NOTIFICATION, None)])
def test_a_job_is_written_as_the_library_itself_would_write_it(resting: Bench, kind: JobKind, athlete: str | None, delay_s: int) -> None:
    ours, theirs = Job(kind, ("ö", '"'), "ours", athlete), Job(kind, ("ö", '"'), "theirs", athlete)
    with writing(resting.engine, None) as session:
        put(session, ours, delay_s)
        _put_by_the_library(session, theirs, delay_s)
        again = replace(ours, ids=("other",))
        put(session, again, delay_s)
        _put_by_the_library(session, replace(theirs, ids=("other",)), delay_s)
        rows = {job.key: _as_written(session, job) for job in (ours, theirs)}
    assert rows["ours"] == rows["theirs"]


def _put_by_the_library(session: Session, job: Job, delay_s: int) -> None:
    from dbos import DBOSClient, DBOSPortableJSONSerializer  # noqa: PLC0415

    line = LINE_OF[job.kind]
    options: dict[str, Any] = {"workflow_name": job.kind.value, "queue_name": line.name, "workflow_id": job.id}
    options |= {"queue_partition_key": job.of} if line.takes_turns else {}
    options |= {"delay_seconds": delay_s} if delay_s else {}
    unused = create_engine("sqlite://" if is_sqlite(session.get_bind()) else "postgresql+psycopg://")  # type: ignore[arg-type]
    client = DBOSClient(system_database_engine=unused, application_name=APPLICATION, serializer=DBOSPortableJSONSerializer(), lazy=True)
    client.enqueue_in_transaction(session, options, job.as_payload())  # type: ignore[arg-type]
    unused.dispose()


def _as_written(session: Session, job: Job) -> list[dict[str, str]]:
    """All columns of both rows as text, without what is different by its nature."""
    schema = "" if is_sqlite(session.get_bind()) else f"{SCHEMA}."  # type: ignore[arg-type]
    found = [
        dict(session.execute(text(f"SELECT * FROM {schema}{table} WHERE workflow_uuid = :id"), {"id": job.id}).mappings().one())
        for table in (STATUS_TABLE, INPUT_TABLE)
    ]
    for row in found:
        assert row.pop("creator_xid", "unique")
        for instant in ("created_at", "updated_at", "retention_timestamp", "delay_until_epoch_ms"):
            row[instant] = row.get(instant) is not None
    return [{name: f"{type(value).__name__} {value}".replace(job.key, "key") for name, value in row.items()} for row in found]


def test_nothing_is_written_as_a_program(working: Bench) -> None:
    """Pickled jobs would run whatever somebody put into the database, and could not be read by the next version."""
    id = working.put("readable", of="readable")
    until(lambda: working.status(id) == "SUCCESS")
    kept = working.everything_kept()
    assert '"ids":["readable"]' in kept
    assert "portable_json" in kept
    assert "pickle" not in kept
