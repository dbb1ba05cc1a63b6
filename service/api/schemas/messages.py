"""Words between a coach's side and an athlete."""

from __future__ import annotations

from typing import Self

from service.api.schemas.adjustments import Words
from service.api.schemas.out import Out
from service.documents.base import Instant, Name, Part
from service.store.repositories.adjustments import MessageRecord
from service.store.tables import Direction


class MessageIn(Part):
    """What the athlete says, about a proposal or not."""

    words: Words
    adjustment_id: Name | None = None


class MessageOut(Out):
    id: str
    athlete_id: str
    adjustment_id: str | None
    direction: Direction
    author: str
    words: str
    created_at: Instant

    @classmethod
    def of(cls, record: MessageRecord) -> Self:
        return cls.like(record)


class MessageList(Part):
    items: list[MessageOut]
    next_cursor: str | None
