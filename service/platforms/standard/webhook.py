"""Takes in signed messages: `{"type": …, "timestamp": …, "data": {…}}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from service.documents.json_text import parse_json
from service.platforms.base import FULL_BODY, Access, HookSecrets, Incoming, Notice, Reply
from service.platforms.events import PlatformEvent
from service.platforms.standard.mapping import understand
from service.platforms.standard.signing import FAMILIES, expect_signature


class StandardWebhooks:
    name = "standard"
    largest_body = FULL_BODY
    proof: Mapping[str, bool] = MappingProxyType({"signing": True})

    def greet(self, incoming: Incoming, secrets: HookSecrets) -> Reply | None:  # noqa: ARG002
        return None

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
        expect_signature(incoming.headers, incoming.body, secrets.signing, now)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        message = parse_json(incoming.body, name="body")
        content: Mapping[str, Any] = message if isinstance(message, dict) else {}
        told = content.get("data")
        data: Mapping[str, Any] = told if isinstance(told, dict) else {}
        user = data.get("athlete_ref")
        kind = content.get("type")
        return (
            Notice(
                kind=kind if isinstance(kind, str) and kind else "unknown",
                dedupe_key=self._message_id(incoming),
                user_id=user if isinstance(user, str) else None,
                content=content,
            ),
        )

    def reply(self, incoming: Incoming) -> Reply:  # noqa: ARG002
        return Reply()

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:  # noqa: ARG002
        return understand(notice)

    def _message_id(self, incoming: Incoming) -> str:
        """The same over all retries of a message."""
        return next(incoming.headers[f"{family}-id"] for family in FAMILIES if f"{family}-id" in incoming.headers)
