"""The queue's own tables: in the SQLite file of the application, or in the schema `dbos` of its PostgreSQL database."""

from __future__ import annotations

from sqlalchemy import inspect
from sqlalchemy.engine import URL

from service.jobs.library_log import quieten
from service.store.engine import is_sqlite, open_engine, parsed

STATUS_TABLE = "workflow_status"
SCHEMA = "dbos"


def prepare(url: str) -> None:
    """Create or bring up the tables of the queue; the file or database exists already."""
    from dbos import DBOS, SQLAlchemyDatasource  # noqa: PLC0415  a second of loading

    quieten()
    plain = plain_url(parsed(url))
    DBOS.migrate(plain)
    SQLAlchemyDatasource.migrate(plain)


def is_prepared(url: str) -> bool:
    """Whether jobs can be put into the queue."""
    engine = open_engine(url)
    try:
        return inspect(engine).has_table(STATUS_TABLE, schema=None if is_sqlite(engine) else SCHEMA)
    finally:
        engine.dispose()


def plain_url(url: URL) -> str:
    """The URL as the queue wants it: without a driver."""
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=False)
