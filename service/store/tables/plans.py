"""Plans: immutable versions, what was done of them, and the files that they came from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from service.store.tables.base import choice, id_of, own_id, rendered, text


class Origin(StrEnum):
    """Who wrote a version."""

    IMPORT = "import"
    EDIT = "edit"
    ADJUSTMENT = "adjustment"
    REVERT = "revert"


class PlanRow(SQLModel, table=True):
    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("athlete_id", "ref"),)
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    ref: str | None = Field(default=None, max_length=200)
    name: str = Field(max_length=500)
    version: int = 1
    """Number of the current version: what a proposal names."""
    revision: int = 1
    """Counts versions and completions: what the ETag names."""
    document: bytes = rendered()
    """The current version with what was done of it, as it is served."""
    created_at: datetime
    updated_at: datetime = Field(index=True)
    archived_at: datetime | None = None


class PlanVersionRow(SQLModel, table=True):
    __tablename__ = "plan_versions"
    plan_id: str = id_of("plans", primary_key=True)
    number: int = Field(primary_key=True)
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    origin: Origin = choice(Origin, "origin")
    author: str = Field(max_length=100)
    created_at: datetime
    document: bytes = rendered()
    sha256: str = Field(max_length=64)
    adjustment_id: str | None = Field(default=None, max_length=48)
    upload_id: str | None = Field(default=None, max_length=48)
    of_version: int | None = None
    """The version that a revert took back up."""
    note: str | None = Field(default=None, max_length=500)


class CompletionRow(SQLModel, table=True):
    """What became of one session. The last row of a session counts."""

    __tablename__ = "completions"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    plan_id: str = id_of("plans")
    session_id: str = Field(max_length=64)
    status: str = Field(max_length=16)
    completed: str | None = text(nullable=True)
    """Sealed: what was done, as JSON."""
    recorded_by: str = Field(max_length=100)
    recorded_at: datetime


class UploadRow(SQLModel, table=True):
    """The bytes of a plan file as they came."""

    __tablename__ = "uploads"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    plan_id: str = id_of("plans")
    file_name: str = Field(max_length=300)
    format: str = Field(max_length=32)
    sha256: str = Field(max_length=64)
    content: bytes = rendered()
    uploaded_at: datetime
