"""What somebody has changed in a calendar: shown, never written over, and decided by a coach, over the API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.kit.clock import system_clock
from service.usecases.plans.archive import archive_plan
from tests.support.plain import Json
from tests.support.services import bearing
from tests.usecases.platforms.conftest import World


@dataclass
class Desk:
    """A coach's back office; `there` is the athlete's calendar on the platform, by our session id."""

    world: World
    api: TestClient
    token: str

    def conflicts(self, query: str = "") -> list[Json]:
        answer = self.api.get(f"/v1/conflicts{query}", headers=bearing(self.token))
        assert answer.status_code == 200, answer.text
        items: list[Json] = answer.json()["items"]
        return items

    def only(self) -> Json:
        (item,) = self.conflicts()
        return item

    def keep(self, whose: str, conflict: Json, **headers: str) -> Response:
        tag = {"If-Match": f'"{conflict["version"]}"'}
        path = f"/v1/conflicts/{conflict['id']}/resolve"
        return self.api.post(path, json={"keep": whose}, headers=bearing(self.token) | tag | headers)

    def kept(self, whose: str) -> Json:
        """Decided, and the calendar written."""
        answer = self.keep(whose, self.only())
        assert answer.status_code == 200, answer.text
        decided: Json = answer.json()
        self.world.publish()
        return decided

    def change_there(self, id: str, **changes: Any) -> None:
        self.world.fakes["intervals_icu"].edit_by_hand(self.key(id), **changes)

    def delete_there(self, id: str) -> None:
        events = self.world.fakes["intervals_icu"].events
        for number in [number for number, event in events.items() if event["external_id"] == self.key(id)]:
            del events[number]

    def key(self, id: str) -> str:
        return f"pa:{self.world.plan().id}:{id}"

    def there(self) -> dict[str, tuple[str, str]]:
        events = self.world.fakes["intervals_icu"].events.values()
        return {e["external_id"].split(":")[2]: (str(e["start_date_local"])[:10], e["name"]) for e in events}


@pytest.fixture
def desk(world: World) -> Iterator[Desk]:
    world.connect("intervals_icu")
    world.publish()
    with TestClient(create_app(world.services, BodyLimits(100_000, 5.0)), raise_server_exceptions=False) as api:
        yield Desk(world, api, world.club.head)


MOVED = {"start_date_local": "2026-03-09T00:00:00"}


def test_one_that_was_moved_there_is_shown_with_both_words_and_nothing_is_written_over_it(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.change_plan(fri={"date": "2026-03-07"})
    desk.world.publish()
    found = desk.only()
    told = {name: found[name] for name in ("provider", "session_id", "date", "status", "changed", "can_keep_ours", "is_written")}
    assert told == {
        "provider": "intervals_icu", "session_id": "fri", "date": "2026-03-07", "status": "open", "changed": ["date"],
        "can_keep_ours": True, "is_written": True,
    }  # fmt: skip
    assert (found["ours"]["date"], found["theirs"]["date"], found["title"]) == ("2026-03-07", "2026-03-09", found["ours"]["title"])
    assert found["since"] == found["updated_at"]
    assert desk.there()["fri"][0] == "2026-03-09"
    assert desk.world.events().count("plan.changed_remotely") == 1


def test_it_is_shown_though_the_plan_wanted_nothing_else_there(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    assert (desk.only()["session_id"], desk.only()["changed"]) == ("fri", ["date"])


def test_ours_is_written_over_theirs_and_the_conflict_does_not_come_back(desk: Desk) -> None:
    before = desk.there()
    desk.change_there("fri", name="With the group", **MOVED)
    desk.world.publish()
    assert desk.kept("ours")["status"] == "ours"
    assert desk.there() == before
    for _ in range(2):
        desk.world.publish()
    assert [(item["status"], item["is_written"]) for item in desk.conflicts()] == [("ours", True)]
    assert desk.conflicts("?status=open") == []


def test_a_decision_orders_the_writing(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    before = len([job for job in list_open(desk.world.services.store.engine) if job.job.kind is JobKind.PUBLISH_PLAN])
    assert desk.keep("ours", desk.only()).status_code == 200
    after = [job for job in list_open(desk.world.services.store.engine) if job.job.kind is JobKind.PUBLISH_PLAN]
    assert len(after) == before + 1


def test_ours_is_not_written_over_what_was_changed_once_more_after_the_coach_had_looked(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    seen = desk.only()
    assert desk.keep("ours", seen).status_code == 200
    desk.world.fakes["intervals_icu"].clock = lambda: system_clock() + timedelta(minutes=1)
    desk.change_there("fri", start_date_local="2026-03-10T00:00:00")
    desk.world.publish()
    assert (desk.only()["status"], desk.only()["theirs"]["date"], desk.there()["fri"][0]) == ("open", "2026-03-10", "2026-03-10")
    assert desk.world.events().count("plan.changed_remotely") == 2


def test_theirs_becomes_the_next_version_of_the_plan_where_it_is_another_day(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    decided = desk.kept("theirs")
    assert (decided["status"], decided["is_written"]) == ("theirs", True)
    assert desk.world.sessions()["fri"]["date"] == "2026-03-09"
    assert desk.world.plan().version == 2
    assert desk.there()["fri"][0] == "2026-03-09"
    assert desk.conflicts("?status=open") == []
    assert "plan.version_created" in desk.world.events()
    desk.world.change_plan(fri={"date": "2026-03-10"})
    desk.world.publish()
    assert desk.there()["fri"][0] == "2026-03-10"


def test_theirs_takes_the_session_out_of_the_plan_where_it_was_deleted(desk: Desk) -> None:
    desk.delete_there("fri")
    desk.world.change_plan(fri={"date": "2026-03-07"})
    desk.world.publish()
    assert (desk.only()["theirs"], desk.only()["date"], "fri" in desk.there()) == (None, "2026-03-07", False)
    assert desk.kept("theirs")["is_written"]
    assert "fri" not in desk.world.sessions()
    assert "fri" not in desk.there()


def test_ours_comes_back_where_it_was_deleted(desk: Desk) -> None:
    desk.delete_there("fri")
    desk.world.publish()
    desk.kept("ours")
    assert "fri" in desk.there()
    desk.world.publish()
    assert desk.conflicts("?status=open") == []


def test_theirs_is_left_alone_and_not_written_any_more_where_no_plan_could_say_it(desk: Desk) -> None:
    name = desk.there()["fri"][1]
    desk.change_there("fri", name="With the group")
    desk.world.publish()
    assert desk.only()["changed"] == ["title"]
    decided = desk.kept("theirs")
    assert (decided["is_written"], desk.world.plan().version) == (False, 1)
    desk.world.change_plan(fri={"date": "2026-03-07"})
    desk.world.publish()
    assert (desk.there()["fri"], desk.conflicts("?status=open")) == (("2026-03-06", "With the group"), [])
    desk.kept("ours")
    assert desk.there()["fri"] == ("2026-03-07", name)


def test_what_was_moved_and_renamed_there_is_moved_here_and_left_to_them(desk: Desk) -> None:
    desk.change_there("fri", name="With the group", **MOVED)
    desk.world.publish()
    assert not desk.kept("theirs")["is_written"]
    assert desk.world.sessions()["fri"]["date"] == "2026-03-09"
    assert desk.there()["fri"] == ("2026-03-09", "With the group")


def test_what_the_plan_wants_there_no_more_is_taken_away_or_left(desk: Desk) -> None:
    desk.change_there("fri", name="With the group")
    desk.world.change_plan(fri={"status": "cancelled"})
    desk.world.publish()
    assert (desk.only()["ours"], desk.only()["date"]) == (None, "2026-03-06")
    for whose, left in (("theirs", True), ("ours", False)):
        assert desk.kept(whose)["status"] == whose
        assert ("fri" in desk.there()) is left
        assert desk.world.sessions()["fri"]["status"] == "cancelled"


def test_theirs_of_a_plan_that_is_followed_no_more_is_left_alone(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    plan = desk.world.plan()
    with desk.world.services.store.writing(desk.world.club.office) as work:
        work.athletes.follow(desk.world.athlete_id, None)
    archive_plan(desk.world.services, desk.world.club.office, plan.id, plan.revision)
    assert not desk.keep("theirs", desk.only()).json()["is_written"]


def test_a_session_that_was_done_is_no_conflict_however_the_platform_touches_it(desk: Desk) -> None:
    desk.world.change_plan(am={"status": "completed"})
    desk.change_there("am", name="Morning run")
    desk.world.publish()
    assert (desk.conflicts(), desk.there()["am"][1]) == ([], "Morning run")


def test_a_decision_is_made_once_and_only_on_what_was_seen(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    seen = desk.only()
    assert desk.keep("ours", {**seen, "version": 99}).status_code == 412
    first = desk.keep("ours", seen, **{"Idempotency-Key": "k"})
    again = desk.keep("ours", seen, **{"Idempotency-Key": "k"})
    assert (first.status_code, again.status_code, again.headers["Idempotency-Replayed"]) == (200, 200, "true")
    assert first.json() == again.json()
    assert desk.keep("ours", seen).status_code == 412
    assert desk.keep("ours", first.json()).json() == first.json()
    assert desk.keep("theirs", first.json()).status_code == 409
    assert audit_of(desk).count("conflict.resolved") == 1


def test_theirs_that_is_in_the_plan_is_changed_by_editing_the_plan(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    decided = desk.keep("theirs", desk.only()).json()
    assert desk.keep("ours", decided).status_code == 409


def test_conflicts_are_listed_by_athlete_platform_and_state_in_pages(desk: Desk) -> None:
    for id in ("am", "fri", "sun"):
        desk.change_there(id, name=f"By hand {id}")
        desk.world.publish()
    assert [item["session_id"] for item in desk.conflicts()] == ["sun", "fri", "am"]
    assert desk.conflicts("?athlete_id=nobody") == desk.conflicts("?provider=garmin") == []
    assert len(desk.conflicts(f"?athlete_id={desk.world.athlete_id}&provider=intervals_icu&status=open")) == 3
    since = desk.conflicts()[0]["updated_at"].replace("+", "%2B")
    assert [item["session_id"] for item in desk.conflicts(f"?updated_since={since}")] == ["sun"]
    first = desk.api.get("/v1/conflicts?limit=2", headers=bearing(desk.token)).json()
    rest = desk.conflicts(f"?limit=2&cursor={first['next_cursor']}")
    assert [item["session_id"] for item in [*first["items"], *rest]] == ["sun", "fri", "am"]


def test_an_open_conflict_tells_what_lies_there_now_and_the_old_version_counts_no_more(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    before = desk.only()
    desk.change_there("fri", start_date_local="2026-03-10T00:00:00")
    desk.world.publish()
    now = desk.only()
    assert (now["theirs"]["date"], now["since"]) == ("2026-03-10", before["since"])
    assert now["version"] > before["version"]
    assert desk.keep("theirs", before).status_code == 412


def test_who_may_not_decide_may_still_look(desk: Desk) -> None:
    desk.change_there("fri", **MOVED)
    desk.world.publish()
    seen = desk.only()
    answer = desk.api.get(f"/v1/conflicts/{seen['id']}", headers=bearing(desk.token))
    assert (answer.json(), answer.headers["ETag"]) == (seen, f'"{seen["version"]}"')
    desk.token = desk.world.club.tokens[1]  # not this athlete's coach
    assert (desk.conflicts(), desk.keep("ours", seen).status_code) == ([], 404)


def test_what_never_was_in_conflict_is_none(desk: Desk) -> None:
    with desk.world.services.store.reading(desk.world.club.office) as work:
        row = work.remote_sessions.of_connection(desk.world.connection("intervals_icu").id)[desk.key("fri")]
    assert desk.api.get(f"/v1/conflicts/{row.id}", headers=bearing(desk.token)).status_code == 404


def audit_of(desk: Desk) -> list[str]:
    with desk.world.services.store.reading(desk.world.club.office) as work:
        return [entry.action for entry in work.audit.list(limit=100)]
