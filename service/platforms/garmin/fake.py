"""Stands in for Garmin: addresses to call back, a training calendar in two calls, and messages with our client id."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from service.platforms.base import Incoming
from service.platforms.fake_consent import FakeConsent
from service.platforms.fake_server import Asked, FakeServer, Told


@dataclass
class FakeGarmin:
    user_id: str = "4aacafe8"
    behind: dict[str, Any] = field(default_factory=dict)
    """What lies behind addresses, by path; bytes are files."""
    workouts: dict[str, dict[str, Any]] = field(default_factory=dict)
    schedules: dict[str, dict[str, Any]] = field(default_factory=dict)
    takes_schedules: bool = True
    consent: FakeConsent = field(default_factory=FakeConsent)
    numbers: Any = field(default_factory=lambda: count(100))

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/di-oauth2-service/oauth/token":
            return self.consent.answer(asked)
        if not self.consent.knows(asked):
            return Told(401, {})
        parts = asked.path.strip("/").split("/")
        return self._read(asked, parts) if asked.method == "GET" else self._change(asked, parts)

    def _read(self, asked: Asked, parts: list[str]) -> Told:
        match parts:
            case _ if asked.path in self.behind:
                return Told(body=self.behind[asked.path])
            case ["wellness-api", "rest", "user", "id"]:
                return Told(body={"userId": self.user_id})
            case ["training-api", "schedule"]:
                since, until = asked.query["startDate"], asked.query["endDate"]
                return Told(body=[each for each in self.schedules.values() if since <= each["date"] <= until])
            case ["training-api", "workout", "v2", id] if id in self.workouts:
                return Told(body=self.workouts[id])
            case _:
                return Told(404, {})

    def _change(self, asked: Asked, parts: list[str]) -> Told:
        match (asked.method, parts):
            case ("DELETE", ["wellness-api", "rest", "user", "registration"]):
                self.consent.is_granted = False
                return Told(204, b"")
            case ("POST", ["workoutportal", "workout", "v2"]):
                return self._keep(self.workouts, "workoutId", asked)
            case ("POST", ["training-api", "schedule"]):
                return self._keep(self.schedules, "scheduleId", asked) if self.takes_schedules else Told(412, {})
            case ("DELETE", ["training-api", "workout", "v2", id]):
                self.schedules = {key: each for key, each in self.schedules.items() if str(each["workoutId"]) != id}
                return Told(204 if self.workouts.pop(id, None) else 404, b"")
            case ("DELETE", ["training-api", "schedule", id]):
                return Told(204 if self.schedules.pop(id, None) else 404, b"")
            case _:
                return Told(404, {})

    def _keep(self, kept: dict[str, dict[str, Any]], name: str, asked: Asked) -> Told:
        number = next(self.numbers)
        kept[str(number)] = {**asked.json(), name: number}
        return Told(body=kept[str(number)])

    def message(self, client_id: str, **told: Any) -> Incoming:
        """A message as it is sent."""
        listed = told or {"activities": [{"userId": self.user_id, "summaryId": "x1"}]}
        return Incoming("POST", {"garmin-client-id": client_id}, {}, json.dumps(listed).encode())
