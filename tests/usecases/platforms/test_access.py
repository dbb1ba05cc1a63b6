"""Tokens: renewed in time, by one at a time, and gone when the consent is gone."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest

from service.platforms.fake_server import Told
from service.platforms.http import AccessLost, TryLater
from service.store.tables import ConnectionStatus
from service.usecases.platforms.access import RENEWAL_TAKES, access_to, scope_of
from tests.usecases.platforms.conftest import World, strava_run


@pytest.fixture
def world(world: World) -> World:
    world.connect("strava", expires_at=world.clock.now + timedelta(minutes=4))
    return world


def token(world: World) -> str:
    """What a job would call with now."""
    scope = scope_of(world.club.org_id, "strava", world.services)
    return access_to(world.services, scope, world.connection("strava")).credentials["token"]


def renewals(world: World) -> int:
    return sum(asked.path == "/oauth/token" for asked in world.servers["strava"].asked)


def test_a_token_that_is_about_to_end_is_renewed_and_kept_before_it_is_used(world: World) -> None:
    assert token(world) == "token-1"
    kept = json.loads(world.connection("strava").credentials)
    assert (kept["token"], kept["refresh_token"], renewals(world)) == ("token-1", "refresh-1", 1)
    assert (token(world), renewals(world)) == ("token-1", 1)


def test_a_token_that_lasts_is_used_as_it_is(world: World) -> None:
    world.connect("strava", expires_at=world.clock.now + timedelta(minutes=6))
    assert (token(world), renewals(world)) == ("token-0", 0)


def test_many_at_once_renew_once_and_nobody_takes_the_consent_for_gone(world: World) -> None:
    world.servers["strava"].delay_s = 0.3
    ends: list[str] = []

    def one() -> None:
        try:
            ends.append(token(world))
        except (TryLater, AccessLost) as error:
            ends.append(error.code)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert renewals(world) == 1
    assert set(ends) <= {"token-1", "platform-try-later"}
    assert ends.count("token-1") >= 1
    assert (token(world), world.connection("strava").status) == ("token-1", ConnectionStatus.ACTIVE)


def test_who_died_while_renewing_holds_up_the_others_for_a_minute(world: World) -> None:
    with world.services.store.writing(world.club.office) as work:
        assert work.connections.claim_renewal(world.connections["strava"].id, work.now + RENEWAL_TAKES)
    with pytest.raises(TryLater):
        token(world)
    world.clock.pass_by(seconds=RENEWAL_TAKES.total_seconds())
    assert token(world) == "token-1"


def test_a_platform_that_is_busy_is_asked_again_and_nothing_is_lost(world: World) -> None:
    world.servers["strava"].moods.append(Told(503))
    with pytest.raises(TryLater):
        token(world)
    assert world.connection("strava").status is ConnectionStatus.ACTIVE
    assert token(world) == "token-1"


def test_a_consent_that_is_gone_is_found_out_while_renewing(world: World) -> None:
    world.fakes["strava"].consent.is_granted = False
    world.fakes["strava"].activities["6"] = strava_run(6, world.at(6))
    world.hears("strava", world.fakes["strava"].message(at=world.clock.now, object_id=6))
    lost = world.connection("strava")
    assert (lost.status, json.loads(lost.credentials)) == (ConnectionStatus.LOST, {})
    assert "connect anew" in (lost.error or "")
    assert world.events().count("connection.lost") == 1
    assert not world.poll("strava")


def test_an_athlete_who_consents_again_has_access_again(world: World) -> None:
    with world.services.store.writing(world.club.office) as work:
        work.connections.lose(world.connections["strava"].id, "gone")
    world.connect("strava")
    assert (token(world), world.connection("strava").error) == ("token-0", None)
