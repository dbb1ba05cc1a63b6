"""Stands in for Suunto: one athlete's workouts behind a gateway with a key of its own, and signed messages."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from service.platforms.base import Incoming
from service.platforms.fake_consent import FakeConsent
from service.platforms.fake_server import Asked, FakeServer, Told

API_KEY = "suunto-gateway-key"


@dataclass
class FakeSuunto:
    username: str = "johndoe123"
    workouts: dict[str, dict[str, Any]] = field(default_factory=dict)
    consent: FakeConsent = field(default_factory=lambda: FakeConsent({"user": "johndoe123"}))

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/oauth/token":
            return self.consent.answer(asked) if asked.headers.get("authorization", "").startswith("Basic ") else Told(401)
        if not self.consent.knows(asked):
            return Told(401, {})
        if asked.path == "/oauth/deauthorize":
            self.consent.is_granted = False
            return Told(body={})
        if asked.headers.get("ocp-apim-subscription-key") != API_KEY:
            return Told(403, {})
        match asked.path.removeprefix("/v3").strip("/").split("/"):
            case ["workouts"]:
                return Told(body={"error": None, "payload": list(self.workouts.values())})
            case ["workouts", key] if key in self.workouts:
                return Told(body={"error": None, "payload": self.workouts[key]})
            case _:
                return Told(404, {})

    def message(self, key: str, **told: Any) -> Incoming:
        """An event as it is sent."""
        body = json.dumps({"type": "WORKOUT_CREATED", "username": self.username, **told}).encode()
        return Incoming("POST", {"x-hmac-sha256-signature": hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}, {}, body)
