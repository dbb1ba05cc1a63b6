"""The adapter as the rest of the service sees it.

What id a `recovery` message carries is not certain, so it is not used: the last nights are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from service.platforms.base import Access, App, HookSecrets, Incoming, Notice
from service.platforms.events import ActivityDeleted, PlatformEvent
from service.platforms.http import Http
from service.platforms.oauth import ByConsent
from service.platforms.whoop import client, mapping, webhook
from service.platforms.whoop.mapping import PROVIDER

NIGHTS_BACK = timedelta(days=2)


class Whoop(ByConsent):
    name = PROVIDER
    oauth = client.OAUTH

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
        webhook.expect_proof(incoming, secrets, now)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming)

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        match notice.kind:
            case "workout.deleted" if notice.object_id is not None:
                return (ActivityDeleted(PROVIDER, notice.object_id),)
            case "workout.updated" if notice.object_id is not None and access is not None:
                event = mapping.completed(client.workout(access, notice.object_id))
                return () if event is None else (event,)
            case "sleep.updated" | "recovery.updated" if access is not None:
                today = self.clock().date()
                return _nights(access, today - NIGHTS_BACK, today)
            case _:
                return ()

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:
        done = (mapping.completed(told) for told in client.workouts(access, since, until))
        return (*(event for event in done if event is not None), *_nights(access, since, until))

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:
        return client.user_id(http, app, str(answer["access_token"]))

    def revoke(self, access: Access) -> None:
        client.revoke(access)


def _nights(access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:
    return tuple(mapping.recorded(client.nights(access, since, until), client.recoveries(access, since, until)))
