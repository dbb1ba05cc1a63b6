"""Stands in for WHOOP: one athlete's workouts, nights and recoveries, and signed messages."""

from __future__ import annotations

import base64
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
class FakeWhoop:
    user_id: int = 10129
    workouts: dict[str, dict[str, Any]] = field(default_factory=dict)
    nights: list[dict[str, Any]] = field(default_factory=list)
    recoveries: list[dict[str, Any]] = field(default_factory=list)
    consent: FakeConsent = field(default_factory=FakeConsent)

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/oauth/oauth2/token":
            return self.consent.answer(asked)
        if not self.consent.knows(asked):
            return Told(401, {})
        match asked.path.removeprefix("/developer/v2").strip("/").split("/"):
            case ["user", "profile", "basic"]:
                return Told(body={"user_id": self.user_id, "first_name": "Eva"})
            case ["user", "access"]:
                self.consent.is_granted = False
                return Told(204, b"")
            case ["activity", "workout"]:
                return Told(body={"records": list(self.workouts.values()), "next_token": None})
            case ["activity", "workout", id] if id in self.workouts:
                return Told(body=self.workouts[id])
            case ["activity", "sleep"]:
                return Told(body={"records": self.nights})
            case ["recovery"]:
                return Told(body={"records": self.recoveries})
            case _:
                return Told(404, {})

    def message(self, key: str, at: datetime, **told: Any) -> Incoming:
        """An event as it is sent."""
        body = json.dumps({"user_id": self.user_id, "trace_id": "trace-1", **told}).encode()
        stamp = str(round(at.timestamp() * 1000))
        signature = base64.b64encode(hmac.new(key.encode(), stamp.encode() + body, hashlib.sha256).digest()).decode()
        return Incoming("POST", {"x-whoop-signature": signature, "x-whoop-signature-timestamp": stamp}, {}, body)
