"""What can be wrong with a database as a whole."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

from service.errors import BadInput, Finding, ServiceError

AWAY = ("08", "53", "57P")
"""How the codes of PostgreSQL begin that tell of the server and not of the statement."""
READ_ONLY = "25006"
"""So says a server that has become a copy of another."""


class DatabaseUnreachable(BadInput):
    """There is no database where the URL says, or it lets nobody in."""

    code = "database-unreachable"


class DatabaseBusy(ServiceError):
    """Somebody else has been writing for too long; nothing of this transaction was stored."""

    code = "database-busy"


def unreachable(detail: str) -> DatabaseUnreachable:
    """To be raised with a sentence that says why."""
    return DatabaseUnreachable(detail, findings=[Finding("ADJUSTER_DATABASE_URL", "unreachable", detail)])


def is_away(error: BaseException) -> bool:
    """Whether it says that nobody does our work at the database: it is down, starting, stopping, a copy of another that takes no
    changes, or has no place for one more connection.
    """
    if not isinstance(error, DBAPIError) or isinstance(error.orig, sqlite3.Error):
        return False
    said = getattr(error.orig, "sqlstate", None)
    return said == READ_ONLY or (isinstance(error, OperationalError) and (said is None or said.startswith(AWAY)))
