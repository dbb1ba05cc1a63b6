"""Events and the audit, going out."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.out import Out
from service.documents.base import Instant, Part
from service.store.repositories.records import AuditRecord, EventRecord


class EventOut(Out):
    """Ids only: what they stand for is read by its own address."""

    sequence: int
    id: str
    type: str
    object_id: str
    athlete_id: str | None
    at: Instant

    @classmethod
    def of(cls, record: EventRecord) -> Self:
        return cls.like(record)


class EventList(Part):
    items: list[EventOut]
    next_after: Annotated[int, Field(description="Ask on with this as `after`, also when there was nothing new")]


class AuditEntry(Out):
    sequence: int
    at: Instant
    actor: str
    action: str
    object_id: str
    athlete_id: str | None
    previous: Annotated[str, Field(description="Hash of the entry before")]
    hash: str

    @classmethod
    def of(cls, record: AuditRecord) -> Self:
        return cls.like(record)


class AuditList(Part):
    items: list[AuditEntry]
    next_before: int | None


class AuditVerdict(Part):
    whole: Annotated[bool, Field(description="No entry was changed or taken out")]
    broken_at: Annotated[int | None, Field(description="The first entry that does not follow from the one before")]
