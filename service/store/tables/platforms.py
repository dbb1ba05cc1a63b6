"""Training platforms: who is connected, what they sent, and what of ours lies with them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from service.store.tables.base import choice, id_of, own_id, text


class ConnectionStatus(StrEnum):
    ACTIVE = "active"
    LOST = "lost"
    """The platform no longer takes our word; the athlete has to connect anew."""


class InboxStatus(StrEnum):
    RECEIVED = "received"
    DONE = "done"
    IGNORED = "ignored"
    CONFIRM = "confirm"
    """It holds a report that counts only once a person has confirmed it."""
    FAILED = "failed"


class HookRow(SQLModel, table=True):
    """A secret address of ours to which a platform sends."""

    __tablename__ = "hooks"
    id: str = own_id()
    org_id: str = id_of("organisations")
    provider: str = Field(max_length=32)
    key_hash: str = Field(max_length=64, unique=True)
    secrets: str = text()
    """Sealed: what proves that a message is the platform's, as JSON; by name, with the end of validity of old ones."""
    created_at: datetime
    revoked_at: datetime | None = None


class ConnectionRow(SQLModel, table=True):
    """An athlete's account with a platform."""

    __tablename__ = "connections"
    __table_args__ = (UniqueConstraint("org_id", "provider", "provider_user_id"),)
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    provider: str = Field(max_length=32)
    provider_user_id: str = Field(max_length=200)
    status: ConnectionStatus = choice(ConnectionStatus, "status")
    granted: str = Field(max_length=1000)
    """Scopes that the athlete granted, parted by blanks."""
    credentials: str = text()
    """Sealed: tokens or key, as JSON."""
    expires_at: datetime | None = None
    renewing_until: datetime | None = None
    """Somebody is renewing the tokens; until then nobody else does."""
    polled_at: datetime | None = None
    error: str | None = Field(default=None, max_length=300)
    version: int = 1
    created_at: datetime
    updated_at: datetime = Field(index=True)


class ConsentRow(SQLModel, table=True):
    """A connection that the athlete is about to grant on the platform's own page."""

    __tablename__ = "consents"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    provider: str = Field(max_length=32)
    state_hash: str = Field(max_length=64, unique=True)
    verifier: str = text()
    """Sealed: proves that whoever comes back is who went away (PKCE)."""
    expires_at: datetime
    created_at: datetime


class InboxRow(SQLModel, table=True):
    """One event of a platform, kept once however often it is sent."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("org_id", "provider", "dedupe_key"),)
    id: str = own_id()
    org_id: str = id_of("organisations")
    provider: str = Field(max_length=32)
    dedupe_key: str = Field(max_length=300)
    kind: str = Field(max_length=64)
    provider_user_id: str | None = Field(default=None, max_length=200)
    athlete_id: str | None = id_of("athletes", nullable=True)
    document: str = text()
    """Sealed: the event as it was understood, as JSON."""
    status: InboxStatus = choice(InboxStatus, "status")
    detail: str | None = Field(default=None, max_length=300)
    received_at: datetime = Field(index=True)
    settled_at: datetime | None = None


class RemoteState(StrEnum):
    WRITTEN = "written"
    CONFLICT = "conflict"
    """Somebody has changed or deleted it there since; it is left alone until a coach decides."""
    LEFT = "left"
    """A coach has left it to whoever changed it there; it is not written any more."""


class Kept(StrEnum):
    """Whose word a coach kept."""

    OURS = "ours"
    THEIRS = "theirs"


class RemoteSessionRow(SQLModel, table=True):
    """A planned session of ours that we wrote into a platform's calendar."""

    __tablename__ = "remote_sessions"
    __table_args__ = (UniqueConstraint("connection_id", "session_key"),)
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    connection_id: str = Field(max_length=48, index=True)
    session_key: str = Field(max_length=120)
    """Our id of it on the platform."""
    remote: str = text()
    """Ids that the platform gave, as JSON; an empty object where nothing lies there any more."""
    content_hash: str = Field(max_length=64)
    remote_updated_at: datetime | None = None
    state: RemoteState = choice(RemoteState, "state")
    written: str | None = text(nullable=True)
    """Sealed: how it lay there when we had written it, as JSON."""
    found: str | None = text(nullable=True)
    """Sealed: what the plan says and what lies there instead, as JSON; of the last conflict."""
    conflict_since: datetime | None = None
    kept: Kept | None = choice(Kept, "kept", nullable=True)
    resolved_at: datetime | None = None
    version: int = 1
    pushed_at: datetime
    updated_at: datetime | None = Field(default=None, index=True)
    """When the word on a conflict last changed; None where there never was one."""
