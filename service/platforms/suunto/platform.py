"""The adapter as the rest of the service sees it.

Days and nights that come along (`SUUNTO_247_…`) are not taken: they hold no words of the athlete. Guides for the watch are not
written: the address to send them to is not known for certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from service.platforms.base import FULL_BODY, Access, App, HookSecrets, Incoming, Notice
from service.platforms.events import PlatformEvent
from service.platforms.http import Http
from service.platforms.oauth import ByConsent
from service.platforms.suunto import client, mapping, webhook
from service.platforms.suunto.mapping import PROVIDER
from service.platforms.values import text


class Suunto(ByConsent):
    name = PROVIDER
    largest_body = FULL_BODY
    oauth = client.OAUTH

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:  # noqa: ARG002
        webhook.expect_proof(incoming, secrets)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming)

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        if notice.kind != "WORKOUT_CREATED" or notice.object_id is None or access is None:
            return ()
        event = mapping.completed(client.workout(access, notice.object_id))
        return () if event is None else (event,)

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:
        done = (mapping.completed(told) for told in client.workouts(access, since))
        return tuple(event for event in done if event is not None and (event.local_date or event.started_at.date()) <= until)

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:  # noqa: ARG002
        return text(answer.get("user"))

    def revoke(self, access: Access) -> None:
        client.deauthorize(access)
