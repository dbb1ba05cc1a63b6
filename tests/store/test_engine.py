from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from service.errors import BadInput
from service.store import engine as engine_module
from service.store.engine import open_engine, open_queue_engine, reading, see_all_tenants, writing
from service.store.faults import DatabaseBusy


@pytest.fixture
def engine(empty_database: str) -> Iterator[Engine]:
    """An engine on a database with one table `t` of one column `n`."""
    engine = open_engine(empty_database)
    with writing(engine, None) as session:
        session.execute(text("CREATE TABLE t (n INTEGER NOT NULL)"))
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(empty_sqlite: str) -> Iterator[Engine]:
    engine = open_engine(empty_sqlite)
    with writing(engine, None) as session:
        session.execute(text("CREATE TABLE t (n INTEGER NOT NULL)"))
    yield engine
    engine.dispose()


def numbers(engine: Engine) -> list[int]:
    with reading(engine, None) as session:
        return list(session.execute(text("SELECT n FROM t ORDER BY n")).scalars())


def add(engine: Engine, number: int) -> None:
    with writing(engine, None) as session:
        session.execute(text("INSERT INTO t VALUES (:n)"), {"n": number})


def test_what_was_written_is_there_afterwards(engine: Engine) -> None:
    add(engine, 1)
    assert numbers(engine) == [1]


def test_a_block_that_raises_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine, None) as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
        raise ZeroDivisionError
    assert numbers(engine) == []
    add(engine, 2)
    assert numbers(engine) == [2]


def test_a_table_made_in_a_block_that_raises_is_gone_too(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine, None) as session:
        session.execute(text("CREATE TABLE half (n INTEGER)"))
        raise ZeroDivisionError
    with pytest.raises(DBAPIError), reading(engine, None) as session:
        session.execute(text("SELECT * FROM half"))


def test_a_reader_cannot_write(engine: Engine) -> None:
    with pytest.raises(DBAPIError), reading(engine, None) as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
    add(engine, 2)
    assert numbers(engine) == [2]


def test_a_reader_sees_one_moment_and_holds_up_no_writer(engine: Engine) -> None:
    add(engine, 1)
    with reading(engine, None) as session:
        before = session.execute(text("SELECT count(*) FROM t")).scalar_one()
        add(engine, 2)
        after = session.execute(text("SELECT count(*) FROM t")).scalar_one()
    assert (before, after) == (1, 1)
    assert numbers(engine) == [1, 2]


def test_writers_from_many_threads_lose_nothing(engine: Engine) -> None:
    def count_up() -> None:
        for _ in range(10):
            with writing(engine, None) as session:
                session.execute(text("LOCK TABLE t") if engine.dialect.name == "postgresql" else text("SELECT 1"))
                highest = session.execute(text("SELECT coalesce(max(n), 0) FROM t")).scalar_one()
                session.execute(text("INSERT INTO t VALUES (:n)"), {"n": highest + 1})

    threads = [threading.Thread(target=count_up) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(engine) == list(range(1, 61))


def test_sqlite_keeps_what_was_acknowledged_and_forgets_what_was_erased(sqlite_engine: Engine) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema", "busy_timeout")
    with reading(sqlite_engine, None) as session:
        found = {name: session.execute(text(f"PRAGMA {name}")).scalar_one() for name in names}
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0, "busy_timeout": 5000,
    }  # fmt: skip


def test_a_writer_inside_a_writer_is_refused_and_nothing_is_stored(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "WRITER_WAIT_S", 0.05)
    with pytest.raises(DatabaseBusy), writing(sqlite_engine, None) as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
        add(sqlite_engine, 2)
    add(sqlite_engine, 3)
    assert numbers(sqlite_engine) == [3]


def test_another_process_that_writes_for_too_long_is_named_busy(empty_sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "PROFILE", (*engine_module.PROFILE, "PRAGMA busy_timeout=10"))
    engine = open_engine(empty_sqlite)
    with writing(engine, None) as session:
        session.execute(text("CREATE TABLE t (n INTEGER NOT NULL)"))
    other = sqlite3.connect(tmp_path / "empty.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy):
        add(engine, 1)
    other.rollback()
    other.close()
    add(engine, 2)
    assert numbers(engine) == [2]
    engine.dispose()


def test_a_library_stands_in_the_same_line_once_it_changes_something(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "WRITER_WAIT_S", 0.05)
    queue_engine = open_queue_engine(sqlite_engine)
    with writing(sqlite_engine, None), queue_engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar_one() == 0
        with pytest.raises(DBAPIError, match="locked"):
            connection.execute(text("INSERT INTO t VALUES (1)"))
    with queue_engine.begin() as connection:
        connection.execute(text("INSERT INTO t VALUES (2)"))
        with pytest.raises(DatabaseBusy):
            add(sqlite_engine, 3)
    queue_engine.dispose()
    assert numbers(sqlite_engine) == [2]


def test_on_postgresql_a_library_shares_the_engine(empty_postgres: str) -> None:
    engine = open_engine(empty_postgres)
    assert open_queue_engine(engine) is engine
    engine.dispose()


def test_a_tenant_is_bound_to_the_transaction_and_not_to_the_connection(empty_postgres: str) -> None:
    setting = text("SELECT nullif(current_setting('app.tenant_id', true), '')")
    engine = open_engine(empty_postgres)
    with writing(engine, "org_1") as session:
        assert session.execute(setting).scalar_one() == "org_1"
    with reading(engine, None) as session:
        assert session.execute(setting).scalar_one() is None
    engine.dispose()


def test_the_wall_between_tenants_is_lifted_for_one_transaction_only(empty_postgres: str) -> None:
    setting = text("SELECT nullif(current_setting('app.system', true), '')")
    engine = open_engine(empty_postgres)
    with reading(engine, None) as session:
        see_all_tenants(session)
        assert session.execute(setting).scalar_one() == "on"
    with reading(engine, None) as session:
        assert session.execute(setting).scalar_one() is None
    engine.dispose()


def test_only_the_engine_and_migrations_lift_the_wall_between_tenants() -> None:
    package = Path(engine_module.__file__).parents[1]
    found = {file.relative_to(package).as_posix() for file in package.rglob("*.py") if "app.system" in file.read_text()}
    assert found == {"store/engine.py", "store/migrating.py"}


@pytest.mark.parametrize(
    "url", ["mysql://root:secret@host/db", "no url secret", "sqlite://", "sqlite:///:memory:", "postgresql+asyncpg://u:secret@h/d"]
)
def test_a_url_that_cannot_be_used_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        open_engine(url)
    assert [finding.pointer for finding in caught.value.findings] == ["ADJUSTER_DATABASE_URL"]
    assert "secret" not in caught.value.message + caught.value.findings[0].detail
