"""Webhooks that we send: endpoints, and what became of each delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from service.errors import Stale
from service.store.repositories.base import Page, Repository, as_record, newest_first
from service.store.tables import DeliveryRow, DeliveryStatus, EndpointRow, EndpointStatus
from service.store.tenancy import changed, made_once, removed, selected, selected_later, table_of


@dataclass(frozen=True, slots=True)
class EndpointRecord:
    """`secrets` is JSON."""

    id: str
    url: str
    event_types: str
    secrets: str
    status: EndpointStatus
    failures_in_row: int
    closed_until: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime

    def wants(self, type: str) -> bool:
        wanted = self.event_types.split()
        return self.status is EndpointStatus.ACTIVE and ("*" in wanted or type in wanted)


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    id: str
    endpoint_id: str
    event_id: str
    type: str
    body: str
    status: DeliveryStatus
    attempts: int
    last_status: int | None
    last_error: str | None
    created_at: datetime
    due_at: datetime
    settled_at: datetime | None


class Endpoints(Repository):
    def create(self, url: str, event_types: str, secrets: str) -> EndpointRecord:
        id, now = self.work.new_id("whe"), self.work.clock()
        self.add(
            EndpointRow, id=id, url=url, event_types=event_types, secrets=self.work.vault.seal(secrets), status=EndpointStatus.ACTIVE,
            created_at=now, updated_at=now,
        )  # fmt: skip
        return self.get(id)

    def get(self, id: str) -> EndpointRecord:
        return self._record(self.one(EndpointRow, id, "webhook endpoint"))

    def list(self) -> list[EndpointRecord]:
        return [self._record(row) for row in self.kept(_endpoints(sees_all=self.work.scope.sees_all))]

    def expect(self, id: str, version: int) -> EndpointRecord:
        """Raises NotFound, and Stale when it is no longer of that version."""
        record = self.get(id)
        if record.version != version:
            raise Stale("The endpoint has been changed since you looked at it. Read it again and decide anew.")
        return record

    def update(self, record: EndpointRecord, **values: Any) -> EndpointRecord:
        """Raises Stale when somebody else has changed it. `values`: url, event_types, secrets, status."""
        if "secrets" in values:
            values["secrets"] = self.work.vault.seal(values["secrets"])
        self.change(EndpointRow, record.id, version=record.version, updated_at=self.work.clock(), **values)
        return self.get(record.id)

    def note_success(self, id: str) -> None:
        self.change(EndpointRow, id, failures_in_row=0, closed_until=None)

    def note_failure(self, id: str, *, closed_until: datetime | None, disabled: bool = False) -> None:
        """`closed_until` None leaves as it is what others have found meanwhile."""
        columns = table_of(EndpointRow).c
        values: dict[str, Any] = {"failures_in_row": columns.failures_in_row + 1}
        if closed_until is not None:
            values["closed_until"] = closed_until
        if disabled:
            values["status"] = EndpointStatus.DISABLED
        self.change(EndpointRow, id, **values)

    def remove(self, id: str) -> None:
        self.get(id)
        self.work.session.execute(removed(EndpointRow, self.work.scope).where(table_of(EndpointRow).c.id == id))

    def _record(self, row: Mapping[str, Any]) -> EndpointRecord:
        return as_record(EndpointRecord, row, secrets=self.work.vault.open(row["secrets"]))


class Deliveries(Repository):
    def create(self, endpoint_id: str, event_id: str, type: str, body: str) -> str:
        id = self.work.new_id("dlv")
        self.add(
            DeliveryRow, id=id, endpoint_id=endpoint_id, event_id=event_id, type=type, body=body, status=DeliveryStatus.WAITING,
            created_at=self.work.clock(), due_at=self.work.clock(),
        )  # fmt: skip
        return id

    def get(self, id: str) -> DeliveryRecord:
        return as_record(DeliveryRecord, self.one(DeliveryRow, id, "delivery"))

    def list(self, page: Page, *, endpoint_id: str | None = None, status: DeliveryStatus | None = None) -> list[DeliveryRecord]:
        columns = table_of(DeliveryRow).c
        statement = selected(DeliveryRow, self.work.scope)
        if endpoint_id is not None:
            statement = statement.where(columns.endpoint_id == endpoint_id)
        if status is not None:
            statement = statement.where(columns.status == status)
        return [as_record(DeliveryRecord, row) for row in self.all(newest_first(statement, DeliveryRow, page, by="created_at"))]

    def waiting(self, before: datetime, limit: int = 200) -> Sequence[DeliveryRecord]:
        """What should have been tried before then."""
        columns = table_of(DeliveryRow).c
        late = (columns.status == DeliveryStatus.WAITING, columns.due_at < before)
        rows = self.all(selected(DeliveryRow, self.work.scope).where(*late).order_by(columns.due_at).limit(limit))
        return [as_record(DeliveryRecord, row) for row in rows]

    def tried(self, id: str, *, status: DeliveryStatus, last_status: int | None, last_error: str | None) -> None:
        """One attempt more."""
        columns = table_of(DeliveryRow).c
        values: dict[str, Any] = {
            "attempts": columns.attempts + 1, "status": status, "last_status": last_status,
            "last_error": None if last_error is None else last_error[:300],
            "settled_at": None if status is DeliveryStatus.WAITING else self.work.clock(),
        }  # fmt: skip
        self.work.session.execute(changed(DeliveryRow, self.work.scope).where(columns.id == id).values(values))

    def put_off(self, id: str, due_at: datetime) -> None:
        """The next attempt is then."""
        self.change(DeliveryRow, id, due_at=due_at)

    def send_again(self, id: str) -> None:
        self.change(DeliveryRow, id, status=DeliveryStatus.WAITING, settled_at=None, attempts=0, due_at=self.work.clock())

    def forget(self, before: datetime) -> None:
        columns = table_of(DeliveryRow).c
        old = (columns.created_at < before, columns.status != DeliveryStatus.WAITING)
        self.work.session.execute(removed(DeliveryRow, self.work.scope).where(*old))


@made_once
def _endpoints(*, sees_all: bool) -> Select[Any]:
    return selected_later(EndpointRow, sees_all=sees_all).order_by(table_of(EndpointRow).c.id)
