"""The schema and its history: up, down, where it stands, and whether tables and history agree.

A migration runs whole or not at all, on both databases: everything happens in one transaction that is committed at the end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, MetaData, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

import service
from service.errors import BadInput, Finding, ServiceError
from service.store.engine import connecting, is_sqlite, parsed

PACKAGE = Path(service.__file__).parent
SCRIPTS = next(folder for folder in (PACKAGE / "_migrations", PACKAGE.parent / "migrations") if folder.is_dir())
"""In an installed package, else in a checkout."""
ONE_AT_A_TIME = 5_284_461
"""Number of the PostgreSQL lock that two migrations may not hold together."""
LOCK_WAIT = "10s"
"""A migration that cannot lock a table by then gives up, and does not hold up everybody behind it."""


class MigrationFailed(ServiceError):
    """A migration stopped; the schema and all rows are as they were before."""

    code = "migration-failed"


def head(scripts: Path = SCRIPTS) -> str | None:
    """The revision that this program works with."""
    return ScriptDirectory.from_config(_config(scripts)).get_current_head()


def revisions(scripts: Path = SCRIPTS) -> list[str]:
    """All that this program knows, newest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config(scripts)).walk_revisions()]


def current(url: str) -> str | None:
    """The revision that the database stands at; None for one that was never migrated. Creates no file."""
    target = parsed(url)
    if target.drivername == "sqlite" and not Path(target.database or "").exists():
        return None
    with connecting(url) as engine, engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(url: str, revision: str = "head", *, scripts: Path = SCRIPTS, metadata: MetaData | None = None) -> None:
    """Bring the schema up; a SQLite file is created where there is none. Raises BadInput or MigrationFailed."""
    _create_file(url)
    in_one_transaction(url, lambda config: command.upgrade(config, revision), scripts=scripts, metadata=metadata)


def downgrade(url: str, revision: str, *, scripts: Path = SCRIPTS, metadata: MetaData | None = None) -> None:
    """Take the schema back to `revision` (`base`: to nothing). Tables that it does not know are dropped with their rows."""
    in_one_transaction(url, lambda config: command.downgrade(config, revision), scripts=scripts, metadata=metadata)


def insist(url: str) -> None:
    """Raises BadInput for a database that is older than this program.

    A newer one passes: when a version is rolled out, processes of the one before go on for a while.
    """
    stands = current(url)
    if stands is None or (stands != head() and stands in revisions()):
        needed = _needed(stands, SCRIPTS)
        raise BadInput(needed, findings=[Finding("ADJUSTER_DATABASE_URL", "old-database", needed)])


def check(url: str, *, scripts: Path = SCRIPTS, metadata: MetaData | None = None) -> list[str]:
    """What is wrong with the schema, in sentences; empty when it stands at the head and is what the tables say."""
    stands = current(url)
    if stands != head(scripts):
        return [_needed(stands, scripts)]
    with connecting(url) as engine, engine.connect() as connection:
        found = MigrationContext.configure(connection, opts=comparing(metadata or _tables()))
        differences = compare_metadata(found, metadata or _tables())
        return [f"Schema and tables differ: {_named(difference)}." for difference in differences] + _unguarded(connection)


def _needed(stands: str | None, scripts: Path) -> str:
    return f"The database stands at {stands or 'nothing'}, the program needs {head(scripts)}: run `adjuster db upgrade`."


def comparing(metadata: MetaData) -> dict[str, Any]:
    """How the schema of a database is compared with the tables of the program."""

    def is_ours(name: str | None, sort: str, _parents: Any) -> bool:
        return sort != "table" or name in metadata.tables

    return {
        "target_metadata": metadata,
        "render_as_batch": True,
        "compare_type": True,
        "compare_server_default": True,
        "include_name": is_ours,  # the queue keeps its own tables in the same SQLite file
    }


def _tables() -> MetaData:
    import service.store.tables  # noqa: F401, PLC0415  fills the metadata

    return SQLModel.metadata


def _config(scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(rev)s_%%(slug)s")
    return config


def in_one_transaction(url: str, run: Callable[[Config], object], *, scripts: Path = SCRIPTS, metadata: MetaData | None = None) -> None:
    """Run an Alembic command on a database; all of it, or nothing when it fails. Raises BadInput or MigrationFailed."""
    config = _config(scripts)
    config.attributes["metadata"] = metadata or _tables()
    try:
        with connecting(url) as engine, _migrating(engine) as connection:
            config.attributes["connection"] = connection
            run(config)
    except CommandError as error:
        raise _wrong_revision(error, current(url), scripts) from error
    except DBAPIError as error:
        # The first line only: PostgreSQL quotes the row in the next one.
        raise MigrationFailed(f"The migration failed; the database is as it was before. {str(error.orig).splitlines()[0]}") from error


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """One transaction around all steps. On SQLite without foreign keys: changing a table replaces it, which would empty its children."""
    with engine.connect() as connection:
        if is_sqlite(engine):
            _switch_foreign_keys(connection, on=False)
        with connection.begin():
            if not is_sqlite(engine):
                connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
                connection.execute(text("SELECT set_config('app.system', 'on', true)"))
            yield connection
            _insist_on_whole_references(connection)


def _switch_foreign_keys(connection: Connection, *, on: bool) -> None:
    # The pragma is ignored inside a transaction, so it goes past SQLAlchemy, which would begin one.
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _insist_on_whole_references(connection: Connection) -> None:
    if is_sqlite(connection) and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
        raise MigrationFailed(f"The migration would leave rows of {broken[0]} without the row of {broken[2]} that they name; undone.")


def _create_file(url: str) -> None:
    """Health data: a new file, like the journals beside it, is for its owner only."""
    target = parsed(url)
    if target.drivername != "sqlite":
        return
    file = Path(target.database or "")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        reason = f"{file}: {error.strerror}."
        raise BadInput(
            "The database file cannot be written.", findings=[Finding("ADJUSTER_DATABASE_URL", "not-writable", reason)]
        ) from None


def _wrong_revision(error: CommandError, stands: str | None, scripts: Path) -> BadInput:
    known = revisions(scripts)
    if stands is not None and stands not in known:
        detail = f"The database stands at {stands}, which this version does not know: a newer version wrote it. Use that version."
    else:
        detail = f"{error}. Known revisions, newest first: {', '.join(known) or 'none'}; `base` is the empty database."
    return BadInput(detail, findings=[Finding("revision", "unknown-revision", detail)], place="database")


def _named(difference: Any) -> str:
    """A difference as alembic gives it (a tuple, or a list of them for one column) in few words."""
    first = difference[0] if isinstance(difference, list) else difference
    return " ".join(str(getattr(part, "name", part)) for part in first if isinstance(part, str) or hasattr(part, "name"))


def _unguarded(connection: Connection) -> list[str]:
    """Tables of organisations that PostgreSQL does not hold to the organisation."""
    if is_sqlite(connection):
        return []
    from service.store.tenancy import UNGUARDED_TABLES  # noqa: PLC0415

    guarded = set(connection.execute(text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")).scalars())
    ours = (table.name for table in _tables().tables.values() if "org_id" in table.c)
    return [f"Table {name} has no row-level security." for name in sorted(set(ours) - guarded - UNGUARDED_TABLES)]
