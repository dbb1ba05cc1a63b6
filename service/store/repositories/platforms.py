"""Connections to training platforms, what they sent, and what of ours lies with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from service.errors import NotFound
from service.store.repositories.base import Repository, as_record
from service.store.tables import ConnectionRow, ConnectionStatus, ConsentRow, HookRow, InboxRow, InboxStatus, RemoteSessionRow
from service.store.tenancy import added_once, before_the_tenant_is_known, changed, removed, selected, table_of

UNIQUE_EVENT = ("org_id", "provider", "dedupe_key")


@dataclass(frozen=True, slots=True)
class HookRecord:
    """`secrets` is JSON."""

    id: str
    org_id: str
    provider: str
    secrets: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConnectionRecord:
    """`credentials` is JSON."""

    id: str
    athlete_id: str
    provider: str
    provider_user_id: str
    status: ConnectionStatus
    granted: str
    credentials: str
    expires_at: datetime | None
    polled_at: datetime | None
    error: str | None
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    id: str
    org_id: str
    athlete_id: str
    provider: str
    verifier: str
    expires_at: datetime


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


class Hooks(Repository):
    def create(self, provider: str, key_hash: str, secrets: str) -> HookRecord:
        id = self.work.new_id("hook")
        self.add(HookRow, id=id, provider=provider, key_hash=key_hash, secrets=self.work.vault.seal(secrets), created_at=self.work.clock())
        return self._record(self.one(HookRow, id, "hook"))

    def get(self, id: str) -> HookRecord:
        return self._record(self.one(HookRow, id, "hook"))

    def list(self) -> list[HookRecord]:
        return [self._record(row) for row in self.all(selected(HookRow, self.work.scope).order_by(table_of(HookRow).c.id))]

    def change_secrets(self, id: str, secrets: str) -> None:
        self.one(HookRow, id, "hook")
        self.change(HookRow, id, secrets=self.work.vault.seal(secrets))

    def revoke(self, id: str) -> None:
        self.one(HookRow, id, "hook")
        self.change(HookRow, id, revoked_at=self.work.clock())

    def by_key(self, provider: str, key_hash: str) -> HookRecord:
        """The hook behind a secret address, of whichever organisation. Raises NotFound, also for one that was revoked."""
        table = table_of(HookRow)
        same = (table.c.key_hash == key_hash, table.c.provider == provider, table.c.revoked_at.is_(None))
        row = self.first(before_the_tenant_is_known(select(table).where(*same)))
        if row is None:
            raise NotFound("There is no such hook.")
        return self._record(row)

    def _record(self, row: Mapping[str, Any]) -> HookRecord:
        return as_record(HookRecord, row, secrets=self.work.vault.open(row["secrets"]))


class Connections(Repository):
    def connect(
        self, athlete_id: str, provider: str, provider_user_id: str, *, granted: str, credentials: str, expires_at: datetime | None
    ) -> ConnectionRecord:
        """The athlete's account there; a connection to the same account is renewed."""
        known = self.of_user(provider, provider_user_id)
        now, sealed = self.work.clock(), self.work.vault.seal(credentials)
        facts: dict[str, Any] = {"granted": granted, "credentials": sealed, "expires_at": expires_at, "updated_at": now, "error": None}
        if known is not None:
            self.change(ConnectionRow, known.id, athlete_id=athlete_id, status=ConnectionStatus.ACTIVE, **facts)
            return self.get(known.id)
        id = self.work.new_id("con")
        self.add(
            ConnectionRow, id=id, athlete_id=athlete_id, provider=provider, provider_user_id=provider_user_id,
            status=ConnectionStatus.ACTIVE, created_at=now, **facts,
        )  # fmt: skip
        return self.get(id)

    def get(self, id: str) -> ConnectionRecord:
        return self._record(self.one(ConnectionRow, id, "connection"))

    def of_user(self, provider: str, provider_user_id: str) -> ConnectionRecord | None:
        columns = table_of(ConnectionRow).c
        same = (columns.provider == provider, columns.provider_user_id == provider_user_id)
        row = self.first(selected(ConnectionRow, self.work.scope).where(*same))
        return None if row is None else self._record(row)

    def of_athlete(self, athlete_id: str) -> Sequence[ConnectionRecord]:
        columns = table_of(ConnectionRow).c
        statement = selected(ConnectionRow, self.work.scope).where(columns.athlete_id == athlete_id)
        return [self._record(row) for row in self.all(statement.order_by(columns.id))]

    def list(self) -> list[ConnectionRecord]:
        statement = selected(ConnectionRow, self.work.scope).order_by(table_of(ConnectionRow).c.id)
        return [self._record(row) for row in self.all(statement)]

    def refresh(self, id: str, credentials: str, expires_at: datetime | None) -> None:
        """New tokens in the place of the old."""
        sealed, now = self.work.vault.seal(credentials), self.work.clock()
        self.change(ConnectionRow, id, credentials=sealed, expires_at=expires_at, updated_at=now)

    def regrant(self, id: str, granted: str) -> None:
        self.change(ConnectionRow, id, granted=granted, updated_at=self.work.clock())

    def lose(self, id: str, why: str) -> None:
        self.change(ConnectionRow, id, status=ConnectionStatus.LOST, error=why[:300], updated_at=self.work.clock())

    def note_error(self, id: str, why: str) -> None:
        self.change(ConnectionRow, id, error=why[:300], updated_at=self.work.clock())

    def polled(self, id: str) -> None:
        self.change(ConnectionRow, id, polled_at=self.work.clock())

    def remove(self, id: str) -> None:
        """Tokens go with it."""
        self.one(ConnectionRow, id, "connection")
        remote = table_of(RemoteSessionRow).c
        self.work.session.execute(removed(RemoteSessionRow, self.work.scope).where(remote.connection_id == id))
        self.work.session.execute(removed(ConnectionRow, self.work.scope).where(table_of(ConnectionRow).c.id == id))

    def _record(self, row: Mapping[str, Any]) -> ConnectionRecord:
        return as_record(ConnectionRecord, row, credentials=self.work.vault.open(row["credentials"]))


