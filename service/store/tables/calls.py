"""What callers may ask about their calls: long work, and calls that are not to be done twice."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from service.store.tables.base import id_of, own_id, text


class OperationRow(SQLModel, table=True):
    __tablename__ = "operations"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    name: str = Field(max_length=64)
    done: bool = False
    result_id: str | None = Field(default=None, max_length=48)
    """Id of what came of it."""
    problem: str | None = text(nullable=True)
    """Code and sentence of what stopped it, as JSON."""
    created_at: datetime
    done_at: datetime | None = None


class IdempotencyRow(SQLModel, table=True):
    """Written in the transaction of what it guards. The answer is kept as status and resource, never as text about health;
    of the caller's key, which may hold a name, only the hash.
    """

    __tablename__ = "idempotency_keys"
    org_id: str = id_of("organisations", primary_key=True)
    operation: str = Field(max_length=64, primary_key=True)
    key_hash: str = Field(max_length=64, primary_key=True)
    fingerprint: str = Field(max_length=64)
    status: int
    resource_id: str = Field(max_length=48)
    athlete_id: str | None = id_of("athletes", nullable=True)
    """The row goes when the athlete does: its fingerprint is one of what they said."""
    created_at: datetime = Field(index=True)
