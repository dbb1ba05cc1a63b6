"""The adapter as the rest of the service sees it.

Subscriptions there end after a time that is not known; when one does, the daily look at the account goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from service.platforms.base import Access, App, HookSecrets, Incoming, Notice, Reply
from service.platforms.events import ActivityDeleted, PlatformEvent
from service.platforms.http import Http
from service.platforms.oauth import ByConsent
from service.platforms.oura import client, mapping, webhook
from service.platforms.oura.mapping import PROVIDER
from service.platforms.values import day_of

WORKOUT, READINESS, TAG = "workout", "daily_readiness", "enhanced_tag"


class Oura(ByConsent):
    name = PROVIDER
    proof: Mapping[str, bool] = MappingProxyType({"signing": True, "verify_token": True})
    oauth = client.OAUTH

    def greet(self, incoming: Incoming, secrets: HookSecrets) -> Reply | None:
        return webhook.greeting(incoming, secrets)

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
        webhook.expect_proof(incoming, secrets, now)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming)

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        collection, _, happened = notice.kind.partition(".")
        id = notice.object_id
        if id is None:
            return ()
        if happened == "delete":
            return (ActivityDeleted(PROVIDER, id),) if collection == WORKOUT else ()
        return () if access is None else _fetched(access, collection, id)

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:
        done = [mapping.completed(told) for told in client.several(access, WORKOUT, since, until)]
        days = [mapping.readiness(told) for told in client.several(access, READINESS, since, until)]
        return (*_present([*done, *days]), *mapping.tagged(client.several(access, TAG, since, until)))

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:
        return client.user_id(http, app, str(answer["access_token"]))

    def revoke(self, access: Access) -> None:
        client.revoke(access)


def _fetched(access: Access, collection: str, id: str) -> tuple[PlatformEvent, ...]:
    match collection:
        case "workout":
            return _present([mapping.completed(client.one(access, WORKOUT, id))])
        case "daily_readiness":
            return _present([mapping.readiness(client.one(access, READINESS, id))])
        case "enhanced_tag":
            day = day_of(client.one(access, TAG, id).get("start_day"))
            return () if day is None else tuple(mapping.tagged(client.several(access, TAG, day, day)))
        case _:
            return ()


def _present(found: Sequence[PlatformEvent | None]) -> tuple[PlatformEvent, ...]:
    return tuple(event for event in found if event is not None)
