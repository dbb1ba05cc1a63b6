"""Whether the database answers, and whether its schema is the one that this program works with."""

from __future__ import annotations

from functools import cache

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from service.errors import ServiceError
from service.store import migrating
from service.store.engine import reading

wanted = cache(migrating.head)


def why_not_ready(engine: Engine) -> str | None:
    """One sentence, or None when the store can be worked with."""
    try:
        with reading(engine, None) as session:
            stands = MigrationContext.configure(session.connection()).get_current_revision()
    except (SQLAlchemyError, ServiceError):
        return "The database does not answer."
    if stands != wanted():
        return "The database is not at the schema of this version: run `adjuster db upgrade`."
    return None
