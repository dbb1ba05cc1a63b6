"""The adapter as the rest of the service sees it. There is no `poll`: Garmin's terms forbid it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from service.platforms.base import FULL_BODY, Access, App, HookSecrets, Incoming, Notice
from service.platforms.calendars import Published, Remote, Wanted
from service.platforms.events import AthleteDisconnected, PlatformEvent, ScopesChanged
from service.platforms.garmin import client, mapping, publishing, webhook
from service.platforms.garmin.mapping import PROVIDER
from service.platforms.http import Http
from service.platforms.oauth import ByConsent
from service.platforms.recordings import Said, said_in
from service.platforms.values import text


class Garmin(ByConsent):
    name = PROVIDER
    largest_body = FULL_BODY
    proof: Mapping[str, bool] = MappingProxyType({"client_id": True})
    oauth = client.OAUTH

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:  # noqa: ARG002
        webhook.expect_client(incoming, secrets)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming, self.clock())

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        told = notice.content or {}
        match notice.kind:
            case webhook.GONE:
                return (AthleteDisconnected(PROVIDER, "The athlete has taken back the consent on Garmin.", erase=False),)
            case webhook.PERMISSIONS:
                listed = told.get("permissions")
                return (
                    (ScopesChanged(PROVIDER, tuple(each for each in listed if isinstance(each, str))),) if isinstance(listed, list) else ()
                )
            case "activities" if access is not None:
                return _present([mapping.completed(each, Said()) for each in _summaries(told, access)])
            case "activityFiles" if access is not None:
                return _present([_recorded(told, access)])
            case _:
                return ()

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:
        return client.user_id(http, app, str(answer["access_token"]))

    def revoke(self, access: Access) -> None:
        client.deregister(access)

    def publish(self, access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
        return publishing.publish(access, wanted, stale, known)


def _summaries(told: Mapping[str, Any], access: Access) -> Sequence[Mapping[str, Any]]:
    """What was pushed, or what waits behind the address of a ping."""
    url = text(told.get("callbackURL"))
    if url is None:
        return (told,)
    return tuple(each for each in client.called_back(access, url) if text(each.get("userId")) in (None, access.user_id))


def _recorded(told: Mapping[str, Any], access: Access) -> PlatformEvent | None:
    url = text(told.get("callbackURL"))
    return None if url is None else mapping.completed(told, said_in(client.recording(access, url)))


def _present(found: Sequence[PlatformEvent | None]) -> tuple[PlatformEvent, ...]:
    return tuple(event for event in found if event is not None)
