"""Letters that are due, and the secret addresses of calendar feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.errors import NotFound
from service.store.repositories.base import Repository, as_record
from service.store.tables import FeedTokenRow, NotificationKind, NotificationRow
from service.store.tenancy import before_the_tenant_is_known, changed, selected, table_of


@dataclass(frozen=True, slots=True)
class NotificationRecord:
    id: str
    kind: NotificationKind
    coach_id: str | None
    athlete_id: str | None
    adjustment_id: str | None
    attempts: int
    error: str | None
    due_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeedRecord:
    id: str
    org_id: str
    athlete_id: str
    created_at: datetime
    revoked_at: datetime | None


class Notifications(Repository):
    def add_letter(
        self, kind: NotificationKind, *, due_at: datetime, coach_id: str | None = None, athlete_id: str | None = None,
        adjustment_id: str | None = None,
    ) -> NotificationRecord:  # fmt: skip
        id = self.work.new_id("ntf")
        self.add(
            NotificationRow, id=id, kind=kind, coach_id=coach_id, athlete_id=athlete_id, adjustment_id=adjustment_id, due_at=due_at,
            created_at=self.work.clock(),
        )  # fmt: skip
        return self.get(id)

    def get(self, id: str) -> NotificationRecord:
        return as_record(NotificationRecord, self.one(NotificationRow, id, "notification"))

    def of_adjustment(self, adjustment_id: str) -> Sequence[NotificationRecord]:
        columns = table_of(NotificationRow).c
        statement = selected(NotificationRow, self.work.scope).where(columns.adjustment_id == adjustment_id)
        return [as_record(NotificationRecord, row) for row in self.all(statement.order_by(columns.due_at, columns.id))]

    def last_letter(self, kind: NotificationKind, coach_id: str, athlete_id: str | None = None) -> NotificationRecord | None:
        """The newest of its kind to a coach, about an athlete or about nobody, sent or not."""
        columns = table_of(NotificationRow).c
        same = (columns.coach_id == coach_id, columns.kind == kind, columns.athlete_id == athlete_id)
        row = self.first(selected(NotificationRow, self.work.scope).where(*same).order_by(columns.due_at.desc()).limit(1))
        return None if row is None else as_record(NotificationRecord, row)

    def sent(self, record: NotificationRecord) -> None:
        self.change(NotificationRow, record.id, sent_at=self.work.clock(), attempts=record.attempts + 1, error=None)

    def failed(self, record: NotificationRecord, error: str) -> None:
        self.change(NotificationRow, record.id, attempts=record.attempts + 1, error=error[:300])


class Feeds(Repository):
    def create(self, athlete_id: str, token_hash: str) -> FeedRecord:
        id = self.work.new_id("feed")
        self.add(FeedTokenRow, id=id, athlete_id=athlete_id, token_hash=token_hash, created_at=self.work.clock())
        return self.get(id)

    def get(self, id: str) -> FeedRecord:
        return as_record(FeedRecord, self.one(FeedTokenRow, id, "feed"))

    def list(self, athlete_id: str) -> list[FeedRecord]:
        statement = selected(FeedTokenRow, self.work.scope).where(table_of(FeedTokenRow).c.athlete_id == athlete_id)
        return [as_record(FeedRecord, row) for row in self.all(statement)]

    def revoke(self, id: str) -> None:
        self.one(FeedTokenRow, id, "feed")
        statement = changed(FeedTokenRow, self.work.scope).where(table_of(FeedTokenRow).c.id == id)
        self.work.session.execute(statement.values(revoked_at=self.work.clock()))

    def by_token(self, token_hash: str) -> FeedRecord:
        """The feed behind a token, of whichever organisation. Raises NotFound, also for one that was revoked."""
        table = table_of(FeedTokenRow)
        statement = select(table).where(table.c.token_hash == token_hash, table.c.revoked_at.is_(None))
        row = self.first(before_the_tenant_is_known(statement))
        if row is None:
            raise NotFound("There is no such feed.")
        return as_record(FeedRecord, row)
