"""Whose rows a caller may see. The one place that writes the tenant filter.

Every statement on a table that belongs to organisations comes through here, marked; the session refuses any other. Behind it
stands, on PostgreSQL, row-level security.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    event,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.visitors import iterate
from sqlmodel import SQLModel

from service.store.tables import AssignmentRow, AthleteRow, CoachRow, DeputyRow

UNGUARDED_TABLES = frozenset({"organisations", "api_keys", "feed_tokens", "hooks", "consents"})
"""What has to be found before the tenant is known."""

MARK = "narrowed_to_tenant"
GUARDED = "refuses_what_is_not_narrowed"
Statement = TypeVar("Statement", Select[Any], Update, Delete)
Made = TypeVar("Made", bound=Callable[..., Any])
_made: list[Any] = []


@dataclass(frozen=True, slots=True)
class Call:
    """A call that its caller may repeat and wants done once. Only hashes: keys and bodies may hold names."""

    operation: str
    key_hash: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks. A coach sees the athletes assigned to them and to those they stand in for today; `sees_all` the organisation."""

    org_id: str
    actor: str
    """Id of the key, coach or part of the service that acts; what the audit names."""
    today: date
    """Decides which deputies count."""
    coach_id: str | None = None
    sees_all: bool = False
    call: Call | None = None
    """Whoever writes what the call is about settles it in the same transaction: `work.calls.settle`."""

    def of_the_service(self, actor: str) -> Scope:
        """The same organisation, seen by a part of the service itself."""
        return replace(self, actor=actor, coach_id=None, sees_all=True)


class Unscoped(AssertionError):
    """A statement would have read or changed rows without the tenant filter."""


def table_of(row: type[SQLModel]) -> Table:
    return cast("Table", row.__table__)  # type: ignore[attr-defined]


def made_once(make: Made) -> Made:
    """Keep the statements that `make` makes: to build one takes longer than to run it."""
    kept = cache(make)
    _made.append(kept)
    return cast("Made", kept)


def forget_made() -> None:
    """Make every statement anew: for tests that change the filter."""
    for kept in _made:
        kept.cache_clear()


def selected(row: type[SQLModel], scope: Scope) -> Select[Any]:
    """Rows of a table that the caller may see."""
    return narrowed(select(table_of(row)), row, scope)


@made_once
def one_row(row: type[SQLModel], *, sees_all: bool, columns: tuple[str, ...] = ()) -> Select[Any]:
    """A row by its id, to be run with `values_for`; `columns` leaves out the others."""
    table = table_of(row)
    found = selected_later(row, sees_all=sees_all).where(table.c.id == bindparam("id"))
    return found.with_only_columns(*(table.c[name] for name in columns)) if columns else found


def selected_later(row: type[SQLModel], *, sees_all: bool) -> Select[Any]:
    """`selected` for a caller who is named when it is run, with `values_for`: for statements that are made once and kept."""
    return selected(row, whoever_asks(sees_all=sees_all))


def whoever_asks(*, sees_all: bool) -> Scope:
    """Places in a statement that is made once, which `values_for` fills when it is run."""
    return Scope(
        cast("str", bindparam("scope_org")), "", cast("date", bindparam("scope_today")), cast("str", bindparam("scope_coach")), sees_all
    )


def values_for(scope: Scope, **values: Any) -> dict[str, Any]:
    return {"scope_org": scope.org_id, "scope_today": scope.today, "scope_coach": scope.coach_id, **values}


def changed(row: type[SQLModel], scope: Scope) -> Update:
    return narrowed(update(table_of(row)), row, scope)


def removed(row: type[SQLModel], scope: Scope) -> Delete:
    return narrowed(delete(table_of(row)), row, scope)


@made_once
def addition(row: type[SQLModel]) -> Insert:
    """A new row, to be run with `whole_row`."""
    return insert(table_of(row)).execution_options(**{MARK: True})


def whole_row(row: type[SQLModel], scope: Scope, values: dict[str, Any]) -> dict[str, Any]:
    """What is to be stored; the organisation is always the caller's own."""
    return {**_defaults(row), **values, "org_id": scope.org_id}


def added_once(row: type[SQLModel], scope: Scope, values: dict[str, Any], unique: Sequence[str], dialect: str) -> ReturningInsert[Any]:
    """A new row unless one with the same `unique` columns is there; gives back its id, or nothing."""
    sort = sqlite if dialect == "sqlite" else postgresql
    statement = sort.insert(table_of(row)).values(whole_row(row, scope, values)).on_conflict_do_nothing(index_elements=list(unique))
    return cast("ReturningInsert[Any]", statement.returning(table_of(row).c.id).execution_options(**{MARK: True}))


def narrowed(statement: Statement, row: type[SQLModel], scope: Scope) -> Statement:
    """`statement`, kept to the rows of `row` that the caller may see."""
    return statement.where(*_filter(row, scope)).execution_options(**{MARK: True})


def before_the_tenant_is_known(statement: Statement) -> Statement:
    """For the lookups that find out who the caller is; on `UNGUARDED_TABLES` only."""
    return statement.execution_options(**{MARK: True})


def visible_athletes(scope: Scope) -> Select[Any]:
    """Ids of the athletes that a coach may see."""
    assigned, deputies = table_of(AssignmentRow).c, table_of(DeputyRow).c
    absent = select(deputies.coach_id).where(
        deputies.org_id == scope.org_id, deputies.deputy_id == scope.coach_id,
        deputies.from_date <= scope.today, deputies.until_date >= scope.today,
    )  # fmt: skip
    whose = or_(assigned.coach_id == scope.coach_id, assigned.coach_id.in_(absent))
    return select(assigned.athlete_id).where(assigned.org_id == scope.org_id, whose)


def guard(session: Session) -> None:
    """Let the session refuse what did not come through this module."""
    session.info[GUARDED] = True


def _filter(row: type[SQLModel], scope: Scope) -> tuple[ColumnElement[bool], ...]:
    columns = table_of(row).c
    own = columns.org_id == scope.org_id
    if scope.sees_all:
        return (own,)
    if row is AthleteRow:
        return (own, columns.id.in_(visible_athletes(scope)))
    if "athlete_id" in columns:
        return (own, columns.athlete_id.in_(visible_athletes(scope)))
    return (own, columns.id == scope.coach_id if row is CoachRow else true())


@cache
def _defaults(row: type[SQLModel]) -> dict[str, Any]:
    fields = row.model_fields.items()
    return {name: field.default for name, field in fields if not field.is_required() and field.default is not None}


@event.listens_for(Session, "do_orm_execute")  # once for all sessions: to listen to each by itself takes longer than a query
def _refuse_unmarked(state: ORMExecuteState) -> None:
    if not state.session.info.get(GUARDED) or state.execution_options.get(MARK) or state.statement.get_execution_options().get(MARK):
        return
    touched = {part.name for part in iterate(cast("ClauseElement", state.statement)) if isinstance(part, Table) and "org_id" in part.c}
    if touched:
        raise Unscoped(f"statement on {', '.join(sorted(touched))} without the tenant filter")
