"""The adapter as the rest of the service sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from service.platforms.base import Access, App, HookSecrets, Incoming, Notice, Reply
from service.platforms.events import ActivityCompleted, ActivityDeleted, AthleteDisconnected, PlatformEvent
from service.platforms.http import NOT_THERE, Http, Refused
from service.platforms.oauth import ByConsent
from service.platforms.strava import client, mapping, webhook
from service.platforms.strava.mapping import PROVIDER
from service.platforms.terms import still_known
from service.platforms.values import part, text

UPDATE = "activity.update"
ACTIVITY = frozenset({"activity.create", UPDATE, "activity.delete"})


class Strava(ByConsent):
    name = PROVIDER
    proof: Mapping[str, bool] = MappingProxyType({"verify_token": True})
    oauth = client.OAUTH

    def greet(self, incoming: Incoming, secrets: HookSecrets) -> Reply | None:
        return webhook.greeting(incoming, secrets)

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
        webhook.expect_proof(incoming, secrets, now)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming)

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        if notice.kind == webhook.DEAUTHORISED:
            return (AthleteDisconnected(PROVIDER, "The athlete has taken back the consent on Strava.", erase=True),)
        if notice.kind not in ACTIVITY or notice.object_id is None or access is None:
            return ()
        return tuple(event for event in _as_it_is(access, notice.object_id) if not _is_old_news(notice, event))

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:
        """Changes of text or effort raise no message, but those are not taken anyway: this finds what got lost."""
        return tuple(event for told in client.activities(access, since, until) if (event := mapping.completed(told)) is not None)

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:  # noqa: ARG002
        return text(part(answer, "athlete").get("id"))

    def revoke(self, access: Access) -> None:
        client.deauthorize(access)


def _is_old_news(notice: Notice, event: PlatformEvent) -> bool:
    """A change of what began long ago, such as a new title: nobody knows any more what was said of it when it was told first."""
    if notice.kind != UPDATE or notice.occurred_at is None or not isinstance(event, ActivityCompleted):
        return False
    return notice.occurred_at - event.started_at > timedelta(days=still_known(PROVIDER).days)


def _as_it_is(access: Access, id: str) -> tuple[PlatformEvent, ...]:
    """What Strava itself says of an activity, whatever the message said."""
    try:
        event = mapping.completed(client.activity(access, id))
    except Refused as error:
        if error.status != NOT_THERE:
            raise
        return (ActivityDeleted(PROVIDER, id),)
    return () if event is None else (event,)
