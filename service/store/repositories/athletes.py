"""Athletes as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam
from sqlalchemy.exc import IntegrityError

from service.errors import Conflict
from service.store.repositories.base import Page, Repository, as_record, newest_first
from service.store.tables import AthleteRow, ConnectionRow, InboxRow, TombstoneRow
from service.store.tenancy import made_once, removed, selected, selected_later, table_of


@dataclass(frozen=True, slots=True)
class AthleteRecord:
    """`profile` and `auto_apply` are JSON as the documents wrote it."""

    id: str
    ref: str | None
    name: str
    email: str | None
    timezone: str
    profile: str
    auto_apply: str | None
    policy_name: str | None
    current_plan_id: str | None
    consent_version: str | None
    consent_given_at: datetime | None
    consent_withdrawn_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class Athletes(Repository):
    def create(self, *, name: str, timezone: str, profile: str, **rest: Any) -> AthleteRecord:
        """`rest`: ref, email, auto_apply, policy_name, consent_version, consent_given_at. Raises Conflict for a ref that is taken."""
        id, now, sealed = self.work.new_id("ath"), self.work.clock(), self.work.vault.seal(profile)
        try:
            self.add(AthleteRow, id=id, name=name, timezone=timezone, profile=sealed, created_at=now, updated_at=now, **rest)
        except IntegrityError:
            raise Conflict("There is an athlete of this ref already; PUT /v1/athletes/by-ref/{ref} changes them.") from None
        return self._record(self.first(selected(AthleteRow, self.work.scope.of_the_service("create")).where(self._c.id == id)) or {})

    def get(self, id: str) -> AthleteRecord:
        return self._record(self.one(AthleteRow, id, "athlete"))

    def by_ref(self, ref: str) -> AthleteRecord | None:
        found = self.kept(_by_ref(sees_all=self.work.scope.sees_all), ref=ref)
        return self._record(found[0]) if found else None

    def list(self, page: Page) -> list[AthleteRecord]:
        return [self._record(row) for row in self.all(newest_first(selected(AthleteRow, self.work.scope), AthleteRow, page))]

    def update(self, id: str, version: int, **values: Any) -> AthleteRecord:
        """Raises Stale when it is no longer of that version."""
        if "profile" in values:
            values["profile"] = self.work.vault.seal(values["profile"])
        self.change(AthleteRow, id, version=version, updated_at=self.work.clock(), **values)
        return self.get(id)

    def follow(self, id: str, plan_id: str | None) -> None:
        """From now on reports of the athlete are about this plan; about none with None."""
        self.change(AthleteRow, id, current_plan_id=plan_id, updated_at=self.work.clock())

    def erase(self, id: str, version: int) -> None:
        """Delete the athlete and all that belongs to them; only the mark that they were here is left. Raises NotFound, Stale."""
        self.get(id)
        self.change(AthleteRow, id, version=version)
        self._erase_events_of_platforms(id)
        self.work.session.execute(removed(AthleteRow, self.work.scope).where(self._c.id == id))
        self.add(TombstoneRow, athlete_id=id, erased_at=self.work.clock(), erased_by=self.work.scope.actor)

    def erased_since(self, instant: datetime) -> bool:
        marks = table_of(TombstoneRow).c
        return self.first(selected(TombstoneRow, self.work.scope).where(marks.erased_at >= instant).limit(1)) is not None

    def _erase_events_of_platforms(self, id: str) -> None:
        """What a platform sent before its account was connected names no athlete, only the account."""
        connections, inbox = table_of(ConnectionRow).c, table_of(InboxRow).c
        for account in self.all(selected(ConnectionRow, self.work.scope).where(connections.athlete_id == id)):
            same = (inbox.provider == account["provider"], inbox.provider_user_id == account["provider_user_id"])
            self.work.session.execute(removed(InboxRow, self.work.scope).where(*same))

    @property
    def _c(self) -> Any:
        return table_of(AthleteRow).c

    def _record(self, row: Mapping[str, Any]) -> AthleteRecord:
        return as_record(AthleteRecord, row, profile=self.work.vault.open(row["profile"]))


@made_once
def _by_ref(*, sees_all: bool) -> Select[Any]:
    return selected_later(AthleteRow, sees_all=sees_all).where(table_of(AthleteRow).c.ref == bindparam("ref"))