class Consents(Repository):
    def begin(self, athlete_id: str, provider: str, state_hash: str, verifier: str, expires_at: datetime) -> None:
        self.add(
            ConsentRow, id=self.work.new_id("cons"), athlete_id=athlete_id, provider=provider, state_hash=state_hash,
            verifier=self.work.vault.seal(verifier), expires_at=expires_at, created_at=self.work.clock(),
        )  # fmt: skip

    def by_state(self, provider: str, state_hash: str) -> ConsentRecord:
        """Raises NotFound for a state that was never given, was used, or is another provider's."""
        table = table_of(ConsentRow)
        same = (table.c.state_hash == state_hash, table.c.provider == provider)
        row = self.first(before_the_tenant_is_known(select(table).where(*same)))
        if row is None:
            raise NotFound("This consent was never begun, or is used up. Begin again.")
        return as_record(ConsentRecord, row, verifier=self.work.vault.open(row["verifier"]))

    def use_up(self, id: str) -> None:
        """Raises NotFound when somebody else has used it."""
        self.one(ConsentRow, id, "consent")
        self.work.session.execute(removed(ConsentRow, self.work.scope).where(table_of(ConsentRow).c.id == id))


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

    def unsettled(self, before: datetime, limit: int = 200) -> Sequence[InboxRecord]:
        """What has waited since before then, oldest first."""
        columns = table_of(InboxRow).c
        waiting = (columns.status == InboxStatus.RECEIVED, columns.received_at < before)
        rows = self.all(selected(InboxRow, self.work.scope).where(*waiting).order_by(columns.received_at).limit(limit))
        return [self._record(row) for row in rows]

    def forget(self, before: datetime) -> None:
        columns = table_of(InboxRow).c
        old = (columns.received_at < before, columns.status != InboxStatus.RECEIVED)
        self.work.session.execute(removed(InboxRow, self.work.scope).where(*old))

    def _record(self, row: Mapping[str, Any]) -> InboxRecord:
        return as_record(InboxRecord, row, document=self.work.vault.open(row["document"]))


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
