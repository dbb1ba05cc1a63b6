"""Who uses the service: organisations, their coaches, who stands in for whom, and the keys of their programs."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from service.store.tables.base import choice, id_of, own_id


class Role(StrEnum):
    COACH = "coach"
    ADMIN = "admin"


class OrganisationRow(SQLModel, table=True):
    __tablename__ = "organisations"
    id: str = own_id()
    name: str = Field(max_length=200)
    policy_name: str | None = Field(default=None, max_length=64)
    created_at: datetime


class CoachRow(SQLModel, table=True):
    __tablename__ = "coaches"
    id: str = own_id()
    org_id: str = id_of("organisations")
    name: str = Field(max_length=200)
    email: str | None = Field(default=None, max_length=320)
    role: Role = choice(Role, "role")
    timezone: str = Field(max_length=64)
    digest_minute: int = 360
    """Minutes after local midnight at which the digest goes out."""
    version: int = 1
    created_at: datetime
    disabled_at: datetime | None = None


class DeputyRow(SQLModel, table=True):
    """`deputy_id` sees the athletes of `coach_id` from one day to another, both included."""

    __tablename__ = "deputies"
    id: str = own_id()
    org_id: str = id_of("organisations")
    coach_id: str = id_of("coaches")
    deputy_id: str = id_of("coaches")
    from_date: date
    until_date: date
    created_at: datetime


class ApiKeyRow(SQLModel, table=True):
    """A key as the service keeps it: never the secret, only its hash."""

    __tablename__ = "api_keys"
    id: str = own_id()
    org_id: str = id_of("organisations")
    coach_id: str | None = id_of("coaches", nullable=True)
    name: str = Field(max_length=200)
    secret_hash: str = Field(max_length=64)
    scopes: str = Field(max_length=1000)
    """Names of scopes, parted by blanks."""
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
