"""How the library hands jobs over, and that it counts their starts."""

from __future__ import annotations

import pytest

from service.jobs.depths import starts_of
from service.jobs.ending import end
from service.jobs.kinds import LINE_OF, JobKind
from service.jobs.seats import PREFIX
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
    left = begun_by(working, name, starts=1)
    DBOS._recover_pending_workflows([name])
    until(lambda: working.status(left) == "SUCCESS")
    assert starts_of(working.engine, left) == 2


def test_a_job_whose_worker_died_after_it_had_stored_everything_is_over(working: Bench) -> None:
    from dbos import DBOS  # noqa: PLC0415

    name = f"{PREFIX}died-late"
    left = begun_by(working, name, starts=1)
    working.does["left"] = lambda *_: pytest.fail("it was done already")
    end(working.engine, left, lambda _session: None)
    DBOS._recover_pending_workflows([name])
    until(lambda: working.status(left) == "SUCCESS")
    del working.does["left"]
    assert working.status(left.replace(":1.1", ":1.2")) is None
