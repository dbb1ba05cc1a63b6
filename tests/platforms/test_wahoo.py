"""Wahoo, against a server with its manners."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.platforms.base import Access, App
from service.platforms.calendars import Clash, Entry, Remote, Wanted
from service.platforms.fake_server import FakeServer, Told
from service.platforms.http import Http, TryLater
from service.platforms.wahoo import Wahoo
from service.platforms.wahoo.fake import FakeWahoo

PLATFORM = Wahoo()
RIDE = {
    "id": 552233, "starts": "2026-03-04T08:00:00Z", "workout_type_id": 0, "workout_token": "pa:plan_1:s-1",
    "workout_summary": {"id": 1, "duration_active_accum": "3540", "duration_total_accum": "3600.0", "distance_accum": "32147.8"},
}  # fmt: skip


@pytest.fixture
def fake() -> FakeWahoo:
    return FakeWahoo(workouts={"552233": RIDE})


@pytest.fixture
def server(fake: FakeWahoo) -> Iterator[FakeServer]:
    with fake.serve() as server:
        yield server


@pytest.fixture
def access(server: FakeServer) -> Iterator[Access]:
    with Http() as http:
        yield Access(http, App(base_url=server.url), {"token": "token-0"}, "13374242")


def understood(fake: FakeWahoo, access: Access, **summary: Any) -> list[Any]:
    return [event for notice in PLATFORM.read(fake.message("token", **summary)) for event in PLATFORM.understand(notice, access)]


def test_a_session_is_fetched_and_numbers_may_be_texts(fake: FakeWahoo, access: Access) -> None:
    (done,) = understood(fake, access, id=1, workout_id=552233)
    assert (done.sport.value, done.moving_s, done.elapsed_s, done.distance_m) == ("bike", 3540, 3600, 32147.8)
    assert (done.local_date, done.plan_external_id) == (None, "pa:plan_1:s-1")


@pytest.mark.parametrize(
    "where", ["https://evil.example/x.fit", "http://cdn.wahooligan.com/x.fit", "https://wahooligan.com.evil.example/x"]
)
def test_a_recording_elsewhere_is_not_fetched(fake: FakeWahoo, server: FakeServer, access: Access, where: str) -> None:
    fake.workouts["552233"] = {**RIDE, "workout_summary": {**RIDE["workout_summary"], "file": {"url": where}}}  # type: ignore[dict-item]
    assert understood(fake, access, id=1, workout_id=552233)
    assert len(server.asked) == 1


def test_a_recording_that_cannot_be_read_takes_nothing_away_and_our_token_stays_here(
    fake: FakeWahoo, server: FakeServer, access: Access
) -> None:
    fake.recordings["/files/x.fit"] = b"no recording"
    summary = {**RIDE["workout_summary"], "file": {"url": f"{server.url}/files/x.fit"}}  # type: ignore[dict-item]
    fake.workouts["552233"] = {**RIDE, "workout_summary": summary}
    (done,) = understood(fake, access, id=1, workout_id=552233)
    assert (done.moving_s, done.scores) == (3540, ())
    assert server.asked[-1].bearer is None


def test_the_same_summary_is_known_again_and_a_changed_one_is_new(fake: FakeWahoo) -> None:
    keys = [
        PLATFORM.read(fake.message("token", **summary))[0].dedupe_key
        for summary in ({"id": 1, "updated_at": "a"}, {"id": 1, "updated_at": "a", "x": 1}, {"id": 1, "updated_at": "b"}, {"id": 1})
    ]
    assert (keys[0], keys[1], len(set(keys))) == ("1|a", "1|a", 3)


def test_what_is_only_planned_is_not_done(fake: FakeWahoo, access: Access) -> None:
    fake.workouts["552233"] = {**RIDE, "workout_summary": None}
    assert understood(fake, access, id=1, workout_id=552233) == []
    assert understood(fake, access, id=1) == []
    assert PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4)) == ()


def test_what_was_missed_is_asked_for(access: Access) -> None:
    assert len(PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))) == 1
    assert PLATFORM.poll(access, date(2026, 3, 5), date(2026, 3, 6)) == ()


def test_what_was_done_is_found_behind_six_weeks_of_what_is_planned(fake: FakeWahoo, access: Access) -> None:
    for day in range(42):
        fake.workouts[str(day)] = {"id": day, "starts": (datetime(2026, 3, 5, 6, tzinfo=UTC) + timedelta(days=day)).isoformat()}
    assert len(PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 5))) == 1


NOTHING_LISTED, NO_PLANS = Told(body={"workouts": [], "total": 0}), Told(body=[])
STEPS = {"steps": [{"type": "repeat", "count": 2, "steps": [{"class": "interval", "end": {"type": "time", "s": 60}},
                                                           {"class": "rest", "end": {"type": "distance", "m": 200}}]}]}  # fmt: skip


def wanted(id: str, day: str, **more: Any) -> Wanted:
    session = {"id": id, "date": day, "sport": "bike", "kind": "easy", "title": "Easy ride", "planned": {"duration_s": 2400}, **more}
    return Wanted(f"pa:plan_1:{id}", session, "Europe/Vienna")


@pytest.fixture
def mine(fake: FakeWahoo) -> dict[str, dict[str, Any]]:
    fake.workouts = {"99": {"id": "99", "name": "Theirs", "updated_at": fake.updated_at}}
    fake.numbers = iter(range(100, 200))
    return fake.workouts


def plan_of(fake: FakeWahoo, id: str) -> Any:
    return json.loads(base64.b64decode(fake.plans[id]["file"].rpartition(",")[2]))


def test_a_session_becomes_a_plan_and_a_workout_on_its_day_and_moves_in_place(
    fake: FakeWahoo, mine: dict[str, dict[str, Any]], access: Access
) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05", structure=STEPS)], [], {}).pushed
    assert mine["101"]["starts"] == "2026-03-05T06:00:00+00:00"
    assert (mine["101"]["workout_token"], mine["101"]["minutes"]) == ("pa:plan_1:s-1", "40")
    assert [part["exit_trigger_value"] for part in plan_of(fake, "100")["intervals"]] == [60, 200, 60, 200]
    (moved,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-06", start_time="18:30")], [], {remote.key: remote}).pushed
    assert (moved.ids["workout"], mine["101"]["starts"]) == ("101", "2026-03-06T17:30:00+00:00")
    assert plan_of(fake, "100")["intervals"] == [{"name": "Easy ride", "exit_trigger_type": "time", "exit_trigger_value": 2400}]
    assert len(mine) == 2


def test_only_what_is_ours_is_taken_away_and_what_is_gone_already_counts_as_taken(
    fake: FakeWahoo, mine: dict[str, dict[str, Any]], access: Access
) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    for _ in range(2):
        assert PLATFORM.publish(access, [], [remote], {remote.key: remote}).removed == (remote.key,)
        assert list(mine) == ["99"]
        assert fake.plans == {}


def test_what_somebody_changed_there_is_left_alone_and_the_rest_is_written(
    fake: FakeWahoo, mine: dict[str, dict[str, Any]], access: Access
) -> None:
    known = {r.key: r for r in PLATFORM.publish(access, [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-06")], [], {}).pushed}
    mine["101"] |= {"name": "By hand", "starts": "2026-03-07T23:30:00Z", "updated_at": "2026-03-04T19:00:00Z"}
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-07"), wanted("s-2", "2026-03-08")], [], known)
    (clash,) = done.in_conflict
    assert (clash.key, [remote.key for remote in done.pushed]) == ("pa:plan_1:s-1", ["pa:plan_1:s-2"])
    assert clash.there is not None
    assert clash.there.entry == Entry("2026-03-08", "By hand", duration_s=2400)
    assert mine["101"]["name"] == "By hand"
    assert PLATFORM.publish(access, [], [known["pa:plan_1:s-1"]], {}).in_conflict == (clash,)
    assert PLATFORM.publish(access, [wanted("s-1", "2026-03-07")], [], {clash.key: clash.there}).in_conflict == ()
    assert mine["101"]["name"] == "Easy ride"


def test_one_that_was_deleted_there_is_named_and_not_written_anew(fake: FakeWahoo, mine: dict[str, dict[str, Any]], access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    del mine["101"]
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: remote})
    assert (done.in_conflict, done.pushed, list(mine)) == ((Clash(remote.key, None),), (), ["99"])


def test_where_plans_are_not_taken_the_session_is_put_on_its_day_without(
    fake: FakeWahoo, mine: dict[str, dict[str, Any]], access: Access
) -> None:
    fake.takes_plans = False
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    assert remote.ids["plan"] is None
    assert "plan_id" not in mine[remote.ids["workout"]]


def test_a_swim_is_not_taken_and_does_not_hold_up_the_ride(mine: dict[str, dict[str, Any]], access: Access) -> None:
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-05", sport="swim"), wanted("s-2", "2026-03-05")], [], {})
    assert done.failed == {"pa:plan_1:s-1": "Wahoo takes rides and runs only."}
    assert [remote.key for remote in done.pushed] == ["pa:plan_1:s-2"]


def test_a_platform_that_is_busy_midway_keeps_what_was_written_and_gets_the_rest_later(
    server: FakeServer, mine: dict[str, dict[str, Any]], access: Access
) -> None:
    server.moods += [NOTHING_LISTED, NO_PLANS, Told(body={"id": "1"}), Told(body={"id": "2"}), Told(429, {}, {"Retry-After": "30"})]
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-06")], [], {})
    assert ([remote.key for remote in done.pushed], set(done.failed), done.again_after_s) == (["pa:plan_1:s-1"], {"pa:plan_1:s-2"}, 30)
    server.moods.append(Told(503))
    with pytest.raises(TryLater):
        PLATFORM.publish(access, [wanted("s-3", "2026-03-05")], [], {})


def test_an_answer_without_an_id_is_no_success(server: FakeServer, access: Access) -> None:
    server.moods += [NOTHING_LISTED, NO_PLANS, Told(body={}), Told(body={})]
    assert set(PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [Remote("x", {"workout": "7"}, None)], {}).failed) == {
        "pa:plan_1:s-1"
    }


def test_times_go_by_the_athletes_own_clock_over_the_change_to_summer_time(mine: dict[str, dict[str, Any]], access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-29")], [], {}).pushed
    assert datetime.fromisoformat(mine[remote.ids["workout"]]["starts"]) == datetime(2026, 3, 29, 5, tzinfo=UTC)


@pytest.mark.parametrize("call", ["POST /v1/plans", "POST /v1/workouts"])
def test_a_session_whose_answer_was_lost_lies_there_once(
    fake: FakeWahoo, mine: dict[str, dict[str, Any]], server: FakeServer, access: Access, call: str
) -> None:
    server.losing.append(call)
    ride = wanted("s-1", "2026-03-05")
    with pytest.raises(TryLater):
        PLATFORM.publish(access, [ride], [], {})
    (remote,) = PLATFORM.publish(access, [ride], [], {}).pushed
    assert {id for id, each in mine.items() if each.get("workout_token") == ride.key} == {remote.ids["workout"]}
    assert list(fake.plans) == [remote.ids["plan"]]
    assert PLATFORM.publish(access, [], [remote], {remote.key: remote}).removed == (remote.key,)
    assert (list(mine), fake.plans) == (["99"], {})


def test_a_session_whose_answer_was_lost_gets_what_the_plan_says_by_now(
    mine: dict[str, dict[str, Any]], server: FakeServer, access: Access
) -> None:
    server.losing.append("POST /v1/workouts")
    with pytest.raises(TryLater):
        PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {})
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-07")], [], {})
    assert (done.in_conflict, [each["starts"][:10] for each in mine.values() if "starts" in each]) == ((), ["2026-03-07"])


def test_a_lost_answer_to_a_change_makes_no_conflict_of_our_own_writing(
    fake: FakeWahoo, mine: dict[str, dict[str, Any]], server: FakeServer, access: Access
) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.updated_at = "2026-03-04T19:00:00Z"
    server.losing.append("PUT /v1/workouts/")
    moved = wanted("s-1", "2026-03-06")
    with pytest.raises(TryLater):
        PLATFORM.publish(access, [moved], [], {remote.key: remote})
    done = PLATFORM.publish(access, [moved], [], {remote.key: remote})
    assert (done.in_conflict, [each.key for each in done.pushed], len(mine)) == ((), [remote.key], 2)


@pytest.mark.parametrize("change", [{"start_time": "18:30"}, {"structure": STEPS}])
def test_a_lost_answer_that_people_cannot_see_is_known_by_all_that_was_sent(
    fake: FakeWahoo, mine: dict[str, dict[str, Any]], access: Access, change: dict[str, Any]
) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.updated_at = "2026-03-04T19:00:00Z"
    for known in (remote, remote):  # what was written the first time was never kept
        done = PLATFORM.publish(access, [wanted("s-1", "2026-03-05", **change)], [], {remote.key: known})
        assert (done.in_conflict, len(mine)) == ((), 2)


def test_another_plan_that_somebody_put_on_the_day_is_not_written_over(mine: dict[str, dict[str, Any]], access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    mine["101"] |= {"plan_id": "7", "updated_at": "2026-03-04T19:00:00Z"}
    (clash,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05", structure=STEPS)], [], {remote.key: remote}).in_conflict
    assert (clash.key, mine["101"]["plan_id"]) == (remote.key, "7")


def test_a_change_that_people_cannot_see_is_not_taken_for_our_own(mine: dict[str, dict[str, Any]], access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    mine["101"] |= {"route_id": 7, "updated_at": "2026-03-04T19:00:00Z"}
    (clash,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: remote}).in_conflict
    assert clash.key == remote.key


@pytest.mark.parametrize("told", [Told(403), Told(body=b"[]"), Told(body={"workouts": [7, {}, {"id": 1}, {"starts": "x", "id": [1]}]})])
def test_a_listing_that_says_nothing_hinders_no_writing(
    server: FakeServer, mine: dict[str, dict[str, Any]], access: Access, told: Told
) -> None:
    server.moods += [told, told]
    assert len(PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed) == 1


def test_while_the_calendar_cannot_be_looked_at_for_being_busy_nothing_new_is_written_blindly(
    server: FakeServer, mine: dict[str, dict[str, Any]], access: Access
) -> None:
    server.moods.append(Told(503))
    with pytest.raises(TryLater):
        PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {})
    assert list(mine) == ["99"]


def two_written(access: Access) -> dict[str, Remote]:
    return {r.key: r for r in PLATFORM.publish(access, [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-06")], [], {}).pushed}


@pytest.mark.parametrize("change", [{"name": "By hand"}, {"starts": "2026-03-09T06:00:00Z"}, {"minutes": "90"}])
def test_what_people_see_changed_there_is_named_though_nothing_is_wanted_of_it(
    mine: dict[str, dict[str, Any]], access: Access, change: dict[str, str]
) -> None:
    known = two_written(access)
    mine["101"] |= {**change, "updated_at": "2026-03-04T19:00:00Z"}
    (clash,) = PLATFORM.publish(access, [], [], known).in_conflict
    assert clash.there is not None
    assert clash.key == "pa:plan_1:s-1"
    assert PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {clash.key: clash.there}).in_conflict == ()


@pytest.mark.parametrize(
    "touch", [{"updated_at": "2026-03-04T19:00:00Z"}, {"minutes": "41"}, {"workout_summary": {"id": 1}, "minutes": "9"}]
)
def test_what_the_platform_itself_has_touched_is_nobodys_change(
    mine: dict[str, dict[str, Any]], access: Access, touch: dict[str, Any]
) -> None:
    known = two_written(access)
    mine["101"] |= touch
    assert PLATFORM.publish(access, [], [], known).in_conflict == ()


def test_one_that_was_deleted_there_is_named_though_nothing_is_wanted_of_it(mine: dict[str, dict[str, Any]], access: Access) -> None:
    known = two_written(access)
    mine["98"] = {"id": "98", "starts": "2026-03-01T06:00:00Z"}
    del mine["103"]
    assert PLATFORM.publish(access, [], [], known).in_conflict == (Clash("pa:plan_1:s-2", None),)


def test_one_that_the_page_does_not_show_is_not_taken_for_deleted(
    fake: FakeWahoo, server: FakeServer, mine: dict[str, dict[str, Any]], access: Access
) -> None:
    known, fake.a_page = two_written(access), 1
    server.asked.clear()
    assert PLATFORM.publish(access, [], [], known).in_conflict == ()
    assert len(server.asked) == 1


def test_one_that_was_done_there_is_never_written_over(mine: dict[str, dict[str, Any]], access: Access) -> None:
    known = two_written(access)
    mine["101"] |= {"workout_summary": {"id": 1}}
    (clash,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-07")], [], known).in_conflict
    assert clash.is_fixed
