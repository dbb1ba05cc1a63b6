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
from service.platforms.fake_server import Asked, FakeServer, Told


@dataclass
class FakeOura:
    user_id: str = "u1"
    collections: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    consent: FakeConsent = field(default_factory=FakeConsent)

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/oauth/token":
            return self.consent.answer(asked)
        if asked.path == "/oauth/revoke":
            self.consent.is_granted = False
            return Told(body={})
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

    def message(self, key: str, at: datetime, **told: Any) -> Incoming:
        """An event as it is sent."""
        body = json.dumps({"event_type": "update", "event_time": at.isoformat(), "user_id": self.user_id, **told}).encode()
        stamp = str(int(at.timestamp()))
        signature = hmac.new(key.encode(), stamp.encode() + body, hashlib.sha256).hexdigest().upper()
        return Incoming("POST", {"x-oura-signature": signature, "x-oura-timestamp": stamp}, {}, body)
