"""The adapter as the rest of the service sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from service.kit.clock import Clock, system_clock
from service.platforms.base import FULL_BODY, Access, App, Granted, HookSecrets, Incoming, Notice, Reply
from service.platforms.calendars import Published, Remote, Wanted
from service.platforms.events import ActivityDeleted, AthleteDisconnected, PlanChangedThere, PlatformEvent, ScopesChanged
from service.platforms.http import NOT_THERE, Http, Refused
from service.platforms.intervals_icu import client, mapping, publishing, webhook
from service.platforms.intervals_icu.mapping import PROVIDER
from service.platforms.values import own_id, part

LATE = timedelta(minutes=10)
"""A message that has been longer on its way may have been overtaken by a deletion."""
ACTIVITY_TOLD = frozenset({"ACTIVITY_UPLOADED", "ACTIVITY_UPDATED", "ACTIVITY_ANALYZED"})


class IntervalsIcu:
    name = PROVIDER
    largest_body = FULL_BODY
    proof: Mapping[str, bool] = MappingProxyType({"signing": True})

    def __init__(self, clock: Clock = system_clock) -> None:
        self.clock = clock

    def greet(self, incoming: Incoming, secrets: HookSecrets) -> Reply | None:  # noqa: ARG002
        return None

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:  # noqa: ARG002
        webhook.expect_secret(incoming, secrets)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming, self.clock())

    def reply(self, incoming: Incoming) -> Reply:  # noqa: ARG002
        return Reply()  # a 204 was seen to be sent again and again

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        told = notice.content or {}
        match notice.kind:
            case kind if kind in ACTIVITY_TOLD:
                is_late = notice.occurred_at is not None and self.clock() - notice.occurred_at > LATE
                return _done(notice, access, is_late=is_late)
            case "ACTIVITY_DELETED":
                return (ActivityDeleted(PROVIDER, notice.object_id),) if notice.object_id else ()
            case "WELLNESS_UPDATED":
                return tuple(_present([mapping.recorded(record) for record in told.get("records") or () if isinstance(record, dict)]))
            case "CALENDAR_UPDATED":
                return (PlanChangedThere(PROVIDER),)
            case "APP_SCOPE_CHANGED":
                return (_scopes(told),)
            case _:
                return ()

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:
        """What the athlete has not granted is left out. Raises Refused where nothing was."""
        found: list[PlatformEvent] = []
        refused: list[Refused] = []
        for ask, read in ((client.activities, mapping.completed), (client.wellness, mapping.recorded)):
            try:
                found += _present([read(told) for told in ask(access, since, until)])
            except Refused as error:
                refused.append(error)
        if len(refused) == 2:
            raise refused[0]
        return tuple(found)

    def consent_url(self, app: App, state: str, challenge: str) -> str:  # noqa: ARG002  the platform knows no PKCE
        return client.consent_url(app, state)

    def exchange(self, http: Http, app: App, code: str, verifier: str) -> Granted:  # noqa: ARG002
        return client.exchange(http, app, code)

    def renew(self, http: Http, app: App, credentials: Mapping[str, str]) -> Granted | None:  # noqa: ARG002
        return None  # tokens never end

    def revoke(self, access: Access) -> None:
        client.disconnect(access)

    def check_key(self, http: Http, app: App, key: str) -> Granted:
        return client.check_key(http, app, key)

    def publish(self, access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
        return publishing.publish(access, wanted, stale, known)


def _done(notice: Notice, access: Access | None, *, is_late: bool) -> tuple[PlatformEvent, ...]:
    """The activity of a message; as it is there now where the message holds no more than its id, or has been long on its way."""
    told = part(notice.content or {}, "activity")
    id = own_id(told.get("id"))
    if access is None or id is None or ("start_date_local" in told and not is_late):
        done = mapping.completed(told)
        return () if done is None else (replace(done, told_at=notice.occurred_at),)
    try:
        done = mapping.completed(client.activity(access, id))
    except Refused as error:
        if error.status != NOT_THERE or not is_late:
            raise
        return (ActivityDeleted(PROVIDER, id),)
    return () if done is None else (done,)


def _scopes(told: Mapping[str, Any]) -> PlatformEvent:
    if told.get("deauthorized"):
        return AthleteDisconnected(PROVIDER, "The athlete has taken back the consent on intervals.icu.", erase=False)
    return ScopesChanged(PROVIDER, tuple(part.strip() for part in str(told.get("scope", "")).split(",") if part.strip()))


def _present(found: Sequence[Any]) -> Iterator[Any]:
    return (event for event in found if event is not None)
