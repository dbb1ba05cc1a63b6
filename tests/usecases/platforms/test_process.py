"""What becomes of a message: stored once, ignored, or put off, and never an error for the platform."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.platforms.base import Incoming
from service.platforms.fake_server import Told
from service.platforms.http import TryLater
from service.store.tables import InboxStatus
from tests.usecases.platforms.conftest import World, polar_run


@pytest.fixture
def world(world: World) -> World:
    world.connect("polar")
    world.connect("intervals_icu")
    return world


def icu(world: World, *events: dict[str, Any]) -> list[InboxStatus]:
    return [event.status for event in world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message(events)))]


def test_a_user_whom_nobody_here_knows_is_ignored(world: World) -> None:
    (event,) = world.hears("polar", world.fakes["polar"].message("key", user_id=999, entity_id="x"))
    assert (event.status, event.athlete_id) == (InboxStatus.IGNORED, None)
    assert world.servers["polar"].asked == []


@pytest.mark.parametrize("kind", ["NEWS", "SLEEP", "CONTINUOUS_HEART_RATE"])
def test_a_kind_that_means_nothing_is_ignored_and_costs_no_call(world: World, kind: str) -> None:
    (event,) = world.hears("polar", world.fakes["polar"].message("key", event=kind, entity_id="x"))
    assert (event.status, world.servers["polar"].asked) == (InboxStatus.IGNORED, [])


def test_the_same_message_again_is_the_same_event_and_a_settled_one_is_left_alone(world: World) -> None:
    world.fakes["polar"].exercises["x"] = polar_run("x", world.at(6))
    message = world.fakes["polar"].message("key", entity_id="x")
    (event,) = world.hears("polar", message)
    assert event.status is InboxStatus.DONE
    assert world.hears("polar", message) == []
    assert not world.process(event.id)
    assert len(world.servers["polar"].asked) == 1


def test_a_session_that_was_deleted_before_it_was_told_of_ends_as_it_is_there(world: World) -> None:
    gone = {"type": "ACTIVITY_DELETED", "timestamp": "2", "activity": {"id": "i1"}}
    assert icu(world, gone) == [InboxStatus.DONE]
    assert world.done() == {}


def test_one_that_is_not_there_any_more_is_ignored(world: World) -> None:
    (event,) = world.hears("polar", world.fakes["polar"].message("key", entity_id="gone"))
    assert event.status is InboxStatus.IGNORED


@pytest.mark.parametrize("told", [Told(503), Told(503, {}, {"Retry-After": "60"}), Told(200, b"<html>")])
def test_a_platform_that_is_busy_puts_the_message_off(world: World, told: Told) -> None:
    world.fakes["polar"].exercises["x"] = polar_run("x", world.at(6))
    world.servers["polar"].moods.append(told)
    with pytest.raises(TryLater):
        world.hears("polar", world.fakes["polar"].message("key", entity_id="x"))
    (waiting,) = world.inbox()
    assert waiting.status is InboxStatus.RECEIVED
    world.process(waiting.id)
    assert set(world.done()) == {"am"}


@pytest.mark.parametrize(
    ("headers", "after_s"), [({"Retry-After": "90"}, 90), ({"RateLimit-Reset": "300"}, 300), ({"Retry-After": "soon"}, 900), ({}, 900)]
)
def test_one_that_counts_calls_is_asked_again_when_it_wants_it_and_not_before(world: World, headers: dict[str, str], after_s: int) -> None:
    world.fakes["polar"].exercises["x"] = polar_run("x", world.at(6))
    world.servers["polar"].moods.append(Told(429, {}, headers))
    (waiting,) = world.hears("polar", world.fakes["polar"].message("key", entity_id="x"))
    assert waiting.status is InboxStatus.RECEIVED
    (again,) = list_open(world.services.store.engine)
    at = world.clock.now + timedelta(seconds=after_s - 1)
    assert (again.job.kind, again.job.ids) == (JobKind.PROCESS_EVENT, (world.club.org_id, waiting.id))
    assert again.job.key == f"{waiting.id}.{at:%Y%m%d%H%M%S}"
    world.process(waiting.id)
    assert set(world.done()) == {"am"}


def test_after_three_days_of_it_the_message_is_given_up_like_any_other_job(world: World) -> None:
    world.servers["polar"].moods += [Told(429), Told(429)]
    (waiting,) = world.hears("polar", world.fakes["polar"].message("key", entity_id="x"))
    world.clock.pass_by(days=3, seconds=1)
    with pytest.raises(TryLater):
        world.process(waiting.id)


def test_the_day_again_with_the_same_words_is_no_new_report_though_its_time_has_moved(world: World) -> None:
    def day(hour: int, **more: Any) -> dict[str, Any]:
        record = {"id": "2026-03-04", "updated": world.at(hour).isoformat(), "soreness": 3, **more}
        return {"type": "WELLNESS_UPDATED", "timestamp": str((hour, more)), "records": [record]}

    icu(world, day(6), day(9, ctl=18.2), day(12, hrv=60))
    assert len(world.reports()) == 1
    icu(world, day(13, soreness=4))
    assert [report["soreness"] for report in world.reports()] == [7, 10]
