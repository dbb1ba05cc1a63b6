"""What platforms sent: each event once, however often it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, not_

from service.store.repositories.base import Page, Repository, as_record, names_of, newest_first
from service.store.tables import InboxRow, InboxStatus
from service.store.tenancy import added_once, one_row, removed, selected, table_of

UNIQUE_EVENT = ("org_id", "provider", "dedupe_key")
POLLED = "polled"
"""What nobody sent: we asked for it."""
UPLOADED = "upload"
"""In place of a platform: what a person brought."""


@dataclass(frozen=True, slots=True)
class InboxRecord:
    """`document` is the event as JSON."""

    id: str
    provider: str
    dedupe_key: str
    kind: str
    provider_user_id: str | None
    athlete_id: str | None
    document: str
    status: InboxStatus
    detail: str | None
    received_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """What became of a message, without what was in it and without whose it said it was."""

    id: str
    provider: str
    kind: str
    athlete_id: str | None
    status: InboxStatus
    detail: str | None
    received_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class MessageFilter:
    provider: str | None = None
    status: InboxStatus | None = None
    athlete_id: str | None = None


class Inbox(Repository):
    def add_once(
        self, provider: str, dedupe_key: str, *, kind: str, provider_user_id: str | None, document: str, athlete_id: str | None = None,
        status: InboxStatus = InboxStatus.RECEIVED,
    ) -> str | None:  # fmt: skip
        """Id of the new row; None when the event is there already."""
        id = self.work.new_id("inb")
        values = {
            "id": id, "provider": provider, "dedupe_key": dedupe_key, "kind": kind, "provider_user_id": provider_user_id,
            "document": self.work.vault.seal(document), "status": status, "athlete_id": athlete_id, "received_at": self.work.clock(),
        }  # fmt: skip
        dialect = self.work.session.get_bind().dialect.name
        row = self.work.session.execute(added_once(InboxRow, self.work.scope, values, UNIQUE_EVENT, dialect)).first()
        return None if row is None else id

    def get(self, id: str) -> InboxRecord:
        return self._record(self.one(InboxRow, id, "event"))

    def messages(self, wanted: MessageFilter, page: Page) -> list[MessageRecord]:
        """What was sent to addresses of ours, newest first."""
        columns = table_of(InboxRow).c
        sent = (columns.provider != UPLOADED, not_(and_(columns.kind == POLLED, columns.dedupe_key.startswith(f"{POLLED}:"))))
        statement = selected(InboxRow, self.work.scope).where(*sent)
        for name in names_of(MessageFilter):
            if (value := getattr(wanted, name)) is not None:
                statement = statement.where(columns[name] == value)
        shown = newest_first(statement, InboxRow, page, by="received_at")
        rows = self.all(shown.with_only_columns(*(columns[name] for name in names_of(MessageRecord))))
        return [as_record(MessageRecord, row) for row in rows]

    def outcome(self, id: str) -> tuple[str, InboxStatus] | None:
        """Whose message it was, and how it stands; None for one that was erased."""
        found = self.kept(one_row(InboxRow, sees_all=self.work.scope.sees_all, columns=("provider", "status")), id=id)
        return (found[0]["provider"], InboxStatus(found[0]["status"])) if found else None

    def settle(self, id: str, status: InboxStatus, *, athlete_id: str | None = None, detail: str | None = None) -> None:
        detail = None if detail is None else detail[:300]
        self.change(InboxRow, id, status=status, athlete_id=athlete_id, detail=detail, settled_at=self.work.clock())

    def hold(self, id: str, athlete_id: str, reports: str) -> None:
        """Keep the reports that the event holds until a person has confirmed them; `reports` is JSON."""
        document = self.work.vault.seal(reports)
        self.change(InboxRow, id, status=InboxStatus.CONFIRM, athlete_id=athlete_id, document=document)

    def to_confirm(self, athlete_id: str) -> Sequence[InboxRecord]:
        """Oldest first."""
        columns = table_of(InboxRow).c
        same = (columns.athlete_id == athlete_id, columns.status == InboxStatus.CONFIRM)
        return [self._record(row) for row in self.all(selected(InboxRow, self.work.scope).where(*same).order_by(columns.received_at))]

    def erase(self, athlete_id: str, provider: str) -> None:
        """Everything that a platform told of an athlete."""
        columns = table_of(InboxRow).c
        same = (columns.athlete_id == athlete_id, columns.provider == provider)
        self.work.session.execute(removed(InboxRow, self.work.scope).where(*same))

    def erase_named(self, provider: str, names: Sequence[str]) -> None:
        """Everything that was sent of an athlete under one of these names, worked on or not."""
        columns = table_of(InboxRow).c
        same = (columns.provider == provider, columns.provider_user_id.in_(names))
        self.work.session.execute(removed(InboxRow, self.work.scope).where(*same))

    def unsettled(self, before: datetime, limit: int = 200) -> Sequence[InboxRecord]:
        """What has waited since before then, oldest first."""
        columns = table_of(InboxRow).c
        waiting = (columns.status == InboxStatus.RECEIVED, columns.received_at < before)
        rows = self.all(selected(InboxRow, self.work.scope).where(*waiting).order_by(columns.received_at).limit(limit))
        return [self._record(row) for row in rows]

    def erase_older(self, provider: str, before: datetime) -> None:
        """Everything that a platform sent before then, whatever came of it."""
        columns = table_of(InboxRow).c
        old = (columns.provider == provider, columns.received_at < before)
        self.work.session.execute(removed(InboxRow, self.work.scope).where(*old))

    def forget(self, before: datetime) -> None:
        """What came before then and is settled; what waits for a person goes on waiting."""
        columns = table_of(InboxRow).c
        old = (columns.received_at < before, columns.status.not_in([InboxStatus.RECEIVED, InboxStatus.CONFIRM]))
        self.work.session.execute(removed(InboxRow, self.work.scope).where(*old))

    def _record(self, row: Mapping[str, Any]) -> InboxRecord:
        return as_record(InboxRecord, row, document=self.work.vault.open(row["document"]))
