"""Stands in for TrainingPeaks: workouts of one athlete, whose missing fields become empty when they are changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from service.platforms.base import Incoming
from service.platforms.fake_consent import FakeConsent
from service.platforms.fake_server import Asked, FakeServer, Told


@dataclass
class FakeTrainingPeaks:
    athlete_id: int = 54321
    workouts: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=lambda: {"Deleted": [], "Modified": []})
    consent: FakeConsent = field(default_factory=FakeConsent)
    numbers: Any = field(default_factory=lambda: count(100))

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/oauth/token":
            return self.consent.answer(asked)
        if not self.consent.knows(asked):
            return Told(401, {})
        match (asked.method, asked.path.strip("/").split("/")):
            case ("GET", ["v1", "athlete", "profile"]):
                return Told(body={"Id": self.athlete_id, "FirstName": "Eva"})
            case ("GET", ["v2", "workouts", "changed"]):
                return Told(body=self.changes if asked.query["page"] == "0" else {"Deleted": [], "Modified": []})
            case ("GET", ["v2", "workouts", since, until]) if since != "id":
                days = ((each, str(each.get("WorkoutDay", ""))[:10]) for each in self.workouts.values())
                return Told(body=[each for each, day in days if since <= day <= until])
            case ("POST", ["v2", "workouts", "plan"]):
                return self._keep(str(next(self.numbers)), asked)
            case ("PUT", ["v2", "workouts", "plan", id]) if id in self.workouts:
                return self._keep(id, asked)
            case ("GET", ["v2", "workouts", "id", id]) if id in self.workouts:
                return Told(body=self.workouts[id])
            case ("DELETE", ["v2", "workouts", "id", id]) if id in self.workouts:
                return Told(body=self.workouts.pop(id))
            case _:
                return Told(404, {})

    def _keep(self, id: str, asked: Asked) -> Told:
        self.workouts[id] = {**asked.json(), "Id": int(id)}
        return Told(body=self.workouts[id])

    def message(self, token: str) -> Incoming:
        """A message to the athlete's own address; what is in it is anybody's guess."""
        return Incoming("POST", {}, {"athlete": str(self.athlete_id), "token": token}, b'{"what": "ever"}')
