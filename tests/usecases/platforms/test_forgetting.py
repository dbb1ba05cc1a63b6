"""How long what platforms gave is kept, and what goes at once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from service.platforms.base import Incoming
from service.platforms.fake_server import Told
from service.store.tables import ConnectionStatus, InboxStatus
from service.usecases.platforms.connect import disconnect
from service.usecases.platforms.forgetting import forget_platform_events
from service.worker.handlers import handlers
from tests.usecases.platforms.conftest import World, icu_run, strava_run


@pytest.fixture
def world(world: World) -> World:
    world.connect("strava")
    world.connect("intervals_icu")
    return world


def figures_kept(world: World) -> list[dict[str, Any]]:
    """Of every session ever recorded as done, past what is served."""
    with world.services.store.reading(world.club.office) as work:
        kept = work.plans.completions(world.plan().id).values()
        return [json.loads(record.completed) for record in kept if record.completed is not None]


def ran(world: World, provider: str, hour: int) -> None:
    if provider == "strava":
        world.fakes["strava"].activities[str(hour)] = strava_run(hour, world.at(hour))
        world.hears("strava", world.fakes["strava"].message(at=world.clock.now, object_id=hour))
    else:
        event = {"type": "ACTIVITY_UPLOADED", "activity": icu_run(f"i{hour}", world.at(hour))}
        world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([event])))


def gone(world: World, aspect: str = "update") -> Any:
    fake = world.fakes["strava"]
    told = {"object_type": "athlete", "object_id": 134815, "aspect_type": aspect, "updates": {"authorized": "false"}}
    return world.hears("strava", fake.message(at=world.clock.now, **told))


def nightly_for_a_week(world: World) -> None:
    """Clean-ups as they are scheduled, until seven days are over."""
    for _ in range(7):
        world.clock.pass_by(days=1)
        forget_platform_events(world.services)


def test_of_strava_nothing_is_older_than_seven_days_and_the_session_stays_done(world: World) -> None:
    ran(world, "strava", 6)
    assert [figures["source"]["format"] for figures in figures_kept(world)] == ["strava"]
    world.clock.pass_by(days=5)
    forget_platform_events(world.services)
    assert len(world.inbox()) == len(figures_kept(world)) == 1
    world.clock.pass_by(days=-5)
    nightly_for_a_week(world)
    assert (world.inbox(), figures_kept(world)) == ([], [])
    assert world.sessions()["am"]["status"] == "completed"


def test_the_nightly_clean_up_is_what_forgets(world: World) -> None:
    ran(world, "strava", 6)
    world.clock.pass_by(days=7)
    handlers(world.services)["clean-up"]("tick")  # type: ignore[index]
    assert (world.inbox(), figures_kept(world)) == ([], [])


def test_what_others_sent_is_kept_for_a_month_and_their_figures_for_good(world: World) -> None:
    ran(world, "intervals_icu", 6)
    nightly_for_a_week(world)
    assert len(world.inbox()) == 1
    world.clock.pass_by(days=24)
    forget_platform_events(world.services)
    assert world.inbox() == []
    assert [figures["source"]["format"] for figures in figures_kept(world)] == ["intervals_icu"]


def test_what_waits_for_a_person_and_what_is_not_worked_off_is_not_forgotten(world: World) -> None:
    with world.services.store.writing(world.club.office) as work:
        for status in (InboxStatus.CONFIRM, InboxStatus.RECEIVED, InboxStatus.DONE):
            work.inbox.add_once("polar", status.value, kind="x", provider_user_id=None, document="{}", status=status)
    world.clock.pass_by(days=31)
    forget_platform_events(world.services)
    assert {event.status for event in world.inbox()} == {InboxStatus.CONFIRM, InboxStatus.RECEIVED}


def test_consents_that_nobody_came_back_from_are_forgotten(world: World) -> None:
    with world.services.store.writing(world.club.office) as work:
        for name, minutes in (("over", 5), ("open", 90)):
            work.consents.begin(world.athlete_id, "strava", name, "verifier", work.now + timedelta(minutes=minutes))
    world.clock.pass_by(minutes=30)
    forget_platform_events(world.services)
    with world.services.store.reading(world.club.office) as work:
        assert [row[0] for row in work.session.execute(text("SELECT state_hash FROM consents"))] == ["open"]


@pytest.mark.parametrize("aspect", ["update", "delete"])
def test_a_consent_taken_back_takes_stravas_figures_and_events_along(world: World, aspect: str) -> None:
    ran(world, "strava", 6)
    ran(world, "intervals_icu", 17)
    gone(world, aspect)
    assert [figures["source"]["format"] for figures in figures_kept(world)] == ["intervals_icu"]
    assert {event.provider for event in world.inbox() if event.kind != "athlete.deauthorized"} == {"intervals_icu"}
    assert "connection.lost" in world.events()
    assert world.sessions()["am"]["status"] == "completed"


def test_that_the_consent_is_gone_is_heard_although_the_access_was_lost_before(world: World) -> None:
    ran(world, "strava", 6)
    world.fakes["strava"].consent.is_granted = False
    ran(world, "strava", 17)
    assert world.connection("strava").status is ConnectionStatus.LOST
    assert (figures_kept(world), json.loads(world.connection("strava").credentials)) == ([], {})
    ran(world, "strava", 18)
    assert world.inbox()[-1].status is InboxStatus.IGNORED
    (event,) = gone(world)
    assert event.status is InboxStatus.DONE
    with world.services.store.reading(world.club.office) as work:
        assert work.connections.of_user("strava", "134815") is None


def test_that_the_consent_is_gone_is_heard_at_once_although_the_platform_gives_no_tokens_for_now(world: World) -> None:
    world.connect("strava", expires_at=world.clock.now)
    world.servers["strava"].moods.append(Told(503))
    (event,) = gone(world)
    assert event.status is InboxStatus.DONE
    assert world.servers["strava"].asked == []


def test_an_account_given_up_here_takes_the_same_along_and_tells_strava(world: World) -> None:
    ran(world, "strava", 6)
    disconnect(world.services, world.club.office, world.connections["strava"].id)
    assert (world.inbox(), figures_kept(world)) == ([], [])
    assert not world.fakes["strava"].consent.is_granted


def test_an_account_that_was_lost_can_be_given_up_too(world: World) -> None:
    world.fakes["strava"].consent.is_granted = False
    ran(world, "strava", 6)
    disconnect(world.services, world.club.office, world.connections["strava"].id)
    with world.services.store.reading(world.club.office) as work:
        assert work.connections.of_user("strava", "134815") is None
