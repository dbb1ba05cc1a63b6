"""Letters to coaches, due at an instant, and the addresses of calendar feeds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from service.store.tables.base import choice, id_of, own_id


class NotificationKind(StrEnum):
    RED_FLAG = "red_flag"
    RED_FLAG_AGAIN = "red_flag_again"
    DIGEST = "digest"
    MESSAGE = "message"
    UNANSWERED = "unanswered"


class NotificationRow(SQLModel, table=True):
    __tablename__ = "letters"  # the queue has a table of the other name in the same SQLite file
    id: str = own_id()
    org_id: str = id_of("organisations")
    kind: NotificationKind = choice(NotificationKind, "kind")
    coach_id: str | None = id_of("coaches", nullable=True)
    athlete_id: str | None = id_of("athletes", nullable=True)
    adjustment_id: str | None = Field(default=None, max_length=48, index=True)
    attempts: int = 0
    error: str | None = Field(default=None, max_length=300)
    due_at: datetime = Field(index=True)
    sent_at: datetime | None = None
    created_at: datetime


class FeedTokenRow(SQLModel, table=True):
    """A secret address under which an athlete's calendar can be subscribed to."""

    __tablename__ = "feed_tokens"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime
    revoked_at: datetime | None = None
