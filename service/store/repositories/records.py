"""What happened, for callers; and who saw and changed what, for whoever has to answer for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, String, bindparam, func, select

from service.store.repositories.base import Event, Repository, Work, as_record
from service.store.tables import AuditRow, EventRow
from service.store.tenancy import made_once, removed, selected, selected_later, table_of

FIRST = "0" * 64
IN_LINE = "in_line"
"""Of which organisation this transaction is at the head of the line; it stays there until its end."""
WAIT = select(func.pg_advisory_xact_lock(func.hashtext(bindparam("org", type_=String))))


@dataclass(frozen=True, slots=True)
class EventRecord:
    sequence: int
    id: str
    type: str
    athlete_id: str | None
    object_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AuditRecord:
    sequence: int
    at: datetime
    actor: str
    action: str
    object_id: str
    athlete_id: str | None
    previous: str
    hash: str


class Events(Repository):
    def emit(self, type: str, object_id: str, athlete_id: str | None = None) -> None:
        """Write down what happened, and announce it in the same transaction."""
        _wait_in_line(self.work)
        id, now = self.work.new_id("evt"), self.work.clock()
        self.add(EventRow, id=id, type=type, object_id=object_id, athlete_id=athlete_id, at=now)
        self.work.announce(self.work, Event(id, type, object_id, athlete_id, now))

    def after(self, sequence: int, limit: int, *, type: str | None = None) -> Sequence[EventRecord]:
        """Oldest first."""
        columns = table_of(EventRow).c
        statement = selected(EventRow, self.work.scope).where(columns.sequence > sequence)
        if type is not None:
            statement = statement.where(columns.type == type)
        return [as_record(EventRecord, row) for row in self.all(statement.order_by(columns.sequence).limit(limit))]

    def forget(self, before: datetime) -> None:
        self.work.session.execute(removed(EventRow, self.work.scope).where(table_of(EventRow).c.at < before))


class Audit(Repository):
    """Append-only, each entry chained to the one before of the same organisation."""

    def note(self, action: str, object_id: str, athlete_id: str | None = None) -> None:
        _wait_in_line(self.work)
        last = self.kept(_last_hash())
        entry: dict[str, Any] = {
            "at": self.work.clock(), "actor": self.work.scope.actor, "action": action, "object_id": object_id,
            "athlete_id": athlete_id, "previous": last[0]["hash"] if last else FIRST,
        }  # fmt: skip
        self.add(AuditRow, **entry, hash=_hash(entry))

    def list(self, *, before: int | None = None, athlete_id: str | None = None, limit: int = 50) -> list[AuditRecord]:
        """Newest first, of the whole organisation."""
        columns = table_of(AuditRow).c
        statement = selected(AuditRow, self.work.scope.of_the_service("audit"))
        if before is not None:
            statement = statement.where(columns.sequence < before)
        if athlete_id is not None:
            statement = statement.where(columns.athlete_id == athlete_id)
        return [as_record(AuditRecord, row) for row in self.all(statement.order_by(columns.sequence.desc()).limit(limit))]

    def broken_at(self) -> int | None:
        """The first entry that does not follow from the one before; None when the chain is whole."""
        previous = FIRST
        statement = selected(AuditRow, self.work.scope.of_the_service("audit"))
        for row in self.all(statement.order_by(table_of(AuditRow).c.sequence)):
            if row["previous"] != previous or row["hash"] != _hash(row):
                return int(row["sequence"])
            previous = row["hash"]
        return None


@made_once
def _last_hash() -> Select[Any]:
    columns = table_of(AuditRow).c
    return selected_later(AuditRow, sees_all=True).order_by(columns.sequence.desc()).limit(1).with_only_columns(columns.hash)


def _wait_in_line(work: Work) -> None:
    """Of one organisation, one transaction at a time adds to what is numbered: no entry is chained twice, and none appears late
    with a number below one that was shown already. SQLite has one writer anyway.
    """
    if work.session.info.get(IN_LINE) == work.scope.org_id or work.session.get_bind().dialect.name != "postgresql":
        return
    work.session.connection().execute(WAIT, {"org": work.scope.org_id})
    work.session.info[IN_LINE] = work.scope.org_id


def _hash(entry: Mapping[str, Any]) -> str:
    facts = [str(entry[name]) for name in ("actor", "action", "object_id", "athlete_id", "previous")]
    return sha256(json.dumps([entry["at"].astimezone(UTC).isoformat(), *facts]).encode()).hexdigest()
