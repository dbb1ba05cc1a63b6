"""The way into the database: one engine a process, and the two transactions that everything else uses.

SQLite takes one writer at a time. Here writers stand in line within the process instead of polling the file, which makes the
slowest of many writers some twenty times faster; jobs let callers go first. The line has a second use: before SQLite 3.51.3 a
checkpoint in one connection while another commits can corrupt the file, and within one process that cannot happen here.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from service.errors import BadInput, Finding
from service.store.faults import DatabaseBusy, unreachable
from service.store.line import Line

POSTGRESQL = "postgresql"
SQLITE = "sqlite"
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgresql+psycopg": "postgresql+psycopg"}
WRITER_WAIT_S = 15.0
FILE_BUSY_MS = 5_000
"""How long to wait for another process that writes to the same file."""
CONNECT_S = 10
POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 30, "hide_parameters": True}
"""Values that were to be stored may be about health, and errors end up in logs."""
PROFILE = (
    "PRAGMA journal_mode=WAL",
    # NORMAL would survive the death of the process only; what was acknowledged has to survive a power cut.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={FILE_BUSY_MS}",
    # Erased health data must not linger in free pages.
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)
READING = "reading"
HELD = "place_in_line"
_lines: defaultdict[str, Line] = defaultdict(Line)
"""One line a database file."""


def parsed(url: str) -> URL:
    """`url` with the driver in it. Raises BadInput, which never repeats the URL: it may hold a password."""
    try:
        made = make_url(url)
    except (ArgumentError, ValueError):
        raise _bad_url("This is no database URL.") from None
    if made.drivername not in DRIVERS:
        raise _bad_url(f"There is no support for {made.drivername} databases.")
    if made.drivername == SQLITE and made.database in (None, "", ":memory:"):
        raise _bad_url("A SQLite database needs a file, so that it outlives the process.")
    return made.set(drivername=DRIVERS[made.drivername])


def _bad_url(detail: str) -> BadInput:
    mend = f"{detail} Use sqlite:///path/to/file.db or postgresql://user@host/name."
    return BadInput("The database URL cannot be used.", findings=[Finding("ADJUSTER_DATABASE_URL", "bad-database-url", mend)])


def open_engine(url: str) -> Engine:
    """The engine for `url`; nothing is connected yet. Raises BadInput for a URL that cannot be used."""
    target = parsed(url)
    if target.drivername == SQLITE:
        engine = create_engine(target, **POOL)
        event.listen(engine, "connect", _apply_profile)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "checkin", _leave_line)
        return engine
    connect = {"connect_timeout": CONNECT_S, "application_name": "adjuster"}
    return create_engine(target, **POOL, pool_pre_ping=True, connect_args=connect)


@contextmanager
def connecting(url: str) -> Iterator[Engine]:
    """An engine for one task, closed afterwards. Raises BadInput, and DatabaseUnreachable when nobody answers."""
    target = parsed(url)
    if target.drivername == SQLITE and not Path(target.database or "").is_file():
        raise unreachable(f"There is no file {target.database}: run `adjuster db upgrade`, or mend the path.")
    engine = open_engine(url)
    try:
        with engine.connect():
            pass
    except DBAPIError as error:
        engine.dispose()
        raise unreachable(f"The database cannot be reached: {str(error.orig).splitlines()[0]}.") from None
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def alone(engine: Engine) -> Iterator[sqlite3.Connection]:
    """The driver's own connection to a SQLite file, outside any transaction, while no other writer of this process is at work."""
    with engine.connect() as connection:
        _join_line(connection)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA query_only=OFF")
        yield driver


def open_queue_engine(engine: Engine) -> Engine:
    """An engine on the database of `engine` for a library that mixes reading and writing as it likes.

    On SQLite its transactions begin with their first change, and stand in the same line from then on.
    """
    if not is_sqlite(engine):
        return engine
    queue_engine = create_engine(engine.url, **POOL)
    event.listen(queue_engine, "connect", _apply_library_profile)
    event.listen(queue_engine, "before_cursor_execute", _join_line_to_change)
    event.listen(queue_engine, "checkin", _leave_line)
    return queue_engine


