"""Calendar feeds."""

from __future__ import annotations

from typing import Self

from service.api.schemas.out import Out
from service.documents.base import Instant, Part
from service.store.repositories.notifications import FeedRecord


class FeedOut(Out):
    id: str
    created_at: Instant
    revoked_at: Instant | None

    @classmethod
    def of(cls, record: FeedRecord) -> Self:
        return cls.like(record)


class FeedList(Part):
    items: list[FeedOut]


class NewFeedOut(Part):
    """`url` is a secret and shown this once: whoever has it sees the calendar. It is null when the same call is sent again."""

    feed: FeedOut
    url: str | None
