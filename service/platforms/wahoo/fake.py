"""Stands in for Wahoo: plans and workouts of one athlete, recordings, and messages with a token inside."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from service.platforms.base import Incoming
from service.platforms.fake_consent import FakeConsent
from service.platforms.fake_server import Asked, FakeServer, Told


@dataclass
class FakeWahoo:
    user_id: int = 13374242
    plans: dict[str, dict[str, str]] = field(default_factory=dict)
    workouts: dict[str, dict[str, Any]] = field(default_factory=dict)
    recordings: dict[str, bytes] = field(default_factory=dict)
    takes_plans: bool = True
    a_page: int = 100
    """However many are asked for."""
    updated_at: str = "2026-03-04T18:00:00Z"
    consent: FakeConsent = field(default_factory=FakeConsent)
    numbers: Any = field(default_factory=lambda: count(1))

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/oauth/token":
            return self.consent.answer(asked)
        if asked.path.startswith("/files/"):
            return Told(400) if asked.bearer else Told(body=self.recordings[asked.path])
        if not self.consent.knows(asked):
            return Told(401, {})
        parts = asked.path.removeprefix("/v1").strip("/").split("/")
        match (asked.method, parts):
            case (_, ["plans", *_]) if not self.takes_plans:
                return Told(422, {})
            case ("GET", [name]):
                return self._listed(name, int(asked.query.get("per_page", "30")))
            case ("DELETE", ["permissions"]):
                self.consent.is_granted = False
                return Told(body={})
            case (method, ["plans", *id]):
                return self._keep(self.plans, method, id, asked)
            case (method, ["workouts", *id]):
                return self._keep(self.workouts, method, id, asked)
            case _:
                return Told(404, {})

    def _listed(self, name: str, at_most: int) -> Told:
        match name:
            case "user":
                return Told(body={"id": self.user_id})
            case "plans":
                return Told(body=list(self.plans.values()))
            case "workouts":
                latest = sorted(self.workouts.values(), key=lambda each: str(each.get("starts", "")), reverse=True)
                return Told(
                    body={"workouts": latest[: min(self.a_page, at_most)], "total": len(latest), "order": "descending", "sort": "starts"}
                )
            case _:
                return Told(404, {})

    def _keep(self, kept: dict[str, dict[str, Any]], method: str, named: list[str], asked: Asked) -> Told:
        id = named[0] if named else str(next(self.numbers))
        if named and id not in kept:
            return Told(404, {})
        if method == "DELETE":
            return Told(body=kept.pop(id))
        if method in ("POST", "PUT"):
            told = {name.partition("[")[2].rstrip("]"): value for name, value in asked.form().items()}
            kept[id] = {**kept.get(id, {}), **told, "id": id, "updated_at": self.updated_at}
        return Told(body=kept[id])

    def message(self, token: str, **summary: Any) -> Incoming:
        """An event as it is sent."""
        told = {"event": "workout_summary", "user": {"id": self.user_id}, "webhook_token": token, "workout_summary": summary}
        return Incoming("POST", {}, {}, json.dumps(told).encode())
