"""Suunto, against a server with its manners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.platforms.base import Access, App, HookSecrets, Incoming
from service.platforms.fake_server import FakeServer
from service.platforms.http import Http, Refused
from service.platforms.suunto import Suunto
from service.platforms.suunto.fake import API_KEY, FakeSuunto

PLATFORM = Suunto()
NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
VECTOR = b'{"type":"WORKOUT_CREATED","username":"johndoe123","workout":{"workoutKey":"67604889401b942184624cb8"}}'
SIGNED = "5cf12c91e46435c0bcf109f09c09d97b24bbfb00530e5679097dab5a757461ca"
STARTED = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
RUN = {
    "workoutKey": "w1", "activityId": 1, "startTime": int(STARTED.timestamp() * 1000), "totalTime": 3000.4, "totalDistance": 9000.5,
    "timeOffsetInMinutes": 60, "description": "dead legs",
}  # fmt: skip


@pytest.fixture
def fake() -> FakeSuunto:
    return FakeSuunto(workouts={"w1": RUN})


@pytest.fixture
def server(fake: FakeSuunto) -> Iterator[FakeServer]:
    with fake.serve() as server:
        yield server


@pytest.fixture
def access(server: FakeServer) -> Iterator[Access]:
    with Http() as http:
        yield Access(http, App(base_url=server.url, api_key=API_KEY), {"token": "token-0"}, "johndoe123")


def understood(fake: FakeSuunto, access: Access, **told: Any) -> list[Any]:
    return [event for notice in PLATFORM.read(fake.message("key", **told)) for event in PLATFORM.understand(notice, access)]


@pytest.mark.parametrize("signature", [SIGNED, SIGNED.upper()])
def test_the_signature_is_over_the_raw_body(signature: str) -> None:
    PLATFORM.verify(Incoming("POST", {"x-hmac-sha256-signature": signature}, {}, VECTOR), HookSecrets(("test_secret",)), NOW)


def test_a_session_is_fetched_and_keeps_the_athletes_own_date(fake: FakeSuunto, access: Access) -> None:
    (done,) = understood(fake, access, workout={"workoutKey": "w1"})
    assert (done.started_at, done.local_date, done.moving_s) == (STARTED, date(2026, 3, 5), 3000)
    assert (done.sport.value, done.distance_m, done.notes) == ("run", 9000.5, ("dead legs",))


@pytest.mark.parametrize("number", [999, True, "1", None])
def test_a_number_that_we_do_not_know_is_another_sport(fake: FakeSuunto, access: Access, number: Any) -> None:
    fake.workouts["w1"] = {**RUN, "activityId": number}
    (done,) = understood(fake, access, workout={"workoutKey": "w1"})
    assert done.sport.value == "other"


def test_a_form_is_read_as_well_as_json(fake: FakeSuunto, access: Access) -> None:
    form = Incoming(
        "POST", {"content-type": "application/x-www-form-urlencoded"}, {}, b"type=WORKOUT_CREATED&username=johndoe123&workoutKey=w1"
    )
    (notice,) = PLATFORM.read(form)
    assert notice.dedupe_key == "WORKOUT_CREATED|johndoe123|w1"
    assert PLATFORM.understand(notice, access)


def test_a_form_of_very_many_fields_is_nothing() -> None:
    form = Incoming("POST", {"content-type": "application/x-www-form-urlencoded"}, {}, b"&".join([b"a=1"] * 100))
    (notice,) = PLATFORM.read(form)
    assert (notice.kind, notice.user_id) == ("unknown", None)


def test_days_and_nights_and_unknown_kinds_mean_nothing(fake: FakeSuunto, access: Access) -> None:
    assert understood(fake, access, type="SUUNTO_247_SLEEP_CREATED", samples=[{"x": 1}]) == []
    assert understood(fake, access, type="ROUTE_CREATED") == []
    assert understood(fake, access) == []


def test_the_gateway_wants_its_own_key(server: FakeServer, fake: FakeSuunto) -> None:
    with Http() as http, pytest.raises(Refused):
        understood(fake, Access(http, App(base_url=server.url), {"token": "token-0"}, "u"), workout={"workoutKey": "w1"})


def test_what_was_missed_is_asked_for(fake: FakeSuunto, access: Access) -> None:
    assert [event.activity_id for event in PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 5))] == ["w1"]  # type: ignore[union-attr]
