"""Webhooks that we send, in and out. A secret is in the answer to its making and nowhere else."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.out import Out
from service.documents.base import Flag, Instant, Part
from service.notifications.addresses import LONGEST_URL, PORTS
from service.store.repositories.webhooks import DeliveryRecord, EndpointRecord
from service.store.tables import DeliveryStatus, EndpointStatus
from service.usecases.webhooks.endpoints import ANY, EVENT_TYPES

ADDRESS = rf"^https://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:({'|'.join(map(str, sorted(PORTS)))}))?([/?#][!-\[\]-~]*)?$"
Url = Annotated[
    str,
    Field(
        strict=True, min_length=1, max_length=LONGEST_URL, json_schema_extra={"pattern": ADDRESS},
        description="https, on the open internet, port 443 or 8443",
    ),
]  # fmt: skip
EventTypes = Annotated[
    list[Annotated[str, Field(strict=True, max_length=64, json_schema_extra={"enum": [ANY, *EVENT_TYPES]})]],
    Field(min_length=1, max_length=20, description="Types of events as /v1/events names them, or `*` for all"),
]


class EndpointIn(Part):
    url: Url
    events: EventTypes = Field(default_factory=lambda: ["*"])


class EndpointChange(EndpointIn):
    enabled: Flag = True


class EndpointOut(Out):
    id: str
    url: str
    events: list[str]
    status: EndpointStatus
    failures_in_row: int
    closed_until: Annotated[Instant | None, Field(description="After many failures nothing is tried until then")]
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, record: EndpointRecord) -> Self:
        return cls.like(record, events=record.event_types.split())


class EndpointWithSecret(Part):
    endpoint: EndpointOut
    secret: Annotated[str | None, Field(description="Shown this once; null when the same call is sent again")]


class EndpointList(Part):
    items: list[EndpointOut]


class DeliveryOut(Out):
    """What the receiver answered is told by its status alone; nothing of its body is kept."""

    id: str
    endpoint_id: str
    event_id: str
    type: str
    status: DeliveryStatus
    attempts: int
    last_status: int | None
    last_error: str | None
    created_at: Instant
    settled_at: Instant | None

    @classmethod
    def of(cls, record: DeliveryRecord) -> Self:
        return cls.like(record)


class DeliveryList(Part):
    items: list[DeliveryOut]
    next_cursor: str | None
