"""Strava sends to one address for each registration, and calls it once before it agrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from service.platforms.base import App, Subscribed, Subscription
from service.platforms.http import Http, TryLater
from service.platforms.oauth import at
from service.platforms.strava.client import API
from service.platforms.values import parts, text

SUBSCRIPTIONS = f"{API}/push_subscriptions"
ABOUT = "activities, athletes"


class StravaSubscribing:
    def subscriptions(self, http: Http, app: App) -> tuple[Subscription, ...]:
        found = parts(http.call_json("GET", at(app, SUBSCRIPTIONS), params=_ours(app)))
        return tuple(Subscription(id, text(each.get("callback_url")), ABOUT) for each in found if (id := text(each.get("id"))))

    def subscribe(self, http: Http, app: App, url: str, verify_token: str, there: Sequence[Subscription]) -> Subscribed:
        if there:
            return Subscribed(tuple(there))
        form = {**_ours(app), "callback_url": url, "verify_token": verify_token}
        told = http.call_json("POST", at(app, SUBSCRIPTIONS), data=form)
        id = text(told.get("id")) if isinstance(told, dict) else None
        if id is None:
            raise TryLater("Strava did not say what the subscription is called; `status` shows whether there is one.")
        return Subscribed((Subscription(id, url, ABOUT),))

    def keep(self, http: Http, app: App, subscription: Subscription, now: datetime) -> bool:  # noqa: ARG002
        return False  # it never ends by itself

    def unsubscribe(self, http: Http, app: App, id: str) -> None:
        http.call("DELETE", at(app, f"{SUBSCRIPTIONS}/{quote(id, safe='')}"), params=_ours(app))


def _ours(app: App) -> dict[str, str]:
    return {"client_id": app.client_id, "client_secret": app.client_secret}
