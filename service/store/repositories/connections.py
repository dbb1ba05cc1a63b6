"""Athletes' accounts with training platforms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.engine import CursorResult

from service.errors import Conflict
from service.store.repositories.base import Repository, as_record
from service.store.tables import ConnectionRow, ConnectionStatus, RemoteSessionRow
from service.store.tenancy import changed, removed, selected, table_of

LONGEST_GRANT = 1000


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


class Connections(Repository):
    def connect(
        self, athlete_id: str, provider: str, provider_user_id: str, *, granted: str, credentials: str, expires_at: datetime | None
    ) -> ConnectionRecord:
        """The athlete's account there; their connection to it is renewed. Raises Conflict for an account of somebody else."""
        known = self._of_anybody(provider, provider_user_id)
        if known is not None and known["athlete_id"] != athlete_id:
            raise Conflict("This account is another athlete's here. Check who is signed in on the platform, or disconnect it there first.")
        now, sealed = self.work.clock(), self.work.vault.seal(credentials)
        facts: dict[str, Any] = {
            "granted": granted[:LONGEST_GRANT], "credentials": sealed, "expires_at": expires_at, "updated_at": now, "error": None,
            "renewing_until": None,
        }  # fmt: skip
        if known is not None:
            self.change(ConnectionRow, known["id"], status=ConnectionStatus.ACTIVE, **facts)
            return self.get(known["id"])
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

    def providers(self, ids: Collection[str]) -> Mapping[str, str]:
        """Names of platforms by connection."""
        columns = table_of(ConnectionRow).c
        statement = selected(ConnectionRow, self.work.scope).where(columns.id.in_(set(ids)))
        return {row["id"]: row["provider"] for row in self.all(statement.with_only_columns(columns.id, columns.provider))}

    def claim_renewal(self, id: str, until: datetime) -> bool:
        """Whether it is the caller who renews the tokens: until then nobody else does."""
        columns = table_of(ConnectionRow).c
        is_free = columns.renewing_until.is_(None) | (columns.renewing_until <= self.work.clock())
        claim = changed(ConnectionRow, self.work.scope).where(columns.id == id, is_free).values(renewing_until=until)
        result = self.work.session.execute(claim)
        assert isinstance(result, CursorResult)
        return result.rowcount == 1

    def give_up_renewal(self, id: str) -> None:
        """Nothing came of it; others may try."""
        self.change(ConnectionRow, id, renewing_until=None)

    def refresh(self, id: str, credentials: str, expires_at: datetime | None) -> None:
        """New tokens in the place of the old."""
        sealed, now = self.work.vault.seal(credentials), self.work.clock()
        self.change(ConnectionRow, id, credentials=sealed, expires_at=expires_at, renewing_until=None, updated_at=now)

    def regrant(self, id: str, granted: str) -> None:
        self.change(ConnectionRow, id, granted=granted[:LONGEST_GRANT], updated_at=self.work.clock())

    def lose(self, id: str, why: str) -> None:
        """Its tokens open nothing any more, and are not kept."""
        nothing, now = self.work.vault.seal("{}"), self.work.clock()
        self.change(ConnectionRow, id, status=ConnectionStatus.LOST, credentials=nothing, error=why[:300], updated_at=now)

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

    def _of_anybody(self, provider: str, provider_user_id: str) -> Mapping[str, Any] | None:
        """In the whole organisation, for an account is there once; whose it is, is told to nobody."""
        columns = table_of(ConnectionRow).c
        whole = self.work.scope.of_the_service(self.work.scope.actor)
        return self.first(selected(ConnectionRow, whole).where(columns.provider == provider, columns.provider_user_id == provider_user_id))

    def _record(self, row: Mapping[str, Any]) -> ConnectionRecord:
        return as_record(ConnectionRecord, row, credentials=self.work.vault.open(row["credentials"]))
