"""An organisation's own policies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam

from service.store.repositories.base import Repository, as_record
from service.store.tables import PolicyRow
from service.store.tenancy import made_once, selected, selected_later, table_of


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """`document` is JSON."""

    id: str
    name: str
    version: int
    document: str
    author: str
    created_at: datetime


class Policies(Repository):
    def add_version(self, name: str, document: str) -> PolicyRecord:
        """The next version of the policy of that name, the first when there is none."""
        last = self.latest(name)
        id, now, number = self.work.new_id("pol"), self.work.clock(), 1 if last is None else last.version + 1
        actor = self.work.scope.actor
        self.add(PolicyRow, id=id, name=name, version=number, document=document, author=actor, created_at=now)
        return PolicyRecord(id, name, number, document, actor, now)

    def latest(self, name: str) -> PolicyRecord | None:
        found = self.kept(_latest(sees_all=self.work.scope.sees_all), name=name)
        return as_record(PolicyRecord, found[0]) if found else None

    def version(self, name: str, number: int) -> PolicyRecord | None:
        columns = table_of(PolicyRow).c
        row = self.first(selected(PolicyRow, self.work.scope).where(columns.name == name, columns.version == number))
        return None if row is None else as_record(PolicyRecord, row)

    def list(self) -> Sequence[PolicyRecord]:
        """All versions of all policies, by name, newest first."""
        columns = table_of(PolicyRow).c
        statement = selected(PolicyRow, self.work.scope).order_by(columns.name, columns.version.desc())
        return [as_record(PolicyRecord, row) for row in self.all(statement)]


@made_once
def _latest(*, sees_all: bool) -> Select[Any]:
    columns = table_of(PolicyRow).c
    named = selected_later(PolicyRow, sees_all=sees_all).where(columns.name == bindparam("name"))
    return named.order_by(columns.version.desc()).limit(1)
