"""Stands in for intervals.icu: accounts, activities, wellness, a calendar that tells its own events from others', and messages."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from service.kit.clock import Clock, system_clock
from service.platforms.fake_server import Asked, FakeServer, Told
from service.platforms.http import AccessLost, Http, Refused

TOKEN, KEY, CODE = "icu-token", "icu-key", "icu-code"
NO_ACCESS = Told(401, {"error": "Unauthorized"})
NOTHING = Told(404, {"error": "Not found"})


@dataclass
class FakeIntervals:
    """One athlete's account. What tells of something gives the statuses that came back."""

    athlete_id: str = "i641775"
    webhook_secret: str = "icu-webhook-secret"  # noqa: S105  of nobody
    granted: str = "ACTIVITY:READ,WELLNESS:READ,CALENDAR:WRITE,SETTINGS:READ"
    clock: Clock = system_clock
    activities: dict[str, dict[str, Any]] = field(default_factory=dict)
    wellness: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: dict[int, dict[str, Any]] = field(default_factory=dict)
    is_connected: bool = True
    numbers: Any = field(default_factory=lambda: count(1))

    def serve(self, *, port: int = 0) -> FakeServer:
        return FakeServer(self.answer, port=port)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/api/oauth/token":
            return self._token(asked)
        if not self._knows(asked):
            return NO_ACCESS
        parts = asked.path.removeprefix("/api/v1").strip("/").split("/")
        return self._read(asked, parts) if asked.method == "GET" else self._change(asked, parts)

    def _read(self, asked: Asked, parts: list[str]) -> Told:
        match parts:
            case ["athlete", _]:
                return Told(body={"id": self.athlete_id, "name": "Eva"})
            case ["activity", id] if id in self.activities:
                return Told(body=self.activities[id])
            case ["athlete", _, "activities"]:
                return Told(body=[a for a in self.activities.values() if _within(asked, str(a["start_date_local"])[:10])])
            case ["athlete", _, "wellness"]:
                return Told(body=[record for day, record in self.wellness.items() if _within(asked, day)])
            case ["athlete", _, "events"]:
                return Told(body=[e for e in self.events.values() if _within(asked, str(e["start_date_local"])[:10])])
            case _:
                return NOTHING

    def _change(self, asked: Asked, parts: list[str]) -> Told:
        match parts:
            case ["athlete", _, "events", "bulk"]:
                return Told(body=[self._upsert(event) for event in asked.json()])
            case ["athlete", _, "events", "bulk-delete"]:
                return Told(body={"eventsDeleted": sum(self._delete(named) for named in asked.json())})
            case ["disconnect-app"]:
                self.is_connected = False
                return Told(body={})
            case _:
                return NOTHING

    def edit_by_hand(self, external_id: str, **changes: Any) -> None:
        """Somebody changes an event of ours on the platform's own page."""
        event = next(e for e in self.events.values() if e["external_id"] == external_id)
        event.update(changes, updated=self._now(later=True))

    def records_wellness(self, hook_url: str, record: Mapping[str, Any], *, times: int = 1) -> list[int]:
        """The athlete fills in a day; the message is sent `times` times. `id` is the date."""
        told = {**record, "updated": self._now()}
        self.wellness[str(record["id"])] = told
        return self._tell(hook_url, [{"type": "WELLNESS_UPDATED", "records": [told]}], times)

    def completes(self, hook_url: str, activity: Mapping[str, Any], *, times: int = 1) -> list[int]:
        """A session arrives."""
        self.activities[str(activity["id"])] = dict(activity)
        return self._tell(hook_url, [{"type": "ACTIVITY_UPLOADED", "activity": dict(activity)}], times)

    def takes_back_consent(self, hook_url: str) -> list[int]:
        self.is_connected = False
        return self._tell(hook_url, [{"type": "APP_SCOPE_CHANGED", "scope": "", "deauthorized": True}], 1)

    def message(self, events: Sequence[Mapping[str, Any]]) -> bytes:
        now = self._now()
        return json.dumps(
            {"secret": self.webhook_secret, "events": [{"athlete_id": self.athlete_id, "timestamp": now, **event} for event in events]}
        ).encode()

    def _tell(self, hook_url: str, events: Sequence[Mapping[str, Any]], times: int) -> list[int]:
        body = self.message(events)
        with Http() as http:
            return [_post(http, hook_url, body) for _ in range(times)]

    def _token(self, asked: Asked) -> Told:
        if asked.form().get("code") != CODE:
            return Told(404, b"Not found")  # as the platform answers whatever is wrong here
        athlete = {"id": self.athlete_id, "name": "Eva"}
        return Told(body={"token_type": "Bearer", "access_token": TOKEN, "scope": self.granted, "athlete": athlete})

    def _knows(self, asked: Asked) -> bool:
        basic = "Basic " + base64.b64encode(f"API_KEY:{KEY}".encode()).decode()
        return self.is_connected and (asked.bearer == TOKEN or asked.headers.get("authorization") == basic)

    def _upsert(self, event: Mapping[str, Any]) -> dict[str, Any]:
        known = next((e for e in self.events.values() if e["external_id"] == event["external_id"]), None)
        number = next(self.numbers) if known is None else known["id"]
        stored = {**event, "id": number, "uid": f"uid-{number}", "oauth_client_id": "ours", "updated": self._now()}
        self.events[number] = stored
        return stored

    def _delete(self, named: Mapping[str, Any]) -> int:
        gone = [number for number, event in self.events.items() if event["external_id"] == named.get("external_id")]
        for number in gone:
            del self.events[number]
        return len(gone)

    def _now(self, *, later: bool = False) -> str:
        now: datetime = self.clock()
        return (now.replace(microsecond=999_999) if later else now.replace(microsecond=0)).isoformat()


def _within(asked: Asked, day: str) -> bool:
    return asked.query.get("oldest", "0000") <= day <= asked.query.get("newest", "9999")


def _post(http: Http, url: str, body: bytes) -> int:
    """The status that came back."""
    try:
        http.call("POST", url, content=body, headers={"Content-Type": "application/json"})
    except AccessLost:
        return 401
    except Refused as error:
        return error.status
    return 200
