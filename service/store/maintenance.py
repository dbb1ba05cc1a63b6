"""Keeping a copy of the database, going back to it, and giving up the space of what was erased."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from service.errors import BadInput, Finding
from service.store import migrating
from service.store.engine import alone, connecting, is_sqlite, parsed

OWNER_ONLY = 0o600
OF_POSTGRESQL = {
    "backup": "PostgreSQL has tools of its own for this: pg_dump --format=custom --file=FILE, with the address of {}.",
    "restore": "PostgreSQL has tools of its own for this: pg_restore --clean --if-exists --dbname=DATABASE FILE, with the address of {}.",
}


def backup(url: str, target: Path) -> None:
    """Copy a SQLite database, as it stands at this moment and while others go on writing, to a new file; whole or not at all.

    Raises BadInput: for PostgreSQL, for a file that is there already, or where no file can be written.
    """
    source = _file_of(url, "backup")
    _insist_on_file(source)
    with _new_file(target) as copy, connecting(url) as engine, alone(engine) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
        _insist_on_whole(copy)


def restore(url: str, source: Path) -> None:
    """Put a copy in the place of a SQLite database that is not there any more; the copy stays as it is.

    Raises BadInput: for PostgreSQL, when there is a database already, or when the copy is damaged or of a newer version.
    """
    target = _file_of(url, "restore")
    _insist_on_file(source)
    _insist_on_whole(source)
    _insist_on_known_revision(source)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _new_file(target) as copy, closing(sqlite3.connect(source)) as connection, closing(sqlite3.connect(copy)) as into:
        # The journal of a database that went missing without it would be taken for that of the copy.
        for journal in ("-wal", "-shm"):
            target.with_name(target.name + journal).unlink(missing_ok=True)
        connection.backup(into)


def compact(engine: Engine) -> None:
    """Rewrite a SQLite file without what was deleted: until then erased words can still be found in it. Takes a while.

    PostgreSQL does this by itself. Raises OperationalError when somebody is in the way; to be tried again later then.
    """
    if not is_sqlite(engine):
        return
    try:
        with alone(engine) as connection:
            connection.execute("VACUUM")
            is_blocked, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        raise OperationalError("VACUUM", None, error) from error
    if is_blocked:
        raise OperationalError("PRAGMA wal_checkpoint", None, sqlite3.OperationalError("a reader holds up the journal"))


def _file_of(url: str, verb: str) -> Path:
    target: URL = parsed(url)
    if target.drivername != "sqlite":
        detail = OF_POSTGRESQL[verb].format(target.database)
        raise BadInput(detail, findings=[Finding("ADJUSTER_DATABASE_URL", "not-for-postgresql", detail)])
    return Path(target.database or "")


def _insist_on_file(file: Path) -> None:
    if not file.is_file():
        raise BadInput(f"There is no file {file}.", findings=[Finding("", "not-found", f"There is no file {file}.")])


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """A file beside `target` to write to, for its owner only; it takes that name once the block is over."""
    if target.exists():
        detail = f"{target} is there already and is not overwritten: name another file, or move it away."
        raise BadInput(detail, findings=[Finding("", "already-there", detail)])
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))
    except OSError as error:
        detail = f"{target} cannot be written: {error.strerror}."
        raise BadInput(detail, findings=[Finding("", "not-writable", detail)]) from None
    try:
        yield partial
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _insist_on_whole(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        detail = f"{file} is damaged, or no database: {found.splitlines()[0]}."
        raise BadInput(detail, findings=[Finding("", "damaged", detail)])


def _insist_on_known_revision(file: Path) -> None:
    stands = migrating.current(f"sqlite:///{file}")
    if stands not in migrating.revisions():
        detail = f"{file} is no database of this version (it stands at {stands or 'nothing'}): use the version that wrote it."
        raise BadInput(detail, findings=[Finding("", "unknown-revision", detail)])
