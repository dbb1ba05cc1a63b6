"""What happened: events for callers, the audit of who saw and changed what, and the marks of what was erased."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from service.store.tables.base import id_of, own_id, sequence


class EventRow(SQLModel, table=True):
    """Thin: ids only. What they stand for is behind the API."""

    __tablename__ = "events"
    sequence: int | None = sequence()
    id: str = Field(max_length=48, unique=True)
    org_id: str = id_of("organisations")
    athlete_id: str | None = id_of("athletes", nullable=True)
    type: str = Field(max_length=64)
    object_id: str = Field(max_length=48)
    at: datetime = Field(index=True)


class AuditRow(SQLModel, table=True):
    """Each row holds the hash of the one before, so that none can be taken out unseen."""

    __tablename__ = "audit"
    sequence: int | None = sequence()
    org_id: str = id_of("organisations")
    at: datetime
    actor: str = Field(max_length=100)
    action: str = Field(max_length=64)
    object_id: str = Field(max_length=64)
    athlete_id: str | None = Field(default=None, max_length=48, index=True)
    """No foreign key: the entry outlives the athlete, of whom only this id is left."""
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class TombstoneRow(SQLModel, table=True):
    """An athlete was here and was erased."""

    __tablename__ = "tombstones"
    athlete_id: str = own_id()
    org_id: str = id_of("organisations")
    erased_at: datetime
    erased_by: str = Field(max_length=100)
