"""A person says that a session was not done although an account tells so: that stays so, however often the account tells it again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.documents.completions import CompletionDocument
from service.platforms.base import Incoming
from service.usecases.plans.completion import record_completion, take_back_completion
from service.usecases.platforms.forgetting import forget_platform_events
from tests.usecases.platforms.conftest import World, icu_run, polar_run, strava_run


@pytest.fixture
def world(world: World) -> World:
    """The account has told of the morning's run."""
    for provider in ("intervals_icu", "polar", "strava"):
        world.connect(provider)
    world.fakes["polar"].exercises["p1"] = polar_run("p1", world.at(6))
    world.poll("polar")
    assert set(world.done()) == {"am"}
    return world


def take_back(world: World) -> None:
    world.clock.pass_by(seconds=1)
    take_back_completion(world.services, world.club.office, world.athlete_id, "am")


def say(world: World, status: str) -> None:
    world.clock.pass_by(seconds=1)
    said = CompletionDocument.model_validate({"status": status})
    record_completion(world.services, world.club.office, world.athlete_id, "am", said)


def test_what_was_taken_back_does_not_come_back_with_the_next_look_at_the_account(world: World) -> None:
    take_back(world)
    for _ in range(2):
        world.poll("polar")
        world.hears("polar", world.fakes["polar"].message("key", entity_id="p1", timestamp=str(world.clock.now)))
    assert world.done() == {}


def test_nor_by_another_account_that_tells_of_the_same_run(world: World) -> None:
    take_back(world)
    world.fakes["strava"].activities["7"] = strava_run(7, world.at(6, 1))
    world.poll("strava")
    event = {"type": "ACTIVITY_UPLOADED", "activity": icu_run("i7", world.at(6, 2))}
    world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([event])))
    assert world.done() == {}


def test_another_run_of_the_day_still_counts(world: World) -> None:
    take_back(world)
    world.fakes["polar"].exercises["p2"] = polar_run("p2", world.at(17))
    world.poll("polar")
    assert set(world.done()) == {"pm"}


def test_what_a_person_called_skipped_stays_skipped(world: World) -> None:
    say(world, "missed")
    world.poll("polar")
    assert world.sessions()["am"]["status"] == "skipped"


def test_a_person_who_says_that_it_was_done_after_all_takes_the_refusal_back(world: World) -> None:
    take_back(world)
    say(world, "done")
    world.poll("polar")
    assert world.done()["am"]["also_from"] == [{"format": "polar", "external_id": "p1"}]


def test_an_account_that_takes_its_own_word_back_may_tell_it_again(world: World) -> None:
    run = icu_run("i1", world.at(17))
    for event in ({"type": "ACTIVITY_UPLOADED"}, {"type": "ACTIVITY_DELETED"}, {"type": "ACTIVITY_UPDATED"}):
        world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([{**event, "activity": run}])))
    assert set(world.done()) == {"am", "pm"}


def test_what_a_person_said_and_took_back_themselves_refuses_no_account(world: World) -> None:
    said = CompletionDocument.model_validate({"status": "done"})
    record_completion(world.services, world.club.office, world.athlete_id, "pm", said)
    world.clock.pass_by(seconds=1)
    take_back_completion(world.services, world.club.office, world.athlete_id, "pm")
    world.fakes["polar"].exercises["p2"] = polar_run("p2", world.at(17))
    world.poll("polar")
    assert set(world.done()) == {"am", "pm"}


def forgotten_nightly(world: World, days: int) -> Iterator[None]:
    for _ in range(days):
        world.clock.pass_by(days=1)
        forget_platform_events(world.services)
        yield


def refused_of_strava(world: World) -> None:
    world.fakes["strava"].activities["7"] = strava_run(7, world.at(17))
    world.poll("strava")
    assert set(world.done()) == {"am", "pm"}
    world.clock.pass_by(seconds=1)
    take_back_completion(world.services, world.club.office, world.athlete_id, "pm")


def test_nor_once_what_strava_told_of_it_has_to_be_forgotten(world: World) -> None:
    refused_of_strava(world)
    for _ in forgotten_nightly(world, 10):
        world.poll("strava")
        assert set(world.done()) == {"am"}


def test_nor_when_strava_tells_of_a_new_title_long_after(world: World) -> None:
    refused_of_strava(world)
    for _ in forgotten_nightly(world, 10):
        world.hears("strava", world.fakes["strava"].message(at=world.clock.now, object_id=7, aspect_type="update"))
        assert set(world.done()) == {"am"}


def test_what_strava_is_told_of_long_after_it_was_done_still_counts(world: World) -> None:
    world.fakes["strava"].activities["7"] = strava_run(7, world.at(17))
    world.clock.pass_by(days=10)
    world.hears("strava", world.fakes["strava"].message(at=world.clock.now, object_id=7))
    assert set(world.done()) == {"am", "pm"}