def is_sqlite(bind: Engine | Connection) -> bool:
    return bind.dialect.name == SQLITE


@contextmanager
def writing(engine: Engine, tenant: str | None) -> Iterator[Session]:
    """A transaction that is committed at the end of the block and undone when the block raises.

    `tenant` is the organisation that the database itself holds this transaction to (PostgreSQL); with None, rows of no
    organisation can be seen. Do no slow work inside: on SQLite all other writers wait. Blocks must not be nested.
    Raises DatabaseBusy.
    """
    with Session(engine) as session, session.begin():
        try:
            session.connection()
        except OperationalError as error:
            if isinstance(error.orig, sqlite3.OperationalError):
                raise DatabaseBusy("The database was busy with another change for too long. Try again.") from error
            raise
        bind_tenant(session, tenant)
        yield session


class Savepoint:
    """A place in a transaction on SQLite to which it can be taken back. One at a time."""

    def __init__(self, session: OrmSession) -> None:
        # Past SQLAlchemy, which would spend as much on this as on a query.
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self._driver = driver
        driver.execute("SAVEPOINT turn")

    def keep(self) -> None:
        self._driver.execute("RELEASE turn")

    def undo(self) -> None:
        """Raises when there is no transaction any more: some errors of the disk end it as a whole."""
        self._driver.execute("ROLLBACK TO turn")
        self._driver.execute("RELEASE turn")


@contextmanager
def reading(engine: Engine, tenant: str | None) -> Iterator[Session]:
    """One unchanging view of the database, for `tenant` as in `writing`; an attempt to write fails."""
    view = {READING: True} if is_sqlite(engine) else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with Session(engine) as session:
        session.connection(execution_options=view)
        bind_tenant(session, tenant)
        yield session


def see_all_tenants(session: OrmSession) -> None:
    """Lift the wall between organisations until this transaction ends: for schedules and operators, never for a request."""
    if not is_sqlite(session.get_bind()):
        session.execute(text("SELECT set_config('app.system', 'on', true)"))


def bind_tenant(session: OrmSession, tenant: str | None) -> None:
    """Hold a transaction that somebody else began to the rows of one organisation."""
    # Set for the transaction only, so that a pooled connection cannot carry it into the next one.
    if tenant is not None and not is_sqlite(session.get_bind()):
        session.execute(text("SELECT set_config('app.tenant_id', :tenant, true)"), {"tenant": tenant})


def _apply_profile(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: it begins them late, and never for a change of the schema.
    connection.isolation_level = None
    for pragma in PROFILE:
        connection.execute(pragma)


def _apply_library_profile(connection: Any, entry: ConnectionPoolEntry) -> None:
    _apply_profile(connection, entry)
    connection.isolation_level = "IMMEDIATE"


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(READING):
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        # Past SQLAlchemy, which would spend as much on these two as on a query.
        driver.execute("PRAGMA query_only=ON")
        driver.execute("BEGIN")
        return
    _join_line(connection)
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    # A transaction that only begins to write later on fails at once when somebody else has written meanwhile.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _join_line_to_change(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
    if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA")):
        _join_line(connection, gives_way=True)


def _join_line(connection: Connection, *, gives_way: bool = False) -> None:
    """Wait to be the only writer of the process, until the connection is back in the pool: the commit is over then."""
    if HELD in connection.info:
        return
    line = _lines[connection.engine.url.database or ""]
    if not line.enter(WRITER_WAIT_S, gives_way=gives_way):
        # The words of the driver, by which libraries know that they may try again.
        raise OperationalError("BEGIN IMMEDIATE", None, sqlite3.OperationalError("database is locked"))
    connection.info[HELD] = line


def _leave_line(_connection: Any, entry: ConnectionPoolEntry) -> None:
    line = entry.info.pop(HELD, None)
    if line is not None:
        line.leave()
