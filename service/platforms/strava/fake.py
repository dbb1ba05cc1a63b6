"""Stands in for Strava: one athlete's activities, tokens that end, and messages signed where there is a key."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from service.platforms.base import Incoming
from service.platforms.fake_consent import FakeConsent
from service.platforms.fake_handshake import told_by
from service.platforms.fake_server import Asked, FakeServer, Told

OURS = ("id", "secret")
"""The registration that it knows."""


@dataclass
class FakeStrava:
    athlete_id: int = 134815
    subscription_id: int = 120475
    activities: dict[str, dict[str, Any]] = field(default_factory=dict)
    callback: str | None = None
    """Where the subscription sends to."""
    consent: FakeConsent = field(default_factory=lambda: FakeConsent({"athlete": {"id": 134815}}))

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/oauth/token":
            return self.consent.answer(asked)
        if asked.path == "/oauth/deauthorize":
            self.consent.is_granted = False
            return Told(body={"access_token": self.consent.token})
        if asked.path.startswith("/api/v3/push_subscriptions"):
            return self._subscribed(asked)
        if not self.consent.knows(asked):
            return Told(401, {"message": "Authorization Error"})
        match asked.path.removeprefix("/api/v3").strip("/").split("/"):
            case ["activities", id] if id in self.activities:
                return Told(body=self.activities[id])
            case ["athlete", "activities"]:
                return Told(body=self._begun(asked) if asked.query["page"] == "1" else [])
            case _:
                return Told(404, {"message": "Record Not Found"})

    def _begun(self, asked: Asked) -> list[dict[str, Any]]:
        """Those that began within the time asked for, as far as it knows when they did."""
        after, before = int(asked.query["after"]), int(asked.query["before"])
        began = {id: datetime.fromisoformat(told["start_date"]).timestamp() for id, told in self.activities.items() if "start_date" in told}
        return [told for id, told in self.activities.items() if id not in began or after < began[id] < before]

    def _subscribed(self, asked: Asked) -> Told:
        """One for the registration; the address has to send back a challenge."""
        said = asked.form() if asked.method == "POST" else asked.query
        if (said.get("client_id"), said.get("client_secret")) != OURS:
            return Told(401, {"message": "Authorization Error"})
        match asked.method:
            case "GET":
                return Told(body=[] if self.callback is None else [{"id": self.subscription_id, "callback_url": self.callback}])
            case "DELETE":
                known, self.callback = self.callback, None
                return Told(404, {}) if known is None else Told(204, b"")
        url = said["callback_url"]
        asks = {"hub.mode": "subscribe", "hub.challenge": "15f7d1a91c1f40", "hub.verify_token": said["verify_token"]}
        if self.callback is not None or told_by(url, params=asks) != {"hub.challenge": "15f7d1a91c1f40"}:
            return Told(400 if self.callback is None else 409, {"message": "Bad Request"})
        self.callback = url
        return Told(201, {"id": self.subscription_id})

    def message(self, *, at: datetime, key: str | None = None, **told: Any) -> Incoming:
        """An event as it is sent."""
        event = {"object_type": "activity", "aspect_type": "create", "owner_id": self.athlete_id, "updates": {},
                 "subscription_id": self.subscription_id, "event_time": int(at.timestamp()), **told}  # fmt: skip
        body = json.dumps(event).encode()
        stamp = int(at.timestamp())
        if key is None:
            return Incoming("POST", {}, {}, body)
        signature = hmac.new(key.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        return Incoming("POST", {"x-strava-signature": f"t={stamp},v1={signature}"}, {}, body)
