"""Reports as they came; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from service.store.repositories.base import Page, Repository, as_record, newest_first
from service.store.tables import AssessmentRow, ReportRow
from service.store.tenancy import made_once, narrowed, selected, selected_later, table_of


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """`document` is `report/1` as JSON; an amendment repeats the `ref` of what it amends."""

    id: str
    athlete_id: str
    ref: str
    observed_at: datetime
    received_at: datetime
    author: str
    withdrawn: bool
    document: str


class Reports(Repository):
    def add_report(self, athlete_id: str, *, id: str, ref: str, observed_at: datetime, withdrawn: bool, document: str) -> ReportRecord:
        now, actor = self.work.clock(), self.work.scope.actor
        self.add(
            ReportRow, id=id, athlete_id=athlete_id, ref=ref, observed_at=observed_at, received_at=now, author=actor,
            withdrawn=withdrawn, document=self.work.vault.seal(document),
        )  # fmt: skip
        return ReportRecord(id, athlete_id, ref, observed_at, now, actor, withdrawn, document)

    def get(self, id: str) -> ReportRecord:
        return self._record(self.one(ReportRow, id, "report"))

    def of_ref(self, athlete_id: str, ref: str) -> Sequence[ReportRecord]:
        """A report and its amendments, oldest first."""
        statement = _of_ref(sees_all=self.work.scope.sees_all)
        return [self._record(row) for row in self.kept(statement, athlete=athlete_id, ref=ref)]

    def list(self, athlete_id: str, page: Page) -> list[ReportRecord]:
        statement = selected(ReportRow, self.work.scope).where(table_of(ReportRow).c.athlete_id == athlete_id)
        return [self._record(row) for row in self.all(newest_first(statement, ReportRow, page, by="received_at"))]

    def since(self, athlete_id: str, instant: datetime) -> Sequence[ReportRecord]:
        """Everything observed or received from then on, amendments included, in the order in which it came.

        A report that comes in late may tell of a warning sign of long ago.
        """
        statement = _since(sees_all=self.work.scope.sees_all)
        return [self._record(row) for row in self.kept(statement, athlete=athlete_id, instant=instant)]

    def last_received(self, athlete_id: str) -> datetime | None:
        """When the newest word of an athlete came in."""
        columns = table_of(ReportRow).c
        statement = selected(ReportRow, self.work.scope).where(columns.athlete_id == athlete_id)
        row = self.first(statement.order_by(columns.received_at.desc()).limit(1))
        return None if row is None else row["received_at"]

    def unanswered(self, before: datetime, since: datetime) -> Sequence[str]:
        """Athletes whose newest word came in between the two instants and later than the last conclusion about them."""
        reports, made = table_of(ReportRow).c, table_of(AssessmentRow).c
        newest = func.max(reports.received_at)
        last = select(func.max(made.made_at)).where(made.athlete_id == reports.athlete_id).scalar_subquery()
        statement = narrowed(select(reports.athlete_id), ReportRow, self.work.scope).group_by(reports.athlete_id)
        late = statement.having(newest < before, newest > since, or_(last.is_(None), newest > last))
        return [row["athlete_id"] for row in self.all(late.order_by(reports.athlete_id))]

    def _record(self, row: Mapping[str, Any]) -> ReportRecord:
        return as_record(ReportRecord, row, document=self.work.vault.open(row["document"]))


@made_once
def _since(*, sees_all: bool) -> Select[Any]:
    columns = table_of(ReportRow).c
    instant = bindparam("instant", type_=columns.received_at.type)
    late = (columns.observed_at >= instant) | (columns.received_at >= instant)
    told = selected_later(ReportRow, sees_all=sees_all).where(columns.athlete_id == bindparam("athlete"), late)
    return told.order_by(columns.received_at, columns.id)


@made_once
def _of_ref(*, sees_all: bool) -> Select[Any]:
    columns = table_of(ReportRow).c
    named = selected_later(ReportRow, sees_all=sees_all).where(columns.athlete_id == bindparam("athlete"), columns.ref == bindparam("ref"))
    return named.order_by(columns.received_at, columns.id)
