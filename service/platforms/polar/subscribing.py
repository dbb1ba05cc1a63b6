"""Polar sends to one address for each registration. The key that it signs with is shown once, when the webhook is made.

After a week in which nobody answered, Polar stops sending until it is asked to go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from service.platforms.base import App, Subscribed, Subscription
from service.platforms.http import Http, TryLater
from service.platforms.oauth import at
from service.platforms.polar.client import API
from service.platforms.values import part, parts, text

WEBHOOKS = f"{API}/webhooks"
EVENTS = ("EXERCISE",)


class PolarSubscribing:
    def subscriptions(self, http: Http, app: App) -> tuple[Subscription, ...]:
        told = http.call_json("GET", at(app, WEBHOOKS), basic=_ours(app))
        found = told.get("data") if isinstance(told, dict) else None
        return tuple(made for each in parts(found) if (made := _subscription(each)) is not None)

    def subscribe(self, http: Http, app: App, url: str, verify_token: str, there: Sequence[Subscription]) -> Subscribed:  # noqa: ARG002
        if there:
            return Subscribed(tuple(there))
        told = http.call_json("POST", at(app, WEBHOOKS), basic=_ours(app), json={"events": list(EVENTS), "url": url})
        answer: Mapping[str, Any] = told if isinstance(told, dict) else {}
        facts = part(answer, "data") or answer
        id, signing = text(facts.get("id")), text(facts.get("signature_secret_key"))
        if id is None or signing is None:
            raise TryLater("Polar did not show the key that it signs with.")
        return Subscribed((Subscription(id, url, ", ".join(EVENTS)),), signing)

    def keep(self, http: Http, app: App, subscription: Subscription, now: datetime) -> bool:  # noqa: ARG002
        if subscription.is_active:
            return False
        http.call("POST", at(app, f"{WEBHOOKS}/activate"), basic=_ours(app))
        return True

    def unsubscribe(self, http: Http, app: App, id: str) -> None:
        http.call("DELETE", at(app, f"{WEBHOOKS}/{quote(id, safe='')}"), basic=_ours(app))


def _subscription(told: Mapping[str, Any]) -> Subscription | None:
    id, events = text(told.get("id")), told.get("events")
    about = ", ".join(map(str, events)) if isinstance(events, list) else ""
    return None if id is None else Subscription(id, text(told.get("url")), about, is_active=told.get("active") is not False)


def _ours(app: App) -> tuple[str, str]:
    return app.client_id, app.client_secret
