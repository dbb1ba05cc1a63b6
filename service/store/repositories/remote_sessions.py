"""What of ours lies in the calendars of platforms, and where somebody has changed it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.engine import CursorResult

from service.errors import NotFound
from service.store.repositories.base import Page, Repository, as_record, newest_first
from service.store.tables import ConnectionRow, Kept, RemoteSessionRow, RemoteState
from service.store.tenancy import changed, removed, selected, table_of


@dataclass(frozen=True, slots=True)
class RemoteSessionRecord:
    """`remote`, `written` and `found` are JSON."""

    id: str
    athlete_id: str
    connection_id: str
    session_key: str
    remote: str
    content_hash: str
    remote_updated_at: datetime | None
    state: RemoteState
    written: str | None
    found: str | None
    conflict_since: datetime | None
    kept: Kept | None
    resolved_at: datetime | None
    version: int
    pushed_at: datetime
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConflictFilter:
    """None asks for any."""

    athlete_id: str | None = None
    connection_id: str | None = None
    provider: str | None = None
    kept: Kept | None = None
    is_open: bool = False
    """Only what waits for a decision."""


class RemoteSessions(Repository):
    def of_connection(self, connection_id: str) -> Mapping[str, RemoteSessionRecord]:
        """By our id of the session there."""
        columns = table_of(RemoteSessionRow).c
        rows = self.all(selected(RemoteSessionRow, self.work.scope).where(columns.connection_id == connection_id))
        return {row["session_key"]: self._record(row) for row in rows}

    def conflict(self, id: str) -> RemoteSessionRecord:
        """Raises NotFound, also for one that was never changed there."""
        row = self.one(RemoteSessionRow, id, "conflict")
        if row["conflict_since"] is None:
            raise NotFound("There is no conflict with this id.")
        return self._record(row)

    def conflicts(self, wanted: ConflictFilter, page: Page) -> list[RemoteSessionRecord]:
        """Newest first: those that wait for a decision and those that were decided."""
        columns, connections = table_of(RemoteSessionRow).c, table_of(ConnectionRow).c
        statement = selected(RemoteSessionRow, self.work.scope).where(columns.conflict_since.is_not(None))
        for name in ("athlete_id", "connection_id", "kept"):
            if (value := getattr(wanted, name)) is not None:
                statement = statement.where(columns[name] == value)
        if wanted.is_open:
            statement = statement.where(columns.state == RemoteState.CONFLICT)
        if wanted.provider is not None:
            theirs = selected(ConnectionRow, self.work.scope).where(connections.provider == wanted.provider)
            statement = statement.where(columns.connection_id.in_(theirs.with_only_columns(connections.id)))
        return [self._record(row) for row in self.all(newest_first(statement, RemoteSessionRow, page))]

    def pushed(
        self, athlete_id: str, connection_id: str, session_key: str, *, remote: str, content_hash: str, remote_updated_at: datetime | None,
        written: str | None,
    ) -> None:  # fmt: skip
        """It lies there as the plan says. A conflict that was open is none any more: what lay there was ours again."""
        facts: dict[str, Any] = {
            "remote": remote, "content_hash": content_hash, "remote_updated_at": remote_updated_at, "written": self.seal(written),
            "state": RemoteState.WRITTEN, "pushed_at": self.work.clock(),
        }  # fmt: skip
        columns = table_of(RemoteSessionRow).c
        same = (columns.connection_id == connection_id, columns.session_key == session_key)
        known = self.first(selected(RemoteSessionRow, self.work.scope).where(*same))
        if known is None:
            id = self.work.new_id("rem")
            self.add(RemoteSessionRow, id=id, athlete_id=athlete_id, connection_id=connection_id, session_key=session_key, **facts)
            return
        if known["state"] == RemoteState.CONFLICT:
            facts |= {"kept": Kept.OURS, "resolved_at": facts["pushed_at"], "updated_at": facts["pushed_at"]}
        statement = changed(RemoteSessionRow, self.work.scope).where(*same)
        self.work.session.execute(statement.values(**facts, version=columns.version + 1))

    def in_conflict(self, record: RemoteSessionRecord, found: str) -> bool:
        """Whether it is news: the same conflict again changes nothing, nor does one that was seen before somebody decided or wrote."""
        if record.state is RemoteState.CONFLICT and record.found == found:
            return False
        columns, now = table_of(RemoteSessionRow).c, self.work.clock()
        since = record.conflict_since if record.state is RemoteState.CONFLICT else now
        same = (columns.id == record.id, columns.version == record.version)
        facts = {
            "state": RemoteState.CONFLICT, "found": self.seal(found), "conflict_since": since, "kept": None, "resolved_at": None,
            "updated_at": now, "version": record.version + 1,
        }  # fmt: skip
        result = self.work.session.execute(changed(RemoteSessionRow, self.work.scope).where(*same).values(facts))
        assert isinstance(result, CursorResult)
        return result.rowcount == 1

    def resolve(self, record: RemoteSessionRecord, kept: Kept, **facts: Any) -> RemoteSessionRecord:
        """A coach has decided. `facts`: what is known of it from now on. Raises Stale when it has changed since it was read."""
        now = self.work.clock()
        if "written" in facts:
            facts["written"] = self.seal(facts["written"])
        self.change(RemoteSessionRow, record.id, version=record.version, kept=kept, resolved_at=now, updated_at=now, **facts)
        return self.conflict(record.id)

    def forget(self, id: str) -> None:
        self.work.session.execute(removed(RemoteSessionRow, self.work.scope).where(table_of(RemoteSessionRow).c.id == id))

    def _record(self, row: Mapping[str, Any]) -> RemoteSessionRecord:
        return as_record(RemoteSessionRecord, row, written=self.open(row["written"]), found=self.open(row["found"]))
