"""What every repository works with, and the mapping of rows to records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Select
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from service.errors import NotFound, Stale
from service.kit.clock import Clock
from service.kit.ids import IdMaker
from service.store.sealing import Vault
from service.store.tenancy import Scope, addition, changed, one_row, table_of, values_for, whole_row

Record = TypeVar("Record")
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: ids only."""

    id: str
    type: str
    object_id: str
    athlete_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction for one caller."""

    session: Session
    scope: Scope
    vault: Vault
    clock: Clock
    new_id: IdMaker
    announce: Callable[[Work, Event], None]
    """Told of every event before the transaction ends."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a list goes on: after the row changed at `after_at` with id `after_id`; rows changed before `since` are left out."""

    limit: int = 50
    after_at: datetime | None = None
    after_id: str | None = None
    since: datetime | None = None


class Repository:
    def __init__(self, work: Work) -> None:
        self.work = work

    def first(self, statement: Select[Any]) -> Mapping[str, Any] | None:
        row = self.work.session.execute(statement).mappings().first()
        return None if row is None else dict(row)

    def all(self, statement: Select[Any]) -> list[Mapping[str, Any]]:
        return [dict(row) for row in self.work.session.execute(statement).mappings()]

    def one(self, row: type[SQLModel], id: str, what: str, *, columns: tuple[str, ...] = ()) -> Mapping[str, Any]:
        """The row of that id, or these columns of it. Raises NotFound, also when the row is another tenant's."""
        scope = self.work.scope
        statement = one_row(row, sees_all=scope.sees_all, columns=columns)
        found = self.kept(statement, id=id)
        if not found:
            raise NotFound(f"There is no {what} with this id.")
        return found[0]

    def kept(self, statement: Select[Any], **values: Any) -> list[Mapping[str, Any]]:
        """Rows of a statement that was made once, with `selected_later`."""
        # Past the session, which takes as long as the rest: there is nothing in it to bring up to date.
        found = self.work.session.connection().execute(statement, values_for(self.work.scope, **values))
        return [dict(row) for row in found.mappings()]

    def add(self, row: type[SQLModel], **values: Any) -> None:
        self.work.session.connection().execute(addition(row), whole_row(row, self.work.scope, values))

    def change(self, row: type[SQLModel], id: str, *, version: int | None = None, **values: Any) -> None:
        """Change one row. With `version`, only if it is still that one, and count it up. Raises Stale."""
        columns = table_of(row).c
        statement = changed(row, self.work.scope).where(columns.id == id)
        if version is not None:
            statement = statement.where(columns.version == version)
            values["version"] = version + 1
        result = self.work.session.execute(statement.values(values))
        assert isinstance(result, CursorResult)
        if result.rowcount != 1:
            raise Stale("It has been changed since you looked at it. Read it again and decide anew.")

    def seal(self, words: str | None) -> str | None:
        return None if words is None else self.work.vault.seal(words)

    def open(self, kept: str | None) -> str | None:
        return None if kept is None else self.work.vault.open(kept)


def newest_first(statement: Select[Any], row: type[SQLModel], page: Page, by: str = "updated_at") -> Select[Any]:
    """One page of a list, newest first, that does not shift when rows are added."""
    columns = table_of(row).c
    at = columns[by]
    if page.since is not None:
        statement = statement.where(at >= page.since)
    if page.after_at is not None and page.after_id is not None:
        statement = statement.where((at < page.after_at) | ((at == page.after_at) & (columns.id < page.after_id)))
    return statement.order_by(at.desc(), columns.id.desc()).limit(page.limit)


def as_record(sort: type[Record], row: Mapping[str, Any], **opened: Any) -> Record:
    """The record of a row, field by field; `opened` gives those that are kept otherwise."""
    return sort(**{name: opened[name] if name in opened else row[name] for name in names_of(cast("Any", sort))})


@cache
def names_of(sort: Any) -> tuple[str, ...]:
    """Fields of a record, which are columns of its table."""
    return tuple(field.name for field in fields(sort))
