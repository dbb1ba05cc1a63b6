"""Oura wants a subscription for each kind of thing and each kind of change. All of them end after a time, and are renewed before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from service.platforms.base import App, Subscribed, Subscription
from service.platforms.http import Http, TryLater
from service.platforms.oauth import at
from service.platforms.oura.client import HOME
from service.platforms.values import instant, parts, text

SUBSCRIPTIONS = f"{HOME}/v2/webhook/subscription"
WANTED = tuple(
    f"{thing}.{change}"
    for thing, changes in (("workout", "create update delete"), ("daily_readiness", "create update"), ("enhanced_tag", "create update"))
    for change in changes.split()
)
IN_TIME = timedelta(days=7)


class OuraSubscribing:
    def subscriptions(self, http: Http, app: App) -> tuple[Subscription, ...]:
        found = parts(http.call_json("GET", at(app, SUBSCRIPTIONS), headers=_ours(app)))
        return tuple(made for each in found if (made := _subscription(each)) is not None)

    def subscribe(self, http: Http, app: App, url: str, verify_token: str, there: Sequence[Subscription]) -> Subscribed:
        made = list(there)
        for about in sorted(set(WANTED) - {each.about for each in there}):
            thing, _, change = about.partition(".")
            asked = {"callback_url": url, "verification_token": verify_token, "event_type": change, "data_type": thing}
            told = http.call_json("POST", at(app, SUBSCRIPTIONS), headers=_ours(app), json=asked)
            one = _subscription(told) if isinstance(told, dict) else None
            if one is None:
                raise TryLater("Oura did not say what the subscription is called; `status` shows what there is.")
            made.append(one)
        return Subscribed(tuple(made))

    def keep(self, http: Http, app: App, subscription: Subscription, now: datetime) -> bool:
        """One whose end cannot be read is renewed whenever it is looked at."""
        if subscription.ends_at is not None and subscription.ends_at - now > IN_TIME:
            return False
        http.call("PUT", at(app, f"{SUBSCRIPTIONS}/renew/{quote(subscription.id, safe='')}"), headers=_ours(app))
        return True

    def unsubscribe(self, http: Http, app: App, id: str) -> None:
        http.call("DELETE", at(app, f"{SUBSCRIPTIONS}/{quote(id, safe='')}"), headers=_ours(app))


def _subscription(told: Mapping[str, Any]) -> Subscription | None:
    id = text(told.get("id"))
    about = f"{text(told.get('data_type'))}.{text(told.get('event_type'))}"
    return None if id is None else Subscription(id, text(told.get("callback_url")), about, ends_at=instant(told.get("expiration_time")))


def _ours(app: App) -> dict[str, str]:
    return {"x-client-id": app.client_id, "x-client-secret": app.client_secret}
