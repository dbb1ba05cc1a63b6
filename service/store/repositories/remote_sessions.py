"""What of ours lies in the calendars of platforms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from service.store.repositories.base import Repository, as_record
from service.store.tables import RemoteSessionRow
from service.store.tenancy import changed, removed, selected, table_of


@dataclass(frozen=True, slots=True)
class RemoteSessionRecord:
    """`remote` is JSON."""

    id: str
    connection_id: str
    session_key: str
    remote: str
    content_hash: str
    remote_updated_at: datetime | None
    conflict: bool
    pushed_at: datetime


class RemoteSessions(Repository):
    def of_connection(self, connection_id: str) -> Mapping[str, RemoteSessionRecord]:
        """By our id of the session there."""
        columns = table_of(RemoteSessionRow).c
        rows = self.all(selected(RemoteSessionRow, self.work.scope).where(columns.connection_id == connection_id))
        return {row["session_key"]: as_record(RemoteSessionRecord, row) for row in rows}

    def pushed(
        self, athlete_id: str, connection_id: str, session_key: str, *, remote: str, content_hash: str, remote_updated_at: datetime | None
    ) -> None:
        columns = table_of(RemoteSessionRow).c
        same = (columns.connection_id == connection_id, columns.session_key == session_key)
        facts = {
            "remote": remote, "content_hash": content_hash, "remote_updated_at": remote_updated_at, "conflict": False,
            "pushed_at": self.work.clock(),
        }  # fmt: skip
        if self.first(selected(RemoteSessionRow, self.work.scope).where(*same)) is not None:
            self.work.session.execute(changed(RemoteSessionRow, self.work.scope).where(*same).values(facts))
            return
        id = self.work.new_id("rem")
        self.add(RemoteSessionRow, id=id, athlete_id=athlete_id, connection_id=connection_id, session_key=session_key, **facts)

    def in_conflict(self, id: str) -> None:
        self.change(RemoteSessionRow, id, conflict=True)

    def forget(self, id: str) -> None:
        self.work.session.execute(removed(RemoteSessionRow, self.work.scope).where(table_of(RemoteSessionRow).c.id == id))
