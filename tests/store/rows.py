"""One row in every table that a database has, made from nothing but what the database says of its columns."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Date, DateTime, Engine, Integer, LargeBinary, MetaData, Table, func, inspect, select
from sqlalchemy.types import TypeEngine

QUOTED = re.compile(r"'([^']*)'")
APART = {"alembic_version"}


def fill(engine: Engine) -> None:
    """A row in every table, each naming the row of its parent."""
    tables = _tables(engine)
    with engine.begin() as connection:
        _see_all(connection)
        for table in tables:
            allowed = {check["name"]: QUOTED.findall(check["sqltext"]) for check in inspect(connection).get_check_constraints(table.name)}
            connection.execute(table.insert().values({c.name: _value(c, allowed) for c in table.c if not c.foreign_keys} | _parents(table)))


def counts(engine: Engine) -> dict[str, int]:
    """Rows in each table."""
    tables = _tables(engine)
    with engine.begin() as connection:
        _see_all(connection)
        return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}


def _tables(engine: Engine) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(engine)
    return [table for table in metadata.sorted_tables if table.name not in APART]


def _see_all(connection: Any) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT set_config('app.system', 'on', true)")


def _parents(table: Table) -> dict[str, Any]:
    return {c.name: _value(next(iter(c.foreign_keys)).column, {}) for c in table.c if c.foreign_keys}


def _value(column: Column[Any], allowed: dict[Any, list[str]]) -> Any:
    """The same value for the same column each time, so that a child can name its parent."""
    if column.foreign_keys:
        return _value(next(iter(column.foreign_keys)).column, {})
    for name, choices in allowed.items():
        if choices and _holds(name, column):
            return choices[0]
    return _plain(column.type)


def _holds(constraint: str, column: Column[Any]) -> bool:
    checks = [c for c in column.table.constraints if c.name == constraint]
    return any(re.search(rf"\b{column.name}\b", str(getattr(check, "sqltext", ""))) for check in checks)


def _plain(kind: TypeEngine[Any]) -> Any:
    for sort, value in ((DateTime, datetime(2026, 3, 4, tzinfo=UTC)), (Date, date(2026, 3, 4)), (Integer, 1), (LargeBinary, b"x")):
        if isinstance(kind, sort):
            return value
    return True if str(kind) == "BOOLEAN" else 1.5 if str(kind) in {"FLOAT", "DOUBLE PRECISION"} else "x"
