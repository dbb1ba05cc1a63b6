"""The queue's own tables: in the SQLite file of the application, or in the schema `dbos` of its PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.engine import URL

from service.errors import BadInput, Finding
from service.jobs.library_log import quieten
from service.store import migrating
from service.store.engine import connecting, is_sqlite, parsed

STATUS_TABLE = "workflow_status"
INPUT_TABLE = "workflow_input"
SCHEMA = "dbos"
NO_QUEUE = "The queue has no tables yet: run `adjuster db upgrade`."


def upgrade(url: str) -> None:
    """Bring the tables of the application and of the queue up; a SQLite file is created. Raises BadInput or MigrationFailed."""
    migrating.upgrade(url)
    prepare(url)


def prepare(url: str) -> None:
    """Create or bring up the tables of the queue; the file or database exists already."""
    from dbos import DBOS  # noqa: PLC0415  a second of loading

    quieten()
    DBOS.migrate(plain_url(parsed(url)))


def check(url: str) -> list[str]:
    """What is wrong with the tables of application and queue, in sentences; empty when nothing is."""
    if wrong := migrating.check(url):
        return wrong
    try:
        with queue_of(url):
            return []
    except BadInput as error:
        return [error.message]


def insist_on_tables(url: str) -> None:
    """Raises BadInput, with what to do, for a database in which this program cannot work."""
    migrating.insist(url)
    with queue_of(url):
        pass


@contextmanager
def queue_of(url: str) -> Iterator[Engine]:
    """An engine on a database that has a queue. Raises BadInput when it has none."""
    with connecting(url) as engine:
        if not inspect(engine).has_table(STATUS_TABLE, schema=None if is_sqlite(engine) else SCHEMA):
            raise BadInput(NO_QUEUE, findings=[Finding("ADJUSTER_DATABASE_URL", "no-queue", NO_QUEUE)])
        yield engine


def qualified(engine: Engine | Connection, table: str) -> str:
    """A table of the queue as statements name it."""
    return table if is_sqlite(engine) else f"{SCHEMA}.{table}"


def plain_url(url: URL) -> str:
    """The URL as the queue wants it: without a driver."""
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=False)
