"""Stands in for Polar: one athlete's exercises, a registration that is made once, and signed messages."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from service.platforms.base import Incoming
from service.platforms.fake_consent import FakeConsent
from service.platforms.fake_handshake import told_by
from service.platforms.fake_server import Asked, FakeServer, Told

OURS = "Basic " + base64.b64encode(b"id:secret").decode()
"""The registration that it knows."""


@dataclass
class FakePolar:
    user_id: int = 475
    exercises: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_registered: bool = False
    webhook: dict[str, Any] | None = None
    signing: str = "polar-signing-key"
    consent: FakeConsent = field(default_factory=lambda: FakeConsent({"x_user_id": 475}, lasts_s=None))

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/v2/oauth2/token":
            return self.consent.answer(asked) if asked.headers.get("authorization", "").startswith("Basic ") else Told(401)
        if asked.path.startswith("/v3/webhooks"):
            return self._webhooks(asked)
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

    def _webhooks(self, asked: Asked) -> Told:
        """One for the registration. The address has to answer a PING, and the key is shown with the making only."""
        if asked.headers.get("authorization") != OURS:
            return Told(401, {})
        match (asked.method, asked.path.removeprefix("/v3/webhooks").strip("/")):
            case ("GET", ""):
                return Told(body={"data": [] if self.webhook is None else [self.webhook]})
            case ("POST", "activate") if self.webhook is not None:
                self.webhook["active"] = True
                return Told(body={})
            case ("POST", "") if self.webhook is not None:
                return Told(409, {})
            case ("POST", ""):
                wanted = asked.json()
                if told_by(wanted["url"], "POST", json={"event": "PING"}) is None:
                    return Told(400, {})
                self.webhook = {"id": "wh1", "events": wanted["events"], "url": wanted["url"], "active": True}
                return Told(201, {"data": {**self.webhook, "signature_secret_key": self.signing}})
            case ("DELETE", _) if self.webhook is not None:
                self.webhook = None
                return Told(204, b"")
            case _:
                return Told(404, {})

    def message(self, key: str, **told: Any) -> Incoming:
        """An event as it is sent."""
        body = json.dumps({"event": "EXERCISE", "user_id": self.user_id, "timestamp": "2026-03-04T18:00:00Z", **told}).encode()
        return Incoming("POST", {"polar-webhook-signature": hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}, {}, body)
