"""From a platform's word to the athlete's calendar, with no hand in between but the coach's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from standardwebhooks import Webhook
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.kit.clock import system_clock
from service.kit.ids import id_maker
from service.notifications.webhook_sender import WebhookSender
from service.platforms.base import App
from service.platforms.fake_server import FakeServer, Told
from service.platforms.intervals_icu.fake import KEY, FakeIntervals
from service.platforms.outside import Outside
from service.store.engine import open_engine
from service.store.sealing import Vault
from service.store.store import Store
from service.usecases.announce import announce
from service.usecases.services import Services
from service.worker.handlers import AtWork
from tests.support.services import Club, PoolInPlace, a_club, bearing

TODAY = datetime.now(UTC).date()
PATIENCE_S = 60


def session(id: str, day: int, sport: str, kind: str, minutes: int, rpe: float, **more: Any) -> dict[str, Any]:
    on = (TODAY + timedelta(days=day)).isoformat()
    return {"id": id, "date": on, "sport": sport, "kind": kind, "planned": {"duration_s": minutes * 60}, "rpe": rpe, **more}


PLAN = {
    "schema": "plan/1",
    "name": "10 km",
    "timezone": "UTC",
    "sessions": [
        *(session(f"e{day}", day, "run", "easy", 45, 3) for day in (-20, -18, -15, -13, -11, -8, -6, -4)),
        session("legs", -1, "strength", "strength", 45, 6, part_of_day="evening"),
        session("today", 0, "run", "easy", 40, 3, part_of_day="am"),
        session("hard", 1, "run", "interval", 60, 8, priority="key", title="6 x 800 m"),
        session("easy", 3, "run", "easy", 45, 3),
        session("long", 5, "run", "long", 90, 4, priority="key"),
        session("tempo", 8, "run", "tempo", 50, 7, priority="key"),
    ],
}


@dataclass
class World:
    """Our service with its jobs, a platform, and somebody who listens to our webhooks."""

    api: TestClient
    club: Club
    icu: FakeIntervals
    icu_server: FakeServer
    listener: FakeServer
    hook: str = ""
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> dict[str, str]:
        return bearing(self.club.head)

    def post(self, path: str, body: Any = None, status: int = 201, **headers: str) -> Any:
        answer = self.api.post(path, json=body if body is not None else {}, headers=self.key | headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    def get(self, path: str) -> Any:
        answer = self.api.get(path, headers=self.key)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def tells(self, *events: dict[str, Any], status: int = 200) -> None:
        """The platform sends a message to our hook."""
        answer = self.api.post(self.hook, content=self.icu.message(events), headers={"Content-Type": "application/json"})
        assert answer.status_code == status, answer.text


def until(ready: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if found := ready():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


@pytest.fixture
def world(database: str) -> Iterator[World]:
    with ExitStack() as stack:
        icu = FakeIntervals()
        icu_server = stack.enter_context(icu.serve())
        listener = stack.enter_context(FakeServer(lambda _: Told(204, b"")))
        new_id = id_maker(system_clock)
        store = Store(open_engine(database), Vault(), system_clock, new_id, announce)
        stack.callback(store.engine.dispose)
        sender, outside = WebhookSender(anywhere=True), Outside({"intervals_icu": App("id", "secret", icu_server.url)})
        stack.callback(sender.close)
        stack.callback(outside.http.close)
        services = Services(store=store, pool=PoolInPlace(), clock=system_clock, new_id=new_id, outside=outside, sender=sender)  # type: ignore[arg-type]
        work = AtWork(services, 10)
        stack.callback(work.stop)
        api = stack.enter_context(TestClient(create_app(services, BodyLimits(1_000_000, 5.0)), raise_server_exceptions=False))
        yield connected(World(api, a_club(services), icu, icu_server, listener))


def connected(world: World) -> World:
    athlete = world.post("/v1/athletes", {"name": "Eva", "timezone": "UTC", "profile": {"cross_training": ["bike"]}})
    world.ids["athlete"] = athlete["id"]
    world.ids["plan"] = world.post(f"/v1/athletes/{athlete['id']}/plans", PLAN)["stored"]["id"]
    made = world.post("/v1/hooks", {"provider": "intervals_icu", "signing": world.icu.webhook_secret})
    world.hook = made["url"].removeprefix("http://testserver")
    world.post(f"/v1/athletes/{athlete['id']}/connections/key", {"provider": "intervals_icu", "key": KEY})
    listens = world.post(
        "/v1/webhook-endpoints", {"url": world.listener.url + "/in", "events": ["adjustment.proposed", "plan.version_created"]}
    )
    world.ids["secret"] = listens["secret"]
    world.ids["feed"] = world.post(f"/v1/athletes/{athlete['id']}/feeds")["url"]
    return world


def calendar_there(world: World) -> dict[str, str]:
    """Dates by our session id, as the platform's calendar has them."""
    return {str(e["external_id"]).split(":", 2)[2]: str(e["start_date_local"])[:10] for e in world.icu.events.values()}


def feed(world: World) -> dict[str, date]:
    path = "/" + world.ids["feed"].split("/", 3)[3]
    parsed = icalendar.Calendar.from_ical(world.api.get(path).content)
    return {str(e["X-ADJUSTER-ID"]): e.decoded("DTSTART") for e in parsed.walk("VEVENT") if str(e.get("STATUS")) != "CANCELLED"}


