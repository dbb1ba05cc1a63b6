"""Who works on jobs. Whoever holds a seat owns the jobs that were begun in its name, and no two living processes share one.

The queue knows no heartbeat: what a dead process had begun is taken up by the next one with the same name, and by nobody
else. So names are seats that the operating system, or PostgreSQL, takes back from a process the moment it dies.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import Engine

from service.errors import BadInput
from service.jobs.schema import plain_url
from service.store.engine import SQLITE, is_sqlite, parsed
from service.store.faults import unreachable

NAMESPACE = 5_284_462
MOST_SEATS = 1_000
PREFIX = "seat-"
SILENCE_S = 20
"""PostgreSQL takes a seat back from whoever has not been heard of for so long: a process that hangs or was frozen, a host that is gone."""
# A database that vanished is noticed within some ten seconds.
KEEPALIVE: dict[str, Any] = {
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


class AlreadyAtWork(BadInput):
    """Another process works on the jobs of this SQLite file, which is for one process."""

    code = "already-at-work"


class Seat(Protocol):
    """A name for the time being."""

    name: str

    def is_held(self) -> bool:
        """Whether the name is still ours; when not, another may have taken our jobs over."""

    def leave(self) -> None: ...


class OnlySeat:
    """The one seat at a SQLite file, held by a lock on the file beside it. Raises AlreadyAtWork."""

    name = "embedded"

    def __init__(self, database: Path) -> None:
        self._lock = database.with_name(database.name + ".lock").open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise AlreadyAtWork(
                f"Another process already works with {database}. Stop it first, or use PostgreSQL, which takes several."
            ) from None

    def is_held(self) -> bool:
        return True

    def leave(self) -> None:
        self._lock.close()


class NumberedSeat:
    """The lowest seat that was free at a PostgreSQL database, held by a lock of a connection of its own.

    It is lost to whoever does not ask `is_held` every few seconds. Raises DatabaseUnreachable.
    """

    def __init__(self, engine: Engine) -> None:
        self._connection = _connect(plain_url(engine.url))
        # Its keepalive packets would not do: the kernel of a host answers them for a process that is frozen.
        self._connection.execute("SELECT set_config('idle_session_timeout', %s, false)", (f"{SILENCE_S}s",))
        self._number = next(number for number in range(MOST_SEATS) if self._take(number))
        self.name = f"{PREFIX}{self._number}"

    def is_held(self) -> bool:
        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    @contextmanager
    def of_the_dead(self, name: str) -> Iterator[bool]:
        """Hold the seat of somebody else for the block; False when they live, or when that is no seat."""
        number = name.removeprefix(PREFIX)
        if name == self.name or not name.startswith(PREFIX) or not number.isdigit() or not self._take(int(number)):
            yield False
            return
        try:
            yield True
        finally:
            self._connection.execute("SELECT pg_advisory_unlock(%s, %s)", (NAMESPACE, int(number)))

    def leave(self) -> None:
        with suppress(psycopg.Error):  # closing alone frees the seat too, but some moments later
            self._connection.execute("SELECT pg_advisory_unlock_all()")
        self._connection.close()

    def _take(self, number: int) -> bool:
        row = self._connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (NAMESPACE, number)).fetchone()
        return row is not None and bool(row[0])


def _connect(url: str) -> psycopg.Connection:
    try:
        return psycopg.connect(url, autocommit=True, application_name="adjuster seat", **KEEPALIVE)
    except psycopg.OperationalError as error:
        raise unreachable(f"The database cannot be reached: {str(error).splitlines()[0]}.") from None


@contextmanager
def keeping_others_out(url: str) -> Iterator[None]:
    """Nobody works with a SQLite file during the block. Raises AlreadyAtWork. Other databases are not touched."""
    target = parsed(url)
    file = Path(target.database or "")
    if target.drivername != SQLITE or not file.parent.is_dir():
        yield
        return
    seat = OnlySeat(file)
    try:
        yield
    finally:
        seat.leave()


def take_seat(engine: Engine) -> OnlySeat | NumberedSeat:
    return OnlySeat(Path(engine.url.database or "")) if is_sqlite(engine) else NumberedSeat(engine)
