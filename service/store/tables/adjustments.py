"""Proposals, what was decided about them, and the words that went to the athlete and came back."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from service.store.tables.base import choice, id_of, own_id, text


class AdjustmentStatus(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


class Trigger(StrEnum):
    """What made us propose."""

    REPORT = "report"
    COACH = "coach"
    RESOLVE = "resolve"


class Direction(StrEnum):
    TO_ATHLETE = "to_athlete"
    FROM_ATHLETE = "from_athlete"


class AdjustmentRow(SQLModel, table=True):
    __tablename__ = "adjustments"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    plan_id: str = id_of("plans")
    plan_version: int
    """The version that it was made against; no other can be revised by it."""
    status: AdjustmentStatus = choice(AdjustmentStatus, "status")
    trigger: Trigger = choice(Trigger, "trigger")
    outcome: str = Field(max_length=32)
    level: int
    urgency: str | None = Field(default=None, max_length=16)
    """Of a referral: emergency, prompt or routine."""
    risk: int = Field(index=True)
    """Order of the inbox: the larger, the sooner to be looked at."""
    change_count: int
    in_race_week: bool = False
    last_date: date
    """Last day that it speaks of, in the athlete's calendar; after that there is nothing left to accept."""
    document: str = text()
    """Sealed: `adjustment/1` as it was computed."""
    request: str = text()
    """Sealed: the `adjust-request/1` that it answers, without the plan; a what-if starts from the same facts."""
    message: str | None = text(nullable=True)
    """Sealed: the draft for the athlete, as the coach last left it."""
    supersedes: str | None = Field(default=None, max_length=48)
    resulting_version: int | None = None
    auto_applied: bool = False
    decided_by: str | None = Field(default=None, max_length=100)
    decided_at: datetime | None = None
    reason: str | None = text(nullable=True)
    """Sealed: why it was rejected."""
    opened_at: datetime | None = None
    version: int = 1
    created_at: datetime
    updated_at: datetime = Field(index=True)


class MessageRow(SQLModel, table=True):
    __tablename__ = "messages"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    adjustment_id: str | None = Field(default=None, max_length=48, index=True)
    direction: Direction = choice(Direction, "direction")
    author: str = Field(max_length=100)
    words: str = text()
    """Sealed."""
    created_at: datetime
