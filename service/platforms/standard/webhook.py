"""Takes in signed messages: `{"type": …, "timestamp": …, "data": {…}}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from service.documents.json_text import parse_json
from service.errors import BadInput
from service.platforms.base import FULL_BODY, Access, HookSecrets, Incoming, Notice, Reply
from service.platforms.events import PlatformEvent
from service.platforms.standard.mapping import understand
from service.platforms.standard.signing import FAMILIES, PARTS, expect_signature
from service.platforms.values import json_object, part, text


class StandardWebhooks:
    name = "standard"
    largest_body = FULL_BODY
    proof: Mapping[str, bool] = MappingProxyType({"signing": True})

    def greet(self, incoming: Incoming, secrets: HookSecrets) -> Reply | None:  # noqa: ARG002
        return None

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
        expect_signature(incoming.headers, incoming.body, secrets.signing, now)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        try:
            message = parse_json(incoming.body, name="body")
        except BadInput as error:
            return (self._garbled(incoming, error),)
        content: Mapping[str, Any] = message if isinstance(message, dict) else {}
        return (Notice(_kind(content), self._message_id(incoming), _user(content), content),)

    def reply(self, incoming: Incoming) -> Reply:  # noqa: ARG002
        return Reply()

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:  # noqa: ARG002
        if notice.content is None:
            raise BadInput("The message holds a number beyond 2147483647, a name twice, or something else that may hide what is meant.")
        return understand(notice)

    def _garbled(self, incoming: Incoming, error: BadInput) -> Notice:
        """JSON that our documents may not be: where it says whose word it is, somebody has to hear that it cannot be taken."""
        try:
            told = json_object(incoming.body)
        except BadInput:
            raise error from None
        user = _user(told)
        if user is None:
            raise error
        return Notice(_kind(told), self._message_id(incoming), user)

    def _message_id(self, incoming: Incoming) -> str:
        """The same over all retries of a message: of the headers that were signed, for anybody may add others."""
        given = incoming.headers
        signed = [family for family in FAMILIES if all(given.get(f"{family}-{name}") for name in PARTS)]
        return next(given[f"{family}-id"] for family in (*signed, *FAMILIES) if f"{family}-id" in given)


def _kind(content: Mapping[str, Any]) -> str:
    kind = content.get("type")
    return (text(kind) if isinstance(kind, str) else None) or "unknown"


def _user(content: Mapping[str, Any]) -> str | None:
    user = part(content, "data").get("athlete_ref")
    return text(user) if isinstance(user, str) else None
