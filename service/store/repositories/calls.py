"""Long work that callers wait for, and calls that are not to be done twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from service.errors import Conflict
from service.store.repositories.base import Repository, as_record
from service.store.tables import IdempotencyRow, OperationRow
from service.store.tenancy import removed, selected, table_of


@dataclass(frozen=True, slots=True)
class OperationRecord:
    id: str
    athlete_id: str
    name: str
    done: bool
    result_id: str | None
    problem: str | None
    created_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """How a call under an idempotency key was answered."""

    fingerprint: str
    status: int
    resource_id: str | None


class Operations(Repository):
    def begin(self, athlete_id: str, name: str) -> OperationRecord:
        id = self.work.new_id("op")
        self.add(OperationRow, id=id, athlete_id=athlete_id, name=name, created_at=self.work.clock())
        return self.get(id)

    def get(self, id: str) -> OperationRecord:
        return as_record(OperationRecord, self.one(OperationRow, id, "operation"))

    def finish(self, id: str, *, result_id: str | None = None, problem: str | None = None) -> None:
        self.change(OperationRow, id, done=True, result_id=result_id, problem=problem, done_at=self.work.clock())


class Calls(Repository):
    def recall(self, operation: str, key: str) -> CallRecord | None:
        columns = table_of(IdempotencyRow).c
        row = self.first(selected(IdempotencyRow, self.work.scope).where(columns.operation == operation, columns.key == key))
        return None if row is None else as_record(CallRecord, row)

    def remember(self, operation: str, key: str, *, fingerprint: str, status: int, resource_id: str | None) -> None:
        """In the transaction of what the call did. Raises Conflict when the same call was done at the same moment."""
        try:
            self.add(
                IdempotencyRow, operation=operation, key=key, fingerprint=fingerprint, status=status, resource_id=resource_id,
                created_at=self.work.clock(),
            )  # fmt: skip
        except IntegrityError:
            raise Conflict("A call with this Idempotency-Key is being carried out at this moment. Send it again.") from None

    def forget(self, before: datetime) -> None:
        statement = removed(IdempotencyRow, self.work.scope).where(table_of(IdempotencyRow).c.created_at < before)
        self.work.session.execute(statement)
