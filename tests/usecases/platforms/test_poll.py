"""Accounts are asked for what got lost: once a day, a week back, and never twice for the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.platforms.fake_server import Told
from service.platforms.http import TryLater
from service.store.tables import ConnectionStatus
from service.usecases.platforms.poll import poll_platforms
from tests.usecases.platforms.conftest import World, icu_run, strava_run


@pytest.fixture
def world(world: World) -> World:
    world.connect("strava")
    world.connect("intervals_icu")
    return world


def test_a_message_that_got_lost_is_found_and_found_again_changes_nothing(world: World) -> None:
    world.fakes["intervals_icu"].activities["i1"] = icu_run("i1", world.at(6), feel=5)
    world.fakes["intervals_icu"].wellness["2026-03-04"] = {"id": "2026-03-04", "fatigue": 4}
    world.poll("intervals_icu")
    assert (set(world.done()), len(world.reports())) == ({"am"}, 2)
    revision = world.plan().revision
    for _ in range(2):
        world.clock.pass_by(hours=1)
        world.poll("intervals_icu")
    assert (world.plan().revision, len(world.reports())) == (revision, 2)


def test_what_was_heard_by_message_is_not_counted_again(world: World) -> None:
    world.fakes["strava"].activities["360"] = strava_run(360, world.at(6))
    world.hears("strava", world.fakes["strava"].message(at=world.clock.now, object_id=360))
    world.poll("strava")
    assert [id for id, session in world.sessions().items() if session.get("status") == "completed"] == ["am"]


def test_the_week_before_is_asked_for(world: World) -> None:
    world.poll("intervals_icu")
    assert {(asked.query["oldest"], asked.query["newest"]) for asked in world.servers["intervals_icu"].asked} == {
        ("2026-02-25", "2026-03-05")
    }


def test_strava_is_asked_for_no_more_days_than_its_word_is_kept(world: World) -> None:
    world.poll("strava")
    (asked,) = world.servers["strava"].asked
    since, until = (datetime.fromtimestamp(int(asked.query[name]), UTC).date().isoformat() for name in ("after", "before"))
    assert (since, until) == ("2026-02-28", "2026-03-06")


def test_each_account_is_asked_once_a_day_and_none_that_is_lost(world: World) -> None:
    assert poll_platforms(world.services) == 2
    assert poll_platforms(world.services) == 2  # ordered again and taken for the same
    waiting = [record.job.ids[1] for record in list_open(world.services.store.engine) if record.job.kind is JobKind.POLL_CONNECTION]
    assert sorted(waiting) == sorted(connection.id for connection in world.connections.values())
    world.poll("strava")
    assert poll_platforms(world.services) == 1
    world.clock.pass_by(hours=23)
    assert poll_platforms(world.services) == 2
    with world.services.store.writing(world.club.office) as work:
        work.connections.lose(world.connections["strava"].id, "gone")
    assert poll_platforms(world.services) == 1


def test_a_platform_that_counts_calls_is_asked_later_and_the_account_still_waits(world: World) -> None:
    world.servers["strava"].moods.append(Told(429, {}, {"Retry-After": "900"}))
    assert world.poll("strava")
    assert world.connection("strava").polled_at is None
    (again,) = list_open(world.services.store.engine)
    assert (again.job.kind, again.job.ids[1]) == (JobKind.POLL_CONNECTION, world.connections["strava"].id)
    assert again.job.key.endswith(".20260304181500")
    world.servers["strava"].moods.append(Told(503))
    with pytest.raises(TryLater):
        world.poll("strava")


def test_one_that_says_no_is_noted_for_the_coach_and_stays_connected(world: World) -> None:
    world.servers["strava"].moods.append(Told(403, {}))
    world.poll("strava")
    assert (world.connection("strava").status, world.connection("strava").error) == (ConnectionStatus.ACTIVE, "The platform answered 403.")


def test_an_account_that_is_given_up_meanwhile_is_left_alone(world: World) -> None:
    with world.services.store.writing(world.club.office) as work:
        work.connections.remove(world.connections["strava"].id)
    assert not world.poll("strava")


def test_what_comes_within_reach_is_written_though_the_plan_stays_as_it_is(world: World) -> None:
    world.change_plan(sun={"date": "2026-04-20"})
    world.publish()
    calendar = world.fakes["intervals_icu"].events
    assert len(calendar) == 3
    world.clock.pass_by(days=6)
    poll_platforms(world.services)
    poll_platforms(world.services)
    ordered = [record.job.ids for record in list_open(world.services.store.engine) if record.job.kind is JobKind.PUBLISH_PLAN]
    assert ordered == [(world.club.org_id, world.connections["intervals_icu"].id)]
    world.publish()
    assert [event["start_date_local"][:10] for event in calendar.values()][-1] == "2026-04-20"
