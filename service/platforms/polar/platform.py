"""The adapter as the rest of the service sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from service.platforms.base import Access, App, Granted, HookSecrets, Incoming, Notice, Reply
from service.platforms.events import PlatformEvent
from service.platforms.http import Http
from service.platforms.oauth import ByConsent
from service.platforms.polar import client, mapping, webhook
from service.platforms.polar.mapping import PROVIDER
from service.platforms.values import text


class Polar(ByConsent):
    name = PROVIDER
    proof: Mapping[str, bool] = MappingProxyType({})
    """The key comes only after the address has answered; until it is set, nothing passes."""
    oauth = client.OAUTH

    def greet(self, incoming: Incoming, secrets: HookSecrets) -> Reply | None:  # noqa: ARG002
        return webhook.greeting(incoming)

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:  # noqa: ARG002
        webhook.expect_proof(incoming, secrets)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming)

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        if notice.kind != "EXERCISE" or notice.object_id is None or access is None:
            return ()
        event = mapping.completed(client.exercise(access, notice.object_id))
        return () if event is None else (event,)

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:
        done = (mapping.completed(told) for told in client.exercises(access))
        return tuple(event for event in done if event is not None and since <= (event.local_date or event.started_at.date()) <= until)

    def exchange(self, http: Http, app: App, code: str, verifier: str) -> Granted:
        granted = super().exchange(http, app, code, verifier)
        client.register(http, app, granted.credentials["token"], granted.user_id)
        return granted

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:  # noqa: ARG002
        return text(answer.get("x_user_id"))

    def revoke(self, access: Access) -> None:
        client.unregister(access)
