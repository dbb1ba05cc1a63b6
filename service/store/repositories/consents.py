"""Connections that athletes are about to grant on a platform's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import CursorResult

from service.errors import NotFound
from service.store.repositories.base import Repository, as_record
from service.store.tables import ConsentRow
from service.store.tenancy import before_the_tenant_is_known, removed, table_of

USED_UP = "This consent was never begun, or is used up. Begin again."


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    id: str
    org_id: str
    athlete_id: str
    provider: str
    verifier: str
    expires_at: datetime


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
            raise NotFound(USED_UP)
        return as_record(ConsentRecord, row, verifier=self.work.vault.open(row["verifier"]))

    def forget(self, before: datetime) -> None:
        """Those that ended before then."""
        ended = table_of(ConsentRow).c.expires_at < before
        self.work.session.execute(removed(ConsentRow, self.work.scope).where(ended))

    def use_up(self, id: str) -> None:
        """Raises NotFound when somebody else has used it."""
        used = self.work.session.execute(removed(ConsentRow, self.work.scope).where(table_of(ConsentRow).c.id == id))
        assert isinstance(used, CursorResult)
        if used.rowcount != 1:
            raise NotFound(USED_UP)
