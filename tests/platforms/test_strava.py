"""Strava, against a server with its manners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.platforms.base import Access, App, HookSecrets, Incoming, Untrusted
from service.platforms.events import ActivityCompleted, ActivityDeleted, AthleteDisconnected
from service.platforms.fake_server import FakeServer
from service.platforms.http import Http
from service.platforms.strava import Strava
from service.platforms.strava.fake import FakeStrava

PLATFORM = Strava()
NOW = datetime.fromtimestamp(1763748000, UTC)
VECTOR = (
    b'{"aspect_type":"create","event_time":1763748000,"object_id":1360128428,"object_type":"activity","owner_id":134815,'
    b'"subscription_id":120475,"updates":{}}'
)
SIGNED = "t=1763748000,v1=64213f16d704264041157daddc64f9dd6a9ff467adef36fdcf6ca2053fa6572a"
KEYED = HookSecrets(("test_secret",), verify_token="ours", subscription_id="120475")
RUN = {
    "id": 5, "sport_type": "TrailRun", "name": "Heavy legs", "description": "dead", "start_date": "2025-11-21T23:30:00Z",
    "start_date_local": "2025-11-22T00:30:00Z", "moving_time": 3000, "elapsed_time": 3100, "distance": 9000.0, "perceived_exertion": 9,
}  # fmt: skip


@pytest.fixture
def fake() -> FakeStrava:
    return FakeStrava()


@pytest.fixture
def server(fake: FakeStrava) -> Iterator[FakeServer]:
    with fake.serve() as server:
        yield server


@pytest.fixture
def access(server: FakeServer) -> Iterator[Access]:
    with Http() as http:
        yield Access(http, App(base_url=server.url), {"token": "token-0"}, "134815")


def signed(header: str | None = SIGNED, body: bytes = VECTOR) -> Incoming:
    return Incoming("POST", {} if header is None else {"x-strava-signature": header}, {}, body)


def understood(incoming: Incoming, access: Access | None) -> list[Any]:
    return [event for notice in PLATFORM.read(incoming) for event in PLATFORM.understand(notice, access)]


def greeted(**query: str) -> Incoming:
    return Incoming("GET", {}, {name.replace("_", ".", 1): value for name, value in query.items()}, b"")


def test_a_new_subscription_hears_its_challenge() -> None:
    reply = PLATFORM.greet(greeted(hub_mode="subscribe", hub_challenge="15f7d1", hub_verify_token="ours"), KEYED)
    assert reply is not None
    assert (reply.status, json.loads(reply.body)) == (200, {"hub.challenge": "15f7d1"})
    assert PLATFORM.greet(signed(), KEYED) is None


@pytest.mark.parametrize(
    "query", [{}, {"hub_challenge": "x"}, {"hub_challenge": "x", "hub_verify_token": "STRAVA"}, {"hub_verify_token": "ours"}]
)
def test_a_challenge_without_our_token_hears_nothing(query: dict[str, str]) -> None:
    with pytest.raises(Untrusted):
        PLATFORM.greet(greeted(**query), KEYED)


def test_a_challenge_where_we_have_no_token_hears_nothing() -> None:
    with pytest.raises(Untrusted):
        PLATFORM.greet(greeted(hub_challenge="x", hub_verify_token=""), HookSecrets())


@pytest.mark.parametrize("header", [SIGNED, SIGNED + ",v1=" + "0" * 64, SIGNED.replace("v1=", "v1=" + "0" * 64 + ",v1=")])
def test_one_right_signature_is_enough(header: str) -> None:
    PLATFORM.verify(signed(header), KEYED, NOW)


@pytest.mark.parametrize(
    "header", [None, "", "t=1763748000", "v1=" + SIGNED[-64:], "t=x,v1=00", "t=1763748000,v1=zz", "t=1763748000,v1=" + "0" * 64, "t=١,v1=é"]
)
def test_where_there_is_a_key_a_garbled_signature_proves_nothing(header: str | None) -> None:
    with pytest.raises(Untrusted):
        PLATFORM.verify(signed(header), KEYED, NOW)


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_message_counts_for_five_minutes_with_a_key_and_without(seconds: int) -> None:
    PLATFORM.verify(signed(), KEYED, NOW + timedelta(seconds=300))
    for secrets in (KEYED, replace(KEYED, signing=())):
        with pytest.raises(Untrusted):
            PLATFORM.verify(signed(), secrets, NOW + timedelta(seconds=seconds))


def test_without_a_key_the_subscription_has_to_be_ours() -> None:
    unkeyed = replace(KEYED, signing=())
    PLATFORM.verify(signed(None), unkeyed, NOW)
    for body in (VECTOR.replace(b"120475", b"120476"), b"", b"[]", b"\xff", b"{}"):
        with pytest.raises(Untrusted):
            PLATFORM.verify(signed(None, body), unkeyed, NOW)


def test_the_title_of_a_message_is_not_kept(fake: FakeStrava) -> None:
    (notice,) = PLATFORM.read(fake.message(at=NOW, object_id=5, aspect_type="update", updates={"title": "Heavy legs"}))
    assert "Heavy" not in repr(notice)
    assert notice.dedupe_key == "120475|activity|5|update|1763748000"


def test_a_session_is_fetched_and_only_id_date_sport_and_duration_are_taken(fake: FakeStrava, access: Access) -> None:
    fake.activities["5"] = RUN
    (done,) = understood(fake.message(at=NOW, object_id=5), access)
    day, started = date(2025, 11, 22), datetime(2025, 11, 21, 23, 30, tzinfo=UTC)
    assert done == ActivityCompleted("strava", "5", done.sport, started, day, moving_s=3000, elapsed_s=3100)
    assert done.sport.value == "run"


def test_a_sport_that_we_do_not_know_is_another_one(fake: FakeStrava, access: Access) -> None:
    fake.activities["5"] = {**RUN, "sport_type": "Quidditch"}
    (done,) = understood(fake.message(at=NOW, object_id=5), access)
    assert done.sport.value == "other"


def test_a_session_is_deleted_only_when_strava_itself_has_it_no_more(fake: FakeStrava, access: Access) -> None:
    said = fake.message(at=NOW, object_id=5, aspect_type="delete")
    assert understood(said, access) == [ActivityDeleted("strava", "5")]
    fake.activities["5"] = RUN
    assert isinstance(understood(said, access)[0], ActivityCompleted)


@pytest.mark.parametrize("aspect", ["update", "delete"])
def test_a_consent_that_is_gone_takes_everything_along_and_needs_no_access(fake: FakeStrava, aspect: str) -> None:
    told = fake.message(at=NOW, object_type="athlete", object_id=134815, aspect_type=aspect, updates={"authorized": "false"})
    (gone,) = understood(told, None)
    assert isinstance(gone, AthleteDisconnected)
    assert gone.erase


@pytest.mark.parametrize(
    "told", [{"object_type": "athlete", "object_id": 1}, {"object_type": "club", "object_id": 2}, {"aspect_type": "praise"}]
)
def test_kinds_that_we_do_not_know_mean_nothing(fake: FakeStrava, access: Access, told: dict[str, Any]) -> None:
    assert understood(fake.message(at=NOW, **told), access) == []


def test_what_was_missed_is_asked_for(fake: FakeStrava, access: Access) -> None:
    fake.activities = {"5": RUN, "6": {"id": 6}}
    assert [event.activity_id for event in PLATFORM.poll(access, date(2025, 11, 20), date(2025, 11, 22))] == ["5"]  # type: ignore[union-attr]
