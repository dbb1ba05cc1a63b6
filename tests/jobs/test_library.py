"""What we take from the library behind the queue and what its documentation does not promise: a new version may change it."""

from __future__ import annotations

from service.jobs.seats import PREFIX
from tests.jobs.bench import Bench, until
from tests.jobs.test_seats import begun_by


def test_the_way_to_take_jobs_over_is_still_there() -> None:
    from dbos import DBOS  # noqa: PLC0415

    assert callable(DBOS._recover_pending_workflows)


def test_what_somebody_else_has_begun_stays_where_it_is(working: Bench) -> None:
    left = begun_by(working, f"{PREFIX}none-such")
    id = working.put("after", athlete="another")
    until(lambda: working.status(id) == "SUCCESS")
    assert working.status(left) == "PENDING"


def test_nothing_is_written_as_a_program(working: Bench) -> None:
    """Pickled jobs would run whatever somebody put into the database, and could not be read by the next version."""
    id = working.put("readable", athlete="readable")
    until(lambda: working.status(id) == "SUCCESS")
    kept = working.everything_kept()
    assert '"ids":["readable"]' in kept
    assert "portable_json" in kept
    assert "pickle" not in kept
