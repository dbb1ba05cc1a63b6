"""Sessions that somebody has changed in a platform's calendar, and the coach's word on them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.out import Out
from service.documents.base import Instant, Part
from service.formats.session_keys import plan_of_key, session_of_key
from service.store.tables import Kept, RemoteState
from service.usecases.platforms.conflicts import Shown


class ConflictStatus(StrEnum):
    OPEN = "open"
    OURS = "ours"
    THEIRS = "theirs"


class EntryOut(Out):
    """A session as a calendar shows it; null for what the platform does not tell."""

    date: str | None
    title: str | None
    text: str | None
    duration_s: int | None
    distance_m: float | None


class ConflictOut(Part):
    id: str
    athlete_id: str
    connection_id: str
    provider: str
    plan_id: str | None
    session_id: str
    date: Annotated[str | None, Field(description="Of the session, as the plan has it; where it has it no more, as it had been written")]
    title: str | None
    status: Annotated[ConflictStatus, Field(description="`open`, or whose word was kept")]
    ours: Annotated[EntryOut | None, Field(description="What the plan says; null where it wants nothing there any more")]
    theirs: Annotated[EntryOut | None, Field(description="What lies there now; null where it was deleted")]
    changed: Annotated[list[str], Field(description="What somebody has changed there, as far as the platform tells")]
    can_keep_ours: Annotated[bool, Field(description="false where it is locked or done there")]
    is_written: Annotated[bool, Field(description="false once it was left to whoever changed it: it is not written any more")]
    since: Instant
    resolved_at: Instant | None
    version: int
    updated_at: Instant

    @classmethod
    def of(cls, shown: Shown) -> Self:
        record, found = shown.record, shown.found
        named = found.ours or found.was or found.theirs
        assert record.conflict_since is not None
        assert record.updated_at is not None
        return cls(
            id=record.id, athlete_id=record.athlete_id, connection_id=record.connection_id, provider=shown.provider,
            plan_id=plan_of_key(record.session_key), session_id=session_of_key(record.session_key),
            date=named and named.date, title=named and named.title,
            status=ConflictStatus.OPEN if record.kept is None else ConflictStatus(record.kept.value),
            ours=found.ours and EntryOut.like(found.ours), theirs=found.theirs and EntryOut.like(found.theirs),
            changed=list(shown.changed), can_keep_ours=not found.is_fixed, is_written=record.state is not RemoteState.LEFT,
            since=record.conflict_since, resolved_at=record.resolved_at, version=record.version, updated_at=record.updated_at,
        )  # fmt: skip


class ConflictList(Part):
    items: list[ConflictOut]
    next_cursor: str | None


class KeepIn(Part):
    keep: Annotated[Kept, Field(description="`ours`: write it over theirs; `theirs`: take it into the plan, or leave it alone there")]
