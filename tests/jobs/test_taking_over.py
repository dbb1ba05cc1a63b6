"""How the library hands jobs over, and that it counts their starts."""

from __future__ import annotations

from sqlalchemy import text

from service.jobs.depths import starts_of
from service.jobs.job import Job
from service.jobs.kinds import LINE_OF, JobKind
from service.jobs.library_log import AttemptFailed
from service.jobs.seats import PREFIX
from service.store.engine import writing
from tests.jobs.bench import Bench, until
from tests.jobs.test_seats import begun_by


def test_the_public_way_to_take_a_job_over_does_it_too_but_forgets_how_often_it_was_begun(working: Bench) -> None:
    """The way out, should the other one go: then nothing would end a job that kills its workers."""
    from dbos import DBOS  # noqa: PLC0415

    left = begun_by(working, f"{PREFIX}gone")
    DBOS.resume_workflow(left, queue_name=LINE_OF[JobKind.ADJUST_PLAN].name)
    until(lambda: working.status(left) == "SUCCESS")
    assert starts_of(working.engine, left) == 1


def test_taking_over_counts_how_often_a_job_was_begun(working: Bench) -> None:
    from dbos import DBOS  # noqa: PLC0415

    name = f"{PREFIX}dead"
    left = begun_by(working, name)
    with writing(working.engine, None) as session:
        session.execute(text(f"UPDATE {working.queue_table} SET recovery_attempts = 1 WHERE workflow_uuid = :id"), {"id": left})
    DBOS._recover_pending_workflows([name])
    until(lambda: working.status(left) == "SUCCESS")
    assert starts_of(working.engine, left) == 2


def test_a_save_that_failed_before_a_crash_does_not_end_the_job_when_it_fails_otherwise_next_time(working: Bench) -> None:
    """The library knows steps by their number: putting the job back is now the first, in whose place stands the failure."""
    fails = iter([True, False])

    def shaky(*_ids: str) -> None:
        if next(fails):
            raise RuntimeError

    working.does["shaky"] = shaky
    job = Job(JobKind.SEND_NOTIFICATION, ("shaky",), "shaky")
    note_failed_step(working, job.id)
    working.put("shaky", kind=JobKind.SEND_NOTIFICATION, key="shaky")
    until(lambda: working.status(job.tried_again().id) == "SUCCESS")
    assert working.status(job.id) == "SUCCESS"


def note_failed_step(bench: Bench, job_id: str) -> None:
    from dbos import DBOSPortableJSONSerializer  # noqa: PLC0415
    from dbos._serialization import serialize_exception  # noqa: PLC0415

    error, how = serialize_exception(AttemptFailed("it failed"), None, DBOSPortableJSONSerializer())
    table = "datasource_outputs" if bench.engine.dialect.name == "sqlite" else "dbos.datasource_outputs"
    with writing(bench.engine, None) as session:
        session.execute(
            text(f"INSERT INTO {table} (workflow_id, step_id, error, serialization) VALUES (:id, 1, :error, :how)"),
            {"id": job_id, "error": error, "how": how},
        )
