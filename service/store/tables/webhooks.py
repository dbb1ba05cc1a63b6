"""Webhooks that we send: to whom, and what became of each."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from service.store.tables.base import choice, id_of, own_id, text


class EndpointStatus(StrEnum):
    ACTIVE = "active"
    DISABLED = "disabled"
    """It said 410, or took nothing for too long; the organisation has to enable it again."""


class DeliveryStatus(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class EndpointRow(SQLModel, table=True):
    __tablename__ = "webhook_endpoints"
    id: str = own_id()
    org_id: str = id_of("organisations")
    url: str = Field(max_length=2000)
    event_types: str = Field(max_length=1000)
    """Types of events, parted by blanks; `*` for all."""
    secrets: str = text()
    """Sealed: signing secrets as JSON, the newest first, with the end of validity of old ones."""
    status: EndpointStatus = choice(EndpointStatus, "status")
    failures_in_row: int = 0
    closed_until: datetime | None = None
    """After many failures nothing is tried until then."""
    version: int = 1
    created_at: datetime
    updated_at: datetime = Field(index=True)


class DeliveryRow(SQLModel, table=True):
    __tablename__ = "deliveries"
    id: str = own_id()
    org_id: str = id_of("organisations")
    endpoint_id: str = id_of("webhook_endpoints")
    event_id: str = Field(max_length=48, index=True)
    type: str = Field(max_length=64)
    body: str = text()
    """The bytes that are signed and sent: ids only."""
    status: DeliveryStatus = choice(DeliveryStatus, "status")
    attempts: int = 0
    last_status: int | None = None
    last_error: str | None = Field(default=None, max_length=300)
    created_at: datetime = Field(index=True)
    due_at: datetime
    """When it is to be tried next, as long as it waits."""
    settled_at: datetime | None = None
