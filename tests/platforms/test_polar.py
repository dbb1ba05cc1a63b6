"""Polar, against a server with its manners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.platforms.base import Access, App, HookSecrets, Incoming
from service.platforms.fake_consent import CODE
from service.platforms.fake_server import FakeServer
from service.platforms.http import AccessLost, Http, Refused
from service.platforms.polar import Polar
from service.platforms.polar.fake import FakePolar
from service.platforms.polar.mapping import RPE

PLATFORM = Polar()
NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
VECTOR = (
    b'{"event":"EXERCISE","user_id":475,"entity_id":"aQlC83","timestamp":"2026-11-21T18:00:00Z",'
    b'"url":"https://www.polaraccesslink.com/v3/exercises/aQlC83"}'
)
SIGNED = "c1d0a8c29449b3e8bc8325834e5194dbc545fd812bde0630b989c3fc4782b53d"
RUN = {
    "id": "aQlC83", "start_time": "2026-03-04T00:30:00", "start_time_utc_offset": 60, "duration": "PT1H2M3.5S", "distance": 12000,
    "sport": "RUNNING", "detailed_sport_info": "TRAIL_RUNNING", "training_load_pro": {"user-rpe": "RPE_HARD"},
}  # fmt: skip


@pytest.fixture
def fake() -> FakePolar:
    return FakePolar()


@pytest.fixture
def server(fake: FakePolar) -> Iterator[FakeServer]:
    with fake.serve() as server:
        yield server


@pytest.fixture
def access(server: FakeServer) -> Iterator[Access]:
    with Http() as http:
        yield Access(http, App(base_url=server.url), {"token": "token-0"}, "475")


def understood(fake: FakePolar, access: Access, **told: Any) -> list[Any]:
    return [event for notice in PLATFORM.read(fake.message("key", **told)) for event in PLATFORM.understand(notice, access)]


@pytest.mark.parametrize("signature", [SIGNED, SIGNED.upper()])
def test_the_signature_is_over_the_raw_body(signature: str) -> None:
    PLATFORM.verify(Incoming("POST", {"polar-webhook-signature": signature}, {}, VECTOR), HookSecrets(("test_secret",)), NOW)


def test_a_ping_is_answered_before_there_is_a_key_and_nothing_else_is() -> None:
    ping = PLATFORM.greet(Incoming("POST", {}, {}, b'{"event":"PING"}'), HookSecrets())
    assert ping is not None
    assert ping.status == 200
    for body in (VECTOR, b"", b"[]", b"\xff", b"[" * 100_000):
        assert PLATFORM.greet(Incoming("POST", {}, {}, body), HookSecrets()) is None


def test_a_session_is_fetched_by_its_id_and_never_by_an_address_that_was_sent(fake: FakePolar, server: FakeServer, access: Access) -> None:
    fake.exercises["aQlC83"] = RUN
    (done,) = understood(fake, access, entity_id="aQlC83", url="https://evil.example/v3/exercises/aQlC83")
    assert server.asked[0].path == "/v3/exercises/aQlC83"
    assert (done.started_at, done.local_date) == (datetime(2026, 3, 3, 23, 30, tzinfo=UTC), date(2026, 3, 4))
    assert (done.sport.value, done.moving_s, done.distance_m, done.scores[0].value) == ("run", 3723, 12000, 8)


def test_an_id_with_slashes_stays_an_id(server: FakeServer, fake: FakePolar, access: Access) -> None:
    with pytest.raises(Refused):
        understood(fake, access, entity_id="../users/475")
    assert server.asked[0].path == "/v3/exercises/..%2Fusers%2F475"


@pytest.mark.parametrize(("word", "rpe"), [*RPE.items(), ("UNKNOWN", None), ("", None), (7, None), (None, None)])
def test_how_hard_it_was_is_one_of_ten_words(fake: FakePolar, access: Access, word: Any, rpe: int | None) -> None:
    fake.exercises["x"] = {**RUN, "training_load_pro": {"user-rpe": word}}
    (done,) = understood(fake, access, entity_id="x")
    assert next((score.value for score in done.scores), None) == rpe


@pytest.mark.parametrize(
    ("change", "moving_s", "sport"),
    [
        ({"duration": "PT45M"}, 2700, "run"),
        ({"duration": "PT"}, None, "run"),
        ({"duration": "an hour"}, None, "run"),
        ({"duration": "PT9999H"}, None, "run"),
        ({"sport": "NEW", "detailed_sport_info": "NEWER"}, 3723, "other"),
        ({"training_load_pro": None, "start_time_utc_offset": 1e9}, 3723, "run"),
    ],
)
def test_what_cannot_be_is_absent(fake: FakePolar, access: Access, change: dict[str, Any], moving_s: int | None, sport: str) -> None:
    fake.exercises["x"] = {**RUN, **change}
    (done,) = understood(fake, access, entity_id="x")
    assert (done.moving_s, done.sport.value) == (moving_s, sport)


def test_other_kinds_and_sessions_without_a_time_mean_nothing(fake: FakePolar, access: Access) -> None:
    fake.exercises["x"] = {"id": "x"}
    assert understood(fake, access, entity_id="x") == []
    assert understood(fake, access, event="SLEEP", entity_id="x") == []
    assert understood(fake, access, event="EXERCISE") == []


def test_a_closed_door_is_a_consent_that_is_gone(fake: FakePolar, access: Access) -> None:
    fake.consent.is_granted = False
    with pytest.raises(AccessLost):
        understood(fake, access, entity_id="x")


def test_an_athlete_is_registered_once(fake: FakePolar, server: FakeServer) -> None:
    app = App("id", "secret", server.url)
    with Http() as http:
        PLATFORM.exchange(http, app, CODE, "")
        assert fake.is_registered
        assert PLATFORM.exchange(http, app, CODE, "").user_id == "475"


def test_what_was_missed_is_asked_for(fake: FakePolar, access: Access) -> None:
    fake.exercises = {"a": RUN, "b": {**RUN, "id": "b", "start_time": "2026-01-01T08:00:00"}}
    assert [event.activity_id for event in PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))] == ["aQlC83"]  # type: ignore[union-attr]
