"""An athlete with a plan and accounts with several platforms that stand in, on each kind of database in turn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from service.platforms.base import App
from service.platforms.fake_server import FakeServer
from service.platforms.garmin.fake import FakeGarmin
from service.platforms.intervals_icu.fake import FakeIntervals
from service.platforms.outside import Outside
from service.platforms.polar.fake import FakePolar
from service.platforms.strava.fake import FakeStrava
from service.platforms.suunto.fake import API_KEY, FakeSuunto
from service.platforms.trainingpeaks.fake import FakeTrainingPeaks
from service.platforms.wahoo.fake import FakeWahoo
from service.store import engine as database
from service.store.repositories.connections import ConnectionRecord
from service.store.repositories.inbox import InboxRecord
from service.store.repositories.plans import NewVersion, PlanRecord
from service.store.tables import Origin
from service.usecases.plans.versions import keep_first
from service.usecases.platforms.poll import poll_connection
from service.usecases.platforms.process import process_event
from service.usecases.platforms.publish import publish_plan
from service.usecases.platforms.receive import as_json
from service.usecases.services import Services
from tests.support.plain import Json, plain_plan, plain_session
from tests.support.services import Club, SteppingClock

Save = Callable[[Session], None]
USERS = {"intervals_icu": "i641775", "polar": "475", "strava": "134815", "suunto": "johndoe123", "wahoo": "13374242",
         "trainingpeaks": "54321", "garmin": "4aacafe8"}  # fmt: skip
TOKENS: Mapping[str, str] = {"intervals_icu": "icu-token"}
PLAN = plain_plan(
    plain_session("2026-03-04", "am", planned={"duration_s": 2700}, part_of_day="am"),
    plain_session("2026-03-04", "pm", planned={"duration_s": 2700}, part_of_day="evening"),
    plain_session("2026-03-06", "fri", kind="interval", planned={"duration_s": 3600}),
    plain_session("2026-03-08", "sun", kind="long", planned={"duration_s": 5400}),
)


@dataclass
class World:
    services: Services
    club: Club
    clock: SteppingClock
    fakes: Mapping[str, Any]
    servers: Mapping[str, FakeServer]
    athlete_id: str = ""
    connections: dict[str, ConnectionRecord] = field(default_factory=dict)

    def save(self, save: Save | None) -> bool:
        """What ends a job; whether there was anything to do."""
        self.clock.pass_by(seconds=1)
        if save is not None:
            with database.writing(self.services.store.engine, None) as session:
                save(session)
        return save is not None

    def connect(self, provider: str, *, expires_at: datetime | None = None) -> ConnectionRecord:
        token = TOKENS.get(provider, "token-0")
        credentials = json.dumps({"token": token, "refresh_token": "refresh-0", "user_id": USERS[provider]})
        with self.services.store.writing(self.club.office) as work:
            made = work.connections.connect(
                self.athlete_id, provider, USERS[provider], granted="all", credentials=credentials, expires_at=expires_at
            )
        self.connections[provider] = made
        return made

    def connection(self, provider: str) -> ConnectionRecord:
        with self.services.store.reading(self.club.office) as work:
            return work.connections.get(self.connections[provider].id)

    def hears(self, provider: str, incoming: Any) -> list[InboxRecord]:
        """A proved message goes through the inbox."""
        from service.platforms.registry import PLATFORMS  # noqa: PLC0415

        ids = []
        with self.services.store.writing(self.club.office) as work:
            for notice in PLATFORMS[provider].read(incoming):
                id = work.inbox.add_once(
                    provider, notice.dedupe_key, kind=notice.kind, provider_user_id=notice.user_id, document=as_json(notice)
                )
                ids += [id] if id is not None else []
        for id in ids:
            self.process(id)
        return [event for event in self.inbox() if event.id in ids]

    def process(self, id: str) -> bool:
        return self.save(process_event(self.services, self.club.org_id, id))

    def poll(self, provider: str) -> bool:
        return self.save(poll_connection(self.services, self.club.org_id, self.connections[provider].id))

    def publish(self, provider: str = "intervals_icu") -> bool:
        return self.save(publish_plan(self.services, self.club.org_id, self.connections[provider].id))

    def inbox(self) -> list[InboxRecord]:
        with self.services.store.reading(self.club.office) as work:
            ids = [row[0] for row in work.session.execute(text("SELECT id FROM inbox ORDER BY id"))]
            return [work.inbox.get(id) for id in ids]

    def reports(self) -> list[Json]:
        """As they stand, with every amendment."""
        with self.services.store.reading(self.club.office) as work:
            return [json.loads(row.document) for row in work.reports.since(self.athlete_id, datetime(2000, 1, 1, tzinfo=UTC))]

    def plan(self) -> PlanRecord:
        with self.services.store.reading(self.club.office) as work:
            plan_id = work.athletes.get(self.athlete_id).current_plan_id
            assert plan_id is not None
            return work.plans.get(plan_id)

    def sessions(self) -> dict[str, Json]:
        """As the plan is served."""
        return {session["id"]: session for session in json.loads(self.plan().document)["sessions"]}

    def done(self) -> dict[str, Json]:
        """Figures of the sessions that are done."""
        return {id: session.get("completed", {}) for id, session in self.sessions().items() if session.get("status") == "completed"}

    def change_plan(self, **by_session: Mapping[str, Any]) -> None:
        plan = self.plan()
        document = json.loads(plan.document)
        document["sessions"] = [{**s, **by_session.get(s["id"], {})} for s in document["sessions"]]
        written = json.dumps(document).encode()
        with self.services.store.writing(self.club.office) as work:
            work.plans.add_version(work.plans.get(plan.id), NewVersion("Plan", Origin.EDIT, written, written))

    def events(self) -> list[str]:
        with self.services.store.reading(self.club.office) as work:
            return [event.type for event in work.events.after(0, 1000)]

    def at(self, hour: int, minute: int = 0) -> datetime:
        """An instant of the day that the tests take place on."""
        return self.clock.now.replace(hour=hour, minute=minute, second=0, microsecond=0)


@pytest.fixture
def world(services: Services, club: Club, clock: SteppingClock) -> Iterator[World]:
    fakes = {"intervals_icu": FakeIntervals(), "polar": FakePolar(), "strava": FakeStrava(), "suunto": FakeSuunto(),
             "wahoo": FakeWahoo(), "trainingpeaks": FakeTrainingPeaks(), "garmin": FakeGarmin()}  # fmt: skip
    with ExitStack() as stack:
        servers = {name: stack.enter_context(fake.serve()) for name, fake in fakes.items()}  # type: ignore[attr-defined]
        outside = Outside({name: App("id", "secret", server.url, "https://example.org/back", API_KEY) for name, server in servers.items()})
        stack.callback(outside.http.close)
        world = World(replace(services, outside=outside), club, clock, fakes, servers)
        document = json.dumps(PLAN).encode()
        with services.store.writing(club.office) as work:
            world.athlete_id = work.athletes.create(name="Eva", timezone="Europe/Vienna", profile="{}").id
            keep_first(work, world.athlete_id, NewVersion("Plan", Origin.IMPORT, document, document), ref=None)
        yield world


def polar_run(id: str, started: datetime, minutes: int = 45, **more: Any) -> Json:
    local = started + timedelta(hours=1)
    return {"id": id, "start_time": local.isoformat()[:19], "start_time_utc_offset": 60, "duration": f"PT{minutes}M", "distance": 8000,
            "sport": "RUNNING", **more}  # fmt: skip


def strava_run(id: int, started: datetime, minutes: int = 45) -> Json:
    local = started + timedelta(hours=1)
    return {"id": id, "sport_type": "Run", "start_date": f"{started.isoformat()[:19]}Z", "start_date_local": f"{local.isoformat()[:19]}Z",
            "moving_time": minutes * 60, "elapsed_time": minutes * 60 + 60}  # fmt: skip


def icu_run(id: str, started: datetime, minutes: int = 45, **more: Any) -> Json:
    local = started + timedelta(hours=1)
    return {"id": id, "type": "Run", "start_date": f"{started.isoformat()[:19]}Z", "start_date_local": local.isoformat()[:19],
            "moving_time": minutes * 60, "elapsed_time": minutes * 60 + 60, "distance": 8010, **more}  # fmt: skip
