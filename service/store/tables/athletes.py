"""Athletes, and the coaches that they are assigned to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from service.store.tables.base import id_of, own_id, text


class AthleteRow(SQLModel, table=True):
    __tablename__ = "athletes"
    __table_args__ = (UniqueConstraint("org_id", "ref"),)
    id: str = own_id()
    org_id: str = id_of("organisations")
    ref: str | None = Field(default=None, max_length=200)
    """The caller's own name for the athlete."""
    name: str = Field(max_length=200)
    email: str | None = Field(default=None, max_length=320)
    timezone: str = Field(max_length=64)
    profile: str = text()
    """Sealed: what the re-planning knows of the athlete, as JSON."""
    auto_apply: str | None = text(nullable=True)
    """Limits, as JSON, within which a proposal is accepted by itself."""
    policy_name: str | None = Field(default=None, max_length=64)
    current_plan_id: str | None = Field(default=None, max_length=48)
    """No foreign key: the plan points here already."""
    consent_version: str | None = Field(default=None, max_length=64)
    consent_given_at: datetime | None = None
    consent_withdrawn_at: datetime | None = None
    version: int = 1
    created_at: datetime
    updated_at: datetime = Field(index=True)


class AssignmentRow(SQLModel, table=True):
    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("athlete_id", "coach_id"),)
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    coach_id: str = id_of("coaches")
    created_at: datetime
