from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from service.errors import BadInput
from service.store import engine as database
from service.store import maintenance, migrating
from service.store.engine import open_engine, reading, writing
from tests.store.rows import counts
from tests.support.databases import sqlite_url

ADD = text("INSERT INTO organisations (id, name, created_at) VALUES (:id, :name, '2026-03-04')")


@pytest.fixture
def engine(sqlite_database: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_database)
    yield engine
    engine.dispose()


def add(engine: Engine, id: str, name: str = "x") -> None:
    with writing(engine, None) as session:
        session.execute(ADD, {"id": id, "name": name})


def organisations(file: Path) -> list[str]:
    engine = open_engine(sqlite_url(file))
    try:
        with engine.connect() as connection:
            return list(connection.execute(text("SELECT id FROM organisations ORDER BY id")).scalars())
    finally:
        engine.dispose()


def test_a_lost_database_comes_back_from_its_copy(engine: Engine, sqlite_database: str, tmp_path: Path) -> None:
    add(engine, "kept")
    before = counts(engine)
    maintenance.backup(sqlite_database, tmp_path / "copy.db")
    add(engine, "later")
    engine.dispose()
    (tmp_path / "test.db").unlink()
    (tmp_path / "test.db-wal").write_bytes(b"left behind")

    maintenance.restore(sqlite_database, tmp_path / "copy.db")
    assert organisations(tmp_path / "test.db") == ["kept"]
    assert counts(engine) == before
    assert migrating.check(sqlite_database) == []
    assert (tmp_path / "copy.db").exists()


def test_a_copy_is_for_its_owner_only_and_nothing_is_left_beside_it(sqlite_database: str, tmp_path: Path) -> None:
    maintenance.backup(sqlite_database, tmp_path / "copies.db")
    assert stat.S_IMODE((tmp_path / "copies.db").stat().st_mode) == 0o600
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_what_is_there_already_is_not_overwritten(engine: Engine, sqlite_database: str, tmp_path: Path, verb: str) -> None:
    add(engine, "kept")
    maintenance.backup(sqlite_database, tmp_path / "copy.db")
    with pytest.raises(BadInput, match="not overwritten"):
        getattr(maintenance, verb)(sqlite_database, tmp_path / "copy.db")
    assert organisations(tmp_path / "copy.db") == ["kept"]
    assert organisations(tmp_path / "test.db") == ["kept"]


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_postgresql_is_left_to_its_own_tools(verb: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db").touch()
    with pytest.raises(BadInput, match=r"pg_(dump|restore)") as caught:
        getattr(maintenance, verb)("postgresql://user:secret@host/plans", tmp_path / "copy.db")
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(("content", "reason"), [(b"no database at all" * 100, "damaged"), (b"", "stands at nothing")])
def test_what_is_no_copy_is_not_restored(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(BadInput, match=reason):
        maintenance.restore(sqlite_url(tmp_path / "new.db"), tmp_path / "copy.db")
    assert not (tmp_path / "new.db").exists()


def test_a_copy_of_a_newer_version_is_not_restored(sqlite_database: str, tmp_path: Path) -> None:
    maintenance.backup(sqlite_database, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'tomorrow'")
    connection.close()
    with pytest.raises(BadInput, match="tomorrow"):
        maintenance.restore(sqlite_url(tmp_path / "new.db"), tmp_path / "copy.db")


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, verb: str) -> None:
    with pytest.raises(BadInput, match=r"There is no file .*\.db"):
        getattr(maintenance, verb)(sqlite_url(tmp_path / "none.db"), tmp_path / "neither.db")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_hold_the_copy_is_named(sqlite_database: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        maintenance.backup(sqlite_database, tmp_path / "nowhere" / "copy.db")


def test_erased_words_are_gone_from_the_file_afterwards(engine: Engine, tmp_path: Path) -> None:
    for number in range(100):
        add(engine, str(number), name=f"legs like lead {number}")
    with writing(engine, None) as session:
        session.execute(text("DELETE FROM organisations"))
    counts(engine)
    maintenance.compact(engine)
    assert not any(b"legs like lead" in file.read_bytes() for file in tmp_path.glob("test.db*"))


def test_a_reader_that_is_in_the_way_of_compacting_is_no_silent_failure(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PROFILE", (*database.PROFILE, "PRAGMA busy_timeout=10"))
    with reading(engine, None) as session:
        session.execute(text("SELECT count(*) FROM organisations"))
        with pytest.raises(OperationalError, match="holds up the journal"):
            maintenance.compact(engine)
    maintenance.compact(engine)


def test_another_process_that_is_in_the_way_of_compacting_is_no_silent_failure(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PROFILE", (*database.PROFILE, "PRAGMA busy_timeout=10"))
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        maintenance.compact(engine)
    other.rollback()
    other.close()
    maintenance.compact(engine)


def test_postgresql_is_not_compacted_by_hand(postgres_database: str) -> None:
    engine = open_engine(postgres_database)
    maintenance.compact(engine)
    engine.dispose()
