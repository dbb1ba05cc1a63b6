"""Stands in for Oura: collections of one athlete, and signed messages."""

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
class FakeOura:
    user_id: str = "u1"
    collections: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    subscriptions: dict[str, dict[str, Any]] = field(default_factory=dict)
    made_until: str = "2026-06-01T00:00:00+00:00"
    renewed_until: str = "2026-09-01T00:00:00+00:00"
    consent: FakeConsent = field(default_factory=FakeConsent)

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/oauth/token":
            return self.consent.answer(asked)
        if asked.path == "/oauth/revoke":
            self.consent.is_granted = False
            return Told(body={})
        if asked.path.startswith("/v2/webhook/subscription"):
            return self._subscribed(asked)
        if not self.consent.knows(asked):
            return Told(401, {})
        match asked.path.removeprefix("/v2/usercollection").strip("/").split("/"):
            case ["personal_info"]:
                return Told(body={"id": self.user_id, "age": 40})
            case [collection]:
                return Told(body={"data": list(self.collections.get(collection, {}).values()), "next_token": None})
            case [collection, id] if id in self.collections.get(collection, {}):
                return Told(body=self.collections[collection][id])
            case _:
                return Told(404, {})

    def _subscribed(self, asked: Asked) -> Told:
        """One for each kind of thing and of change; the address has to send back a challenge."""
        if (asked.headers.get("x-client-id"), asked.headers.get("x-client-secret")) != OURS:
            return Told(401, {})
        match (asked.method, asked.path.removeprefix("/v2/webhook/subscription").strip("/").split("/")):
            case ("GET", [""]):
                return Told(body=list(self.subscriptions.values()))
            case ("POST", [""]):
                return self._new_subscription(asked.json())
            case ("PUT", ["renew", id]) if id in self.subscriptions:
                self.subscriptions[id]["expiration_time"] = self.renewed_until
                return Told(body=self.subscriptions[id])
            case ("DELETE", [id]) if id in self.subscriptions:
                del self.subscriptions[id]
                return Told(204, b"")
            case _:
                return Told(404, {})

    def _new_subscription(self, wanted: dict[str, str]) -> Told:
        asks = {"verification_token": wanted["verification_token"], "challenge": "c-1"}
        if told_by(wanted["callback_url"], params=asks) != {"challenge": "c-1"}:
            return Told(400, {})
        id = f"{wanted['data_type']}-{wanted['event_type']}"
        kept = {name: wanted[name] for name in ("callback_url", "data_type", "event_type")}
        self.subscriptions[id] = {"id": id, **kept, "expiration_time": self.made_until}
        return Told(201, self.subscriptions[id])

    def message(self, key: str, at: datetime, **told: Any) -> Incoming:
        """An event as it is sent."""
        body = json.dumps({"event_type": "update", "event_time": at.isoformat(), "user_id": self.user_id, **told}).encode()
        stamp = str(int(at.timestamp()))
        signature = hmac.new(key.encode(), stamp.encode() + body, hashlib.sha256).hexdigest().upper()
        return Incoming("POST", {"x-oura-signature": signature, "x-oura-timestamp": stamp}, {}, body)
