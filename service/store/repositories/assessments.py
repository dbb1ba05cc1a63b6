"""What was concluded about an athlete, and what was ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam

from service.store.repositories.base import Repository, as_record
from service.store.tables import AssessmentRow, OrderKind, OrderRow
from service.store.tenancy import made_once, selected, selected_later, table_of


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """`document` is the assessment, `state` the `state/1` that the next one starts from; both JSON."""

    id: str
    athlete_id: str
    made_at: datetime
    level: int
    basis: str
    document: str
    state: str


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An override or a clearance, as JSON."""

    id: str
    athlete_id: str
    kind: OrderKind
    author: str
    created_at: datetime
    document: str


class Assessments(Repository):
    def add_assessment(self, athlete_id: str, *, level: int, basis: str, document: str, state: str) -> str:
        id, vault = self.work.new_id("asm"), self.work.vault
        self.add(
            AssessmentRow, id=id, athlete_id=athlete_id, made_at=self.work.clock(), level=level, basis=basis,
            document=vault.seal(document), state=vault.seal(state),
        )  # fmt: skip
        return id

    def latest(self, athlete_id: str) -> AssessmentRecord | None:
        found = self.kept(_latest(sees_all=self.work.scope.sees_all), athlete=athlete_id)
        return self._record(found[0]) if found else None

    def before(self, athlete_id: str, instant: datetime) -> AssessmentRecord | None:
        """The newest that was made before then."""
        row = self.first(self._of(athlete_id).where(table_of(AssessmentRow).c.made_at < instant).limit(1))
        return None if row is None else self._record(row)

    def list(self, athlete_id: str, limit: int = 50) -> list[AssessmentRecord]:
        """Newest first."""
        return [self._record(row) for row in self.all(self._of(athlete_id).limit(limit))]

    def _of(self, athlete_id: str) -> Any:
        columns = table_of(AssessmentRow).c
        statement = selected(AssessmentRow, self.work.scope).where(columns.athlete_id == athlete_id)
        return statement.order_by(columns.made_at.desc(), columns.id.desc())

    def _record(self, row: Mapping[str, Any]) -> AssessmentRecord:
        vault = self.work.vault
        return as_record(AssessmentRecord, row, document=vault.open(row["document"]), state=vault.open(row["state"]))


class Orders(Repository):
    """Overrides and clearances."""

    def add_order(self, athlete_id: str, kind: OrderKind, document: str) -> OrderRecord:
        id = self.work.new_id("ovr" if kind is OrderKind.OVERRIDE else "clr")
        now, actor = self.work.clock(), self.work.scope.actor
        self.add(OrderRow, id=id, athlete_id=athlete_id, kind=kind, author=actor, created_at=now, document=self.work.vault.seal(document))
        return OrderRecord(id, athlete_id, kind, actor, now, document)

    def get(self, id: str) -> OrderRecord:
        row = self.one(OrderRow, id, "order")
        return as_record(OrderRecord, row, document=self.work.vault.open(row["document"]))

    def list(self, athlete_id: str, kind: OrderKind | None = None) -> Sequence[OrderRecord]:
        """Of one kind or of both, oldest first."""
        given = self.kept(_given(sees_all=self.work.scope.sees_all), athlete=athlete_id)
        rows = [row for row in given if kind is None or row["kind"] == kind]
        return [as_record(OrderRecord, row, document=self.work.vault.open(row["document"])) for row in rows]


@made_once
def _latest(*, sees_all: bool) -> Select[Any]:
    columns = table_of(AssessmentRow).c
    made = selected_later(AssessmentRow, sees_all=sees_all).where(columns.athlete_id == bindparam("athlete"))
    return made.order_by(columns.made_at.desc(), columns.id.desc()).limit(1)


@made_once
def _given(*, sees_all: bool) -> Select[Any]:
    columns = table_of(OrderRow).c
    given = selected_later(OrderRow, sees_all=sees_all).where(columns.athlete_id == bindparam("athlete"))
    return given.order_by(columns.created_at, columns.id)
