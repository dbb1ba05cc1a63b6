"""Stands in for Polar: one athlete's exercises, a registration that is made once, and signed messages."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from service.platforms.base import Incoming
from service.platforms.fake_consent import FakeConsent
from service.platforms.fake_server import Asked, FakeServer, Told


@dataclass
class FakePolar:
    user_id: int = 475
    exercises: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_registered: bool = False
    consent: FakeConsent = field(default_factory=lambda: FakeConsent({"x_user_id": 475}, lasts_s=None))

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/v2/oauth2/token":
            return self.consent.answer(asked) if asked.headers.get("authorization", "").startswith("Basic ") else Told(401)
        if not self.consent.knows(asked):
            return Told(403)
        match (asked.method, asked.path.removeprefix("/v3").strip("/").split("/")):
            case ("POST", ["users"]):
                known, self.is_registered = self.is_registered, True
                return Told(409 if known else 200, {})
            case ("DELETE", ["users", _]):
                self.consent.is_granted = False
                return Told(204, b"")
            case ("GET", ["exercises"]):
                return Told(body=list(self.exercises.values()))
            case ("GET", ["exercises", id]) if id in self.exercises:
                return Told(body=self.exercises[id])
            case _:
                return Told(404, {})

    def message(self, key: str, **told: Any) -> Incoming:
        """An event as it is sent."""
        body = json.dumps({"event": "EXERCISE", "user_id": self.user_id, "timestamp": "2026-03-04T18:00:00Z", **told}).encode()
        return Incoming("POST", {"polar-webhook-signature": hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}, {}, body)
