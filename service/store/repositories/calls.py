"""Long work that callers wait for, and calls that are not to be done twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from service.errors import ServiceError
from service.store.repositories.base import Repository, as_record
from service.store.tables import IdempotencyRow, OperationRow
from service.store.tenancy import Call, removed, selected, table_of


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

    status: int
    resource_id: str


class KeyReused(ServiceError):
    """The Idempotency-Key belongs to another request."""

    code = "key-reused"


class StillRunning(ServiceError):
    """The same call is being carried out at this moment."""

    code = "still-running"

    def __init__(self) -> None:
        super().__init__("A call with this Idempotency-Key is being carried out at this moment. Send it again in a moment.")


class Operations(Repository):
    def begin(self, athlete_id: str, name: str, *, id: str | None = None) -> OperationRecord:
        id = id or self.work.new_id("op")
        self.add(OperationRow, id=id, athlete_id=athlete_id, name=name, created_at=self.work.clock())
        return self.get(id)

    def get(self, id: str) -> OperationRecord:
        return as_record(OperationRecord, self.one(OperationRow, id, "operation"))

    def finish(self, id: str, *, result_id: str | None = None, problem: str | None = None) -> None:
        self.change(OperationRow, id, done=True, result_id=result_id, problem=problem, done_at=self.work.clock())


class Calls(Repository):
    def recall(self, call: Call) -> CallRecord | None:
        """How the call was answered before. Raises KeyReused when the key stood for something else then."""
        columns = table_of(IdempotencyRow).c
        same = (columns.operation == call.operation, columns.key_hash == call.key_hash)
        row = self.first(selected(IdempotencyRow, self.work.scope.of_the_service("calls")).where(*same))
        if row is None:
            return None
        if row["fingerprint"] != call.fingerprint:
            raise KeyReused("This Idempotency-Key was sent before with another request. Use a new key for a new request.")
        return as_record(CallRecord, row)

    def settle(self, resource_id: str, *, status: int = 201, athlete_id: str | None = None) -> None:
        """Remember, if the caller asked for it, that this transaction answers the call: with `status`, and that resource.

        Raises StillRunning when the same call was done elsewhere at the same moment; nothing of this transaction is kept then.
        """
        call = self.work.scope.call
        if call is None:
            return
        try:
            self.add(
                IdempotencyRow, operation=call.operation, key_hash=call.key_hash, fingerprint=call.fingerprint, status=status,
                resource_id=resource_id, athlete_id=athlete_id, created_at=self.work.clock(),
            )  # fmt: skip
        except IntegrityError:
            raise StillRunning from None

    def forget(self, before: datetime) -> None:
        statement = removed(IdempotencyRow, self.work.scope).where(table_of(IdempotencyRow).c.created_at < before)
        self.work.session.execute(statement)
