"""The plan in the athlete's calendar there: moved, taken away, changed by another hand, refused in part."""

from __future__ import annotations

import json

import pytest

from service.platforms.fake_server import Told
from service.platforms.http import TryLater
from tests.usecases.platforms.conftest import World


@pytest.fixture
def world(world: World) -> World:
    world.connect("intervals_icu")
    return world


def there(world: World) -> dict[str, str]:
    """Dates by our session id."""
    return {e["external_id"].split(":")[2]: str(e["start_date_local"])[:10] for e in world.fakes["intervals_icu"].events.values()}


def writes(world: World) -> int:
    return sum(asked.method != "GET" for asked in world.servers["intervals_icu"].asked)


def test_what_is_to_come_lies_there_once_however_often_it_is_written(world: World) -> None:
    world.publish()
    assert there(world) == {"am": "2026-03-04", "pm": "2026-03-04", "fri": "2026-03-06", "sun": "2026-03-08"}
    before = writes(world)
    world.publish()
    assert (writes(world), len(there(world))) == (before, 4)


def test_a_session_that_moves_here_moves_there_and_only_that_one_is_written(world: World) -> None:
    world.publish()
    world.servers["intervals_icu"].asked.clear()
    world.change_plan(fri={"date": "2026-03-07"})
    world.publish()
    assert there(world)["fri"] == "2026-03-07"
    written = [event for asked in world.servers["intervals_icu"].asked if asked.method == "POST" for event in asked.json()]
    assert [event["external_id"].split(":")[2] for event in written] == ["fri"]


def test_a_session_that_is_cancelled_here_is_taken_away_there_and_what_is_not_ours_stays(world: World) -> None:
    world.publish()
    world.fakes["intervals_icu"].events[99] = {"id": 99, "external_id": "theirs:a:b", "start_date_local": "2026-03-06T00:00:00"}
    world.change_plan(fri={"status": "cancelled"})
    world.publish()
    assert set(there(world)) == {"am", "pm", "sun", "b"}


def test_what_somebody_changed_there_is_left_alone_and_told_once(world: World) -> None:
    world.publish()
    key = f"pa:{world.plan().id}:fri"
    world.fakes["intervals_icu"].edit_by_hand(key, name="With the group", start_date_local="2026-03-09T00:00:00")
    world.change_plan(fri={"date": "2026-03-07"}, sun={"date": "2026-03-10"})
    for _ in range(2):
        world.publish()
    assert (there(world)["fri"], there(world)["sun"]) == ("2026-03-09", "2026-03-10")
    assert world.events().count("plan.changed_remotely") == 1


def test_what_somebody_changed_there_is_not_taken_away_either(world: World) -> None:
    world.publish()
    world.fakes["intervals_icu"].edit_by_hand(f"pa:{world.plan().id}:fri", name="With the group")
    world.change_plan(fri={"status": "cancelled"})
    world.publish()
    assert "fri" in there(world)


def test_what_is_refused_is_noted_for_the_coach_and_written_with_the_next_change(world: World) -> None:
    world.servers["intervals_icu"].moods.append(Told(422, {}))
    world.publish()
    assert there(world) == {}
    assert "4 sessions were not taken" in (world.connection("intervals_icu").error or "")
    world.publish()
    assert len(there(world)) == 4


def test_a_calendar_that_we_were_not_given_is_noted_for_the_coach_and_ends_the_job(world: World) -> None:
    world.publish()
    world.fakes["intervals_icu"].events.clear()
    world.servers["intervals_icu"].moods.append(Told(403, {}))
    world.publish()
    assert (there(world), world.connection("intervals_icu").error) == ({}, "The platform answered 403.")


@pytest.mark.parametrize("told", [Told(503), Told(429, {}, {"Retry-After": "5"})])
def test_a_platform_that_is_busy_is_written_to_again_and_nothing_lies_there_twice(world: World, told: Told) -> None:
    world.servers["intervals_icu"].moods.append(told)
    with pytest.raises(TryLater):
        world.publish()
    world.publish()
    assert len(there(world)) == len(world.fakes["intervals_icu"].events) == 4


def test_an_access_that_is_gone_is_told_and_nothing_is_written_any_more(world: World) -> None:
    world.publish()
    world.fakes["intervals_icu"].is_connected = False
    world.change_plan(fri={"date": "2026-03-07"})
    world.publish()
    assert "connection.lost" in world.events()
    assert json.loads(world.connection("intervals_icu").credentials) == {}
    assert not world.publish()
