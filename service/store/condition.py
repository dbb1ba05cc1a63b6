"""What an operator should know of the database before an athlete's data goes in."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine, text

from service.store import migrating
from service.store.engine import connecting, is_sqlite, parsed

SAFE_SQLITE = (3, 51, 3)
OLDEST_POSTGRESQL = 15
SPARE_BYTES = 512 * 1024 * 1024


class State(StrEnum):
    GOOD = "ok"
    DOUBTFUL = "warn"
    """It works, and may not go on working well."""
    BAD = "fail"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was looked at, and what to do about it if it is not good."""

    state: State
    subject: str
    detail: str


def remarks_on(url: str) -> Iterator[Remark]:
    """Everything that can be said of a database from outside. Raises BadInput when it cannot be reached."""
    target = parsed(url)
    if target.drivername == "sqlite":
        yield from _remarks_on_file(Path(target.database or ""))
    else:
        with connecting(url) as engine:
            yield from _remarks_on_server(engine)
    wrong = migrating.check(url)
    yield Remark(State.BAD if wrong else State.GOOD, "schema", " ".join(wrong) or f"stands at {migrating.head()}, as this version needs it")


def _remarks_on_file(file: Path) -> Iterator[Remark]:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        yield Remark(
            State.DOUBTFUL,
            "SQLite",
            f"{version} can damage a file that two processes write to at once; from 3.51.3 on it cannot. Keep to one.",
        )
    else:
        yield Remark(State.GOOD, "SQLite", version)
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    is_writable = os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))
    yield Remark(State.GOOD if is_writable else State.BAD, "place", f"{file} " + ("can" if is_writable else "cannot") + " be written")
    free = shutil.disk_usage(folder).free
    yield Remark(State.GOOD if free >= SPARE_BYTES else State.DOUBTFUL, "space", f"{free // 1024**2} MiB free")
    if file.exists():
        is_open = file.stat().st_mode & 0o077
        yield Remark(
            State.DOUBTFUL if is_open else State.GOOD, "rights", "others can read it: chmod 600" if is_open else "for its owner only"
        )


def _remarks_on_server(engine: Engine) -> Iterator[Remark]:
    assert not is_sqlite(engine)
    with engine.connect() as connection:
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
        powers = connection.execute(text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")).scalar_one()
    if version < OLDEST_POSTGRESQL:
        yield Remark(State.DOUBTFUL, "PostgreSQL", f"{version}; this version was tested with {OLDEST_POSTGRESQL} and newer")
    else:
        yield Remark(State.GOOD, "PostgreSQL", str(version))
    if powers:
        yield Remark(
            State.DOUBTFUL,
            "role",
            "is a superuser or may bypass row-level security: the wall between organisations is then the program alone",
        )
    else:
        yield Remark(State.GOOD, "role", "is held to row-level security")
