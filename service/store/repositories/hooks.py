"""Secret addresses of ours to which platforms send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from service.errors import NotFound
from service.store.repositories.base import Repository, as_record
from service.store.tables import HookRow
from service.store.tenancy import before_the_tenant_is_known, selected, table_of


@dataclass(frozen=True, slots=True)
class HookRecord:
    """`secrets` is JSON."""

    id: str
    org_id: str
    provider: str
    secrets: str
    created_at: datetime
    revoked_at: datetime | None


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
