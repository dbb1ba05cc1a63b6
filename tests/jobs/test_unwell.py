"""A database that takes no changes for a while: no job is lost by it, and nobody's turn is held up for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.jobs import engine as engine_module
from service.jobs import job, records, stranded
from service.store.engine import is_sqlite, open_engine, writing
from service.store.faults import DatabaseUnreachable, is_away
from tests.jobs.bench import Bench, until
from tests.support.databases import PostgresServer, database_of


@contextmanager
def refused(bench: Bench, change: str, table: str, where: str) -> Iterator[None]:
    """The database refuses a change during the block, as with a full disk or on a server that has become a copy."""
    kind = "sqlite" if is_sqlite(bench.engine) else "postgresql"
    begin = {
        "sqlite": [f"CREATE TRIGGER full BEFORE {change} ON {table} WHEN {where} BEGIN SELECT RAISE(ABORT, 'disk is full'); END"],
        "postgresql": [
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '25006'; END $$",
            f"CREATE TRIGGER full_trigger BEFORE {change} ON {table} FOR EACH ROW WHEN ({where}) EXECUTE FUNCTION full_disk()",
        ],
    }
    end = {"sqlite": ["DROP TRIGGER full"], "postgresql": [f"DROP TRIGGER full_trigger ON {table}", "DROP FUNCTION full_disk"]}
    _run(bench, begin[kind])
    yield
    _run(bench, end[kind])


def _run(bench: Bench, statements: list[str]) -> None:
    with writing(bench.engine, None) as session:
        for statement in statements:
            session.execute(text(statement))


@pytest.fixture
def working(resting: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(stranded, "ROUND_S", 0.3)
    monkeypatch.setattr(engine_module, "UNWELL_S", 0.1)
    monkeypatch.setattr(job, "FIRST_PAUSE_S", 0.01)
    engine = resting.job_engine()
    engine.launch()
    yield resting
    engine.drain(5)


def test_a_job_whose_end_could_not_be_written_is_taken_up_again_and_its_athlete_s_next_one_is_done(
    working: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    with refused(working, "UPDATE", working.queue_table, "NEW.status = 'SUCCESS'"):
        first = working.put("first", of="eva")
        until(lambda: working.done.count(("first",)) == 1)
        until(lambda: "had stranded" in caplog.text)
    second = working.put("second", of="eva")
    until(lambda: working.status(first) == "SUCCESS" and working.status(second) == "SUCCESS")


def test_a_job_that_cannot_be_put_back_keeps_its_attempts(working: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def fails(*_ids: str) -> None:
        raise RuntimeError("legs like lead")

    working.does["shaky"] = fails
    with refused(working, "INSERT", "ended_jobs", "1 = 1"):
        first = working.put("shaky")
        until(lambda: "cannot be put back yet" in caplog.text)
        assert working.status(first) == "PENDING"
    del working.does["shaky"]
    until(lambda: working.status(first.replace(":1.1", ":1.2")) == "SUCCESS")
    assert records.list_dead(working.engine) == []


def test_a_job_that_takes_long_has_not_stranded(working: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    look = stranded.Stranded._look
    monkeypatch.setattr(stranded.Stranded, "_look", lambda self: (look(self), looks.append("looked")))
    working.does["long"] = lambda *_: until(lambda: len(looks) >= 3)
    id = working.put("long")
    until(lambda: working.status(id) == "SUCCESS")
    assert working.done == [("long",)]


def test_on_a_copy_that_takes_no_changes_nobody_begins_and_whoever_writes_is_told_to_come_back(
    postgres_server: PostgresServer, postgres_database: str
) -> None:
    """As after a change of the leading server, while the address still leads to the old one."""
    postgres_server.execute(f'ALTER DATABASE "{database_of(postgres_database)}" SET default_transaction_read_only = on')
    bench = Bench(open_engine(postgres_database))
    with pytest.raises(DatabaseUnreachable, match="takes no changes"):
        bench.job_engine().launch()
    with pytest.raises(DBAPIError) as caught:
        bench.put("first")
    assert is_away(caught.value)
    bench.engine.dispose()
