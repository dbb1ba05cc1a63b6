"""Hooks, connections and suggested reports, in and out. Nothing secret comes out but once, at its making."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import Field

from service.api.schemas.out import Out
from service.documents.base import CLEAN, Instant, Part
from service.platforms.registry import PLATFORMS
from service.store.repositories.connections import ConnectionRecord
from service.store.repositories.hooks import HookRecord
from service.store.repositories.inbox import InboxRecord, MessageRecord
from service.store.tables import ConnectionStatus, InboxStatus
from service.usecases.platforms.confirm import reports_in
from service.usecases.platforms.hooks import HookSecretsGiven

Secret = Annotated[str, Field(strict=True, min_length=1, max_length=500), CLEAN]
ProviderName = Annotated[
    str, Field(strict=True, min_length=1, max_length=32, pattern=r"^[a-z_0-9]+$", json_schema_extra={"enum": list(PLATFORMS)})
]

NAME_OF_AN_EVENT = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
"""A sender may call a message what it likes; whole sentences are not shown."""


class HookIn(Part):
    """What proves a platform's messages; for `standard` a signing secret is made when none is given."""

    provider: ProviderName
    signing: Secret | None = None
    verify_token: Secret | None = None
    client_id: Secret | None = None
    subscription_id: Secret | None = None

    def given(self) -> HookSecretsGiven:
        return HookSecretsGiven(self.signing, self.verify_token, self.client_id, self.subscription_id)


class SecretIn(Part):
    signing: Secret | None = None


class HookOut(Part):
    id: str
    provider: str
    created_at: Instant
    revoked_at: Instant | None

    @classmethod
    def of(cls, record: HookRecord) -> Self:
        return cls(id=record.id, provider=record.provider, created_at=record.created_at, revoked_at=record.revoked_at)


class NewHookOut(Part):
    hook: HookOut
    url: Annotated[str | None, Field(description="Where the platform sends to; shown this once")]
    signing: Annotated[str | None, Field(description="The signing secret, where we made it; shown this once")]


class HookList(Part):
    items: list[HookOut]


class HookMessageOut(Out):
    """What became of a message. What was in it is not shown, nor the name that it gave of its athlete."""

    id: str
    provider: str
    kind: Annotated[str, Field(description="The platform's own word for it; `other` where that is no name of an event")]
    athlete_id: Annotated[str | None, Field(description="Null until it is known, and where nobody is known by the name in it")]
    status: Annotated[
        InboxStatus,
        Field(description="`received`: waits to be worked on. `confirm`: a report in it counts once a person has confirmed it"),
    ]
    detail: Annotated[str | None, Field(description="What came of it, or why nothing did: the place and how to mend it")]
    received_at: Instant
    settled_at: Instant | None

    @classmethod
    def of(cls, record: MessageRecord) -> Self:
        return cls.like(record, kind=record.kind if NAME_OF_AN_EVENT.fullmatch(record.kind) else "other")


class HookMessageList(Part):
    items: list[HookMessageOut]
    next_cursor: str | None


class ConsentIn(Part):
    provider: ProviderName


class ConsentOut(Part):
    url: Annotated[str, Field(description="The platform's own page; the athlete has a quarter of an hour")]


class PlatformKeyIn(Part):
    provider: ProviderName
    key: Secret


class ConnectionOut(Part):
    id: str
    athlete_id: str
    provider: str
    provider_user_id: str
    status: ConnectionStatus
    granted: list[str]
    error: str | None
    polled_at: Instant | None
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, record: ConnectionRecord) -> Self:
        names = (n for n in cls.model_fields if n != "granted")
        return cls(granted=record.granted.split(), **{name: getattr(record, name) for name in names})


class ConnectionList(Part):
    items: list[ConnectionOut]


class SuggestionOut(Part):
    """Reports that a platform's data suggests; none counts before it is confirmed."""

    id: str
    provider: str
    received_at: Instant
    reports: list[dict[str, Any]]

    @classmethod
    def of(cls, record: InboxRecord) -> Self:
        return cls(id=record.id, provider=record.provider, received_at=record.received_at, reports=reports_in(record))


class SuggestionList(Part):
    items: list[SuggestionOut]


class ConfirmedOut(Part):
    report_ids: list[str]


class UploadedOut(Part):
    activities: Annotated[int, Field(description="Recordings in the file; a triathlon has three")]
    session_ids: Annotated[list[str], Field(description="Planned sessions that count as done by it")]
    suggestions: Annotated[list[str], Field(description="Ids of reports that wait to be confirmed")]
