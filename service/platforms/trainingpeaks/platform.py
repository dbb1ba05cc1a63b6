"""The adapter as the rest of the service sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from service.platforms.base import Access, App, HookSecrets, Incoming, Notice
from service.platforms.calendars import Published, Remote, Wanted
from service.platforms.events import ActivityDeleted, PlanChangedThere, PlatformEvent
from service.platforms.http import Http
from service.platforms.oauth import ByConsent
from service.platforms.trainingpeaks import client, mapping, publishing, webhook
from service.platforms.trainingpeaks.mapping import PROVIDER
from service.platforms.values import parts, text

LOOKS_BACK = timedelta(days=2)


class TrainingPeaks(ByConsent):
    name = PROVIDER
    oauth = client.OAUTH

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:  # noqa: ARG002
        webhook.expect_token(incoming, secrets)

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        return webhook.notices(incoming, self.clock())

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        if notice.kind != webhook.CHANGED or access is None:
            return ()
        return _changes(access, self.clock().date() - LOOKS_BACK)

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]:  # noqa: ARG002  all changes up to now
        return _changes(access, since)

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:
        return client.athlete_id(http, app, str(answer["access_token"]))

    def revoke(self, access: Access) -> None:
        """TrainingPeaks has no call for it: the athlete takes it back there; here the tokens are forgotten."""

    def publish(self, access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
        return publishing.publish(access, wanted, stale, known)


def _changes(access: Access, since: date) -> tuple[PlatformEvent, ...]:
    """Sessions done and gone; planned ones that changed are told once, however many."""
    found = list(_each(access, since))
    told = [event for event in found if not isinstance(event, PlanChangedThere)]
    return (*told, PlanChangedThere(PROVIDER)) if len(told) < len(found) else tuple(told)


def _each(access: Access, since: date) -> Iterator[PlatformEvent]:
    for page in client.changed(access, since):
        for workout in parts(page.get("modified")):
            yield mapping.completed(client.folded(workout)) or PlanChangedThere(PROVIDER)
        deleted = page.get("deleted")
        for id in (text(each) for each in deleted) if isinstance(deleted, list) else ():
            if id is not None:
                yield ActivityDeleted(PROVIDER, id)
