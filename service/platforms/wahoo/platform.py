"""The adapter as the rest of the service sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from service.platforms.base import Access, App, HookSecrets, Incoming, Notice
from service.platforms.calendars import Published, Remote, Wanted
from service.platforms.events import ActivityCompleted, PlatformEvent
from service.platforms.http import AccessLost, Http, Refused
from service.platforms.oauth import ByConsent, at
from service.platforms.recordings import Said, said_in
from service.platforms.values import instant
from service.platforms.wahoo import client, mapping, publishing, webhook
from service.platforms.wahoo.mapping import PROVIDER


class Wahoo(ByConsent):
    name = PROVIDER
    oauth = client.OAUTH

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:  # noqa: ARG002
        webhook.expect_token(incoming, secrets)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming)

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        if notice.kind != "workout_summary" or notice.object_id is None or access is None:
            return ()
        event = _completed(access, client.workout(access, notice.object_id))
        return () if event is None else (event,)

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:
        found = (told for told in client.workouts(access) if _is_within(told, since, until))
        return tuple(event for told in found if (event := _completed(access, told)) is not None)

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:
        return client.user_id(http, app, str(answer["access_token"]))

    def revoke(self, access: Access) -> None:
        access.http.call("DELETE", at(access.app, f"{client.HOME}/v1/permissions"), bearer=access.credentials["token"])

    def publish(self, access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
        return publishing.publish(access, wanted, stale, known)


def _is_within(told: Mapping[str, Any], since: date, until: date) -> bool:
    started = instant(told.get("starts"))
    return started is not None and since <= started.date() <= until


def _completed(access: Access, told: Mapping[str, Any]) -> ActivityCompleted | None:
    """With what the recording says, where there is one that can be had."""
    url, content = mapping.file_of(told), None
    if url is not None:
        try:
            content = client.recording(access, url)
        except (Refused, AccessLost):
            """The session was done all the same; and the files are another host's, whose no says nothing of the account."""
    return mapping.completed(told, Said() if content is None else said_in(content))
