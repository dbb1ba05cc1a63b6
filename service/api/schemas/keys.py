"""Keys, in and out. The token is in the answer to their making and nowhere else."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.coaches import CoachId
from service.api.schemas.out import Out
from service.documents.base import Instant, Label, Part
from service.store.repositories.organisations import KeyRecord
from service.usecases.keys import Permission


class KeyIn(Part):
    name: Annotated[Label, Field(min_length=1, max_length=200)]
    permissions: Annotated[list[Permission], Field(min_length=1, max_length=len(Permission))]
    coach_id: Annotated[CoachId | None, Field(description="The key sees what this coach sees; none with org:* only")] = None
    expires_at: Instant | None = None


class KeyOut(Out):
    id: str
    name: str
    permissions: list[Permission]
    coach_id: str | None
    created_at: Instant
    expires_at: Instant | None
    last_used_at: Annotated[Instant | None, Field(description="To within a minute or so")]
    revoked_at: Instant | None

    @classmethod
    def of(cls, record: KeyRecord) -> Self:
        return cls.like(record, permissions=[Permission(word) for word in record.scopes.split()])


class NewKeyOut(Part):
    key: KeyOut
    token: Annotated[str | None, Field(description="Shown this once; null when the same call is sent again")]


class KeyList(Part):
    items: list[KeyOut]
