"""Everything that is kept about one athlete, whichever table it is in."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from service.store.repositories.base import Repository
from service.store.tables import (
    AdjustmentRow,
    AssessmentRow,
    AssignmentRow,
    AthleteRow,
    AuditRow,
    CompletionRow,
    ConnectionRow,
    ConsentRow,
    EventRow,
    FeedTokenRow,
    IdempotencyRow,
    InboxRow,
    MessageRow,
    NotificationRow,
    OperationRow,
    OrderRow,
    PlanRow,
    PlanVersionRow,
    RemoteSessionRow,
    ReportRow,
    UploadRow,
)
from service.store.tenancy import selected, table_of

ABOUT_ATHLETES: tuple[type[SQLModel], ...] = (
    AthleteRow, AssignmentRow, ReportRow, AssessmentRow, OrderRow, AdjustmentRow, MessageRow, PlanRow, PlanVersionRow, CompletionRow,
    UploadRow, ConnectionRow, ConsentRow, InboxRow, RemoteSessionRow, FeedTokenRow, NotificationRow, OperationRow, IdempotencyRow,
    EventRow, AuditRow,
)  # fmt: skip
SEALED: Mapping[str, frozenset[str]] = {
    "adjustments": frozenset({"document", "request", "message", "reason"}),
    "assessments": frozenset({"document", "state"}),
    "athletes": frozenset({"profile"}),
    "completions": frozenset({"completed"}),
    "inbox": frozenset({"document"}),
    "messages": frozenset({"words"}),
    "orders": frozenset({"document"}),
    "remote_sessions": frozenset({"written", "found"}),
    "reports": frozenset({"document"}),
}
"""Columns that are opened before they are shown."""
WITHHELD = frozenset({"org_id", "credentials", "verifier", "state_hash", "token_hash", "key_hash", "fingerprint"})
"""What opens doors, and what says nothing about the athlete."""


class Dossier(Repository):
    def of(self, athlete_id: str) -> dict[str, list[dict[str, Any]]]:
        """Rows by table, oldest first, documents read. Raises NotFound."""
        self.one(AthleteRow, athlete_id, "athlete")
        return {table_of(row).name: self._rows(row, athlete_id) for row in ABOUT_ATHLETES}

    def _rows(self, row: type[SQLModel], athlete_id: str) -> list[dict[str, Any]]:
        table = table_of(row)
        own = table.c.id == athlete_id if row is AthleteRow else table.c.athlete_id == athlete_id
        statement = selected(row, self.work.scope).where(own).order_by(*table.primary_key.columns)
        return [self._shown(table, found) for found in self.all(statement)]

    def _shown(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        sealed = SEALED.get(table.name, frozenset())
        return {name: _read(self.open(value) if name in sealed else value) for name, value in row.items() if name not in WITHHELD}


def _read(value: Any) -> Any:
    """Documents as what they hold, files in base64, everything else as it is."""
    if isinstance(value, bytes):
        try:
            return json.loads(value)
        except ValueError:
            return b64encode(value).decode()
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