def accepted_after_heavy_legs(world: World) -> dict[str, str]:
    """The platform tells of soreness and of a weak session, and the coach accepts what comes of it; the days still to come."""
    until(lambda: "hard" in calendar_there(world))
    now = datetime.now(UTC)
    local = (now - timedelta(hours=1)).replace(microsecond=0)
    day = {"id": TODAY.isoformat(), "updated": now.isoformat(), "soreness": 4}
    run = {"id": "i1", "start_date_local": local.isoformat()[:19], "start_date": local.isoformat(), "type": "Run", "moving_time": 2400,
           "elapsed_time": 2400, "distance": 7000, "feel": 5, "icu_rpe": 4}  # fmt: skip
    world.tells({"type": "WELLNESS_UPDATED", "records": [day]})
    world.tells({"type": "ACTIVITY_UPLOADED", "activity": run})
    world.tells({"type": "ACTIVITY_UPLOADED", "activity": run})

    def proposed() -> Any:
        items = world.get("/v1/adjustments?status=proposed")["items"]
        return next((item for item in items if item["level"] == 2), None)

    found = until(proposed)
    adjustment = world.api.get(f"/v1/adjustments/{found['id']}", headers=world.key)
    assert adjustment.json()["adjustment"]["assessment"]["class"] == "EXPECTED_DOMS"
    accepted = world.post(f"/v1/adjustments/{found['id']}/accept", {}, 200, **{"If-Match": adjustment.headers["etag"]})
    assert accepted["adjustment"]["status"] == "accepted"

    plan = world.get(f"/v1/plans/{world.ids['plan']}")
    hard = next(s for s in plan["sessions"] if s["id"] == "hard")
    assert hard["date"] != PLAN["sessions"][10]["date"] or hard["kind"] != "interval"  # type: ignore[index]
    assert next(s for s in plan["sessions"] if s["id"] == "today")["status"] == "completed"
    off = ("cancelled", "suspended")
    return {s["id"]: s["date"] for s in plan["sessions"] if s["date"] >= TODAY.isoformat() and s.get("status") not in off}


def test_soreness_and_a_weak_session_become_a_proposal_and_the_accepted_plan_reaches_everybody(world: World) -> None:
    there = accepted_after_heavy_legs(world)
    until(lambda: calendar_there(world) == there)
    assert {id: str(on) for id, on in feed(world).items() if id in there} == there

    def heard() -> Any:
        told = [Webhook(world.ids["secret"]).verify(asked.body, dict(asked.headers)) for asked in world.listener.asked]
        return {t["type"] for t in told} >= {"adjustment.proposed", "plan.version_created"}

    until(heard)


def test_what_somebody_changes_in_the_calendar_after_the_coach_accepted_is_shown_and_the_coachs_word_counts(world: World) -> None:
    there = accepted_after_heavy_legs(world)
    until(lambda: calendar_there(world) == there)
    later = (TODAY + timedelta(days=11)).isoformat()
    theirs = {**there, "tempo": later, "long": later}
    for id in ("tempo", "long"):
        world.icu.edit_by_hand(f"pa:{world.ids['plan']}:{id}", start_date_local=f"{later}T00:00:00")
    world.tells({"type": "CALENDAR_UPDATED"})

    def shown() -> Any:
        items = world.get("/v1/conflicts?status=open")["items"]
        return {item["session_id"]: item for item in items} if len(items) == 2 else None

    found = until(shown)
    assert {id: (c["ours"]["date"], c["theirs"]["date"]) for id, c in found.items()} == {
        id: (there[id], later) for id in ("tempo", "long")
    }  # fmt: skip
    assert calendar_there(world) == theirs
    for id, whose in (("tempo", "theirs"), ("long", "ours")):
        conflict = found[id]
        world.post(f"/v1/conflicts/{conflict['id']}/resolve", {"keep": whose}, 200, **{"If-Match": f'"{conflict["version"]}"'})
    agreed = {**there, "tempo": later}
    until(lambda: calendar_there(world) == agreed)
    plan = world.get(f"/v1/plans/{world.ids['plan']}")
    assert {s["id"]: s["date"] for s in plan["sessions"]}.items() >= agreed.items()
    assert world.get("/v1/conflicts?status=open")["items"] == []


def test_a_message_that_is_not_proved_leaves_nothing(world: World) -> None:
    world.icu.webhook_secret = "another"
    world.tells({"type": "WELLNESS_UPDATED", "records": [{"id": TODAY.isoformat(), "fatigue": 4}]}, status=401)
    assert world.get(f"/v1/athletes/{world.ids['athlete']}/reports")["items"] == []


def test_messages_about_nobody_we_know_and_of_unknown_kinds_are_taken_and_change_nothing(world: World) -> None:
    world.icu.athlete_id = "i999"
    world.tells({"type": "WELLNESS_UPDATED", "records": [{"id": TODAY.isoformat(), "fatigue": 4}]}, {"type": "NEWS"}, {})
    time.sleep(1)
    assert world.get(f"/v1/athletes/{world.ids['athlete']}/reports")["items"] == []


def test_a_consent_that_was_taken_back_takes_the_access_along(world: World) -> None:
    world.tells({"type": "APP_SCOPE_CHANGED", "scope": "", "deauthorized": True})
    until(lambda: world.get("/v1/connections")["items"] == [])
    assert "connection.lost" in [event["type"] for event in world.get("/v1/events")["items"]]


def test_a_note_that_alarms_counts_at_once_and_the_coach_sees_what_to_ask(world: World) -> None:
    record = {"id": TODAY.isoformat(), "updated": datetime.now(UTC).isoformat(), "comments": "chest felt tight"}
    world.tells({"type": "WELLNESS_UPDATED", "records": [record]})
    (found,) = until(lambda: world.get("/v1/adjustments?status=proposed")["items"])
    assessment = world.get(f"/v1/adjustments/{found['id']}")["adjustment"]["assessment"]
    assert "Q-SAFETY" in assessment["questions"]
