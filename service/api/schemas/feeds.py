"""Calendar feeds."""

from __future__ import annotations

from typing import Self

from service.documents.base import Instant, Part
from service.store.repositories.notifications import FeedRecord


class FeedOut(Part):
    id: str
    created_at: Instant
    revoked_at: Instant | None

    @classmethod
    def of(cls, record: FeedRecord) -> Self:
        return cls(id=record.id, created_at=record.created_at, revoked_at=record.revoked_at)


class FeedList(Part):
    items: list[FeedOut]


class NewFeedOut(Part):
    """`url` is a secret and shown this once: whoever has it sees the calendar. It is null when the same call is sent again."""

    feed: FeedOut
    url: str | None
