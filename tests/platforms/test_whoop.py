"""WHOOP, against a server with its manners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.platforms.base import Access, App, HookSecrets, Incoming
from service.platforms.events import ActivityDeleted, WellnessRecorded
from service.platforms.http import Http
from service.platforms.whoop import Whoop
from service.platforms.whoop.fake import FakeWhoop

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
PLATFORM = Whoop(lambda: NOW)
VECTOR = (
    b'{"user_id":10129,"id":"ecfc6a15-4661-442f-a9a4-f160dd7afae8","type":"sleep.updated",'
    b'"trace_id":"e369c784-5100-49e8-8098-75d35c47b31b"}'
)
SIGNED = {"x-whoop-signature": "FU96Mo9WMTTfSSQgK/fno/gwmK7y2VRI3Jty2B0Ynys=", "x-whoop-signature-timestamp": "1748241241000"}
RUN = {
    "id": "w1", "start": "2026-03-04T23:30:00.000Z", "end": "2026-03-05T00:20:00.000Z", "timezone_offset": "+01:00",
    "sport_name": "running", "score": {"distance_meter": 9000.5},
}  # fmt: skip
NIGHT = {
    "id": "s1", "start": "2026-03-03T22:00:00.000Z", "end": "2026-03-04T06:00:00.000Z", "timezone_offset": "+01:00", "nap": False,
    "score": {"stage_summary": {"total_in_bed_time_milli": 28_800_000, "total_awake_time_milli": 3_600_000}},
}  # fmt: skip
RECOVERY = {"cycle_id": 93845, "sleep_id": "s1", "score": {"recovery_score": 44, "resting_heart_rate": 52.0, "hrv_rmssd_milli": 61.5}}


@pytest.fixture
def fake() -> FakeWhoop:
    return FakeWhoop(workouts={"w1": RUN}, nights=[NIGHT, {**NIGHT, "id": "s2", "nap": True}], recoveries=[RECOVERY])


@pytest.fixture
def access(fake: FakeWhoop) -> Iterator[Access]:
    with fake.serve() as server, Http() as http:
        yield Access(http, App(base_url=server.url), {"token": "token-0"}, "10129")


def understood(fake: FakeWhoop, access: Access | None, **told: Any) -> list[Any]:
    return [event for notice in PLATFORM.read(fake.message("key", NOW, **told)) for event in PLATFORM.understand(notice, access)]


def test_the_signature_is_over_the_timestamp_and_the_raw_body() -> None:
    PLATFORM.verify(Incoming("POST", SIGNED, {}, VECTOR), HookSecrets(("test_secret",)), datetime.fromtimestamp(1748241241, UTC))


def test_a_message_without_a_trace_is_told_apart_by_what_it_says() -> None:
    first, second = (PLATFORM.read(Incoming("POST", SIGNED, {}, body))[0] for body in (VECTOR, VECTOR.replace(b"trace_id", b"other")))
    assert first.dedupe_key == "e369c784-5100-49e8-8098-75d35c47b31b"
    assert second.dedupe_key == "sleep.updated|ecfc6a15-4661-442f-a9a4-f160dd7afae8|1748241241000"


def test_a_session_is_fetched_and_keeps_the_athletes_own_date(fake: FakeWhoop, access: Access) -> None:
    (done,) = understood(fake, access, type="workout.updated", id="w1")
    assert (done.local_date, done.moving_s, done.sport.value, done.distance_m) == (date(2026, 3, 5), 3000, "run", 9000.5)


@pytest.mark.parametrize("id", ["s1", 93845])
@pytest.mark.parametrize("kind", ["sleep.updated", "recovery.updated"])
def test_a_night_is_found_whatever_id_the_message_carries(fake: FakeWhoop, access: Access, kind: str, id: Any) -> None:
    (day,) = understood(fake, access, type=kind, id=id)
    assert isinstance(day, WellnessRecorded)
    assert (day.local_date, day.sleep_s, day.resting_hr, day.hrv_rmssd_ms) == (date(2026, 3, 4), 25_200, 52, 61.5)
    assert [(score.kind.value, score.value) for score in day.scores] == [("readiness", 44)]


def test_a_night_without_a_score_is_still_a_night(fake: FakeWhoop, access: Access) -> None:
    fake.nights, fake.recoveries = [{**NIGHT, "score": None, "timezone_offset": "here"}], []
    (day,) = understood(fake, access, type="sleep.updated", id="s1")
    assert (day.local_date, day.sleep_s, day.scores) == (date(2026, 3, 4), None, ())


def test_a_deleted_session_and_kinds_that_we_do_not_know(fake: FakeWhoop, access: Access) -> None:
    assert understood(fake, None, type="workout.deleted", id="w1") == [ActivityDeleted("whoop", "w1")]
    for kind in ("recovery.deleted", "cycle.updated", ""):
        assert understood(fake, access, type=kind, id="x") == []


def test_a_sport_that_we_do_not_know_is_another_one(fake: FakeWhoop, access: Access) -> None:
    fake.workouts["w1"] = {**RUN, "sport_name": "quidditch", "end": None}
    (done,) = understood(fake, access, type="workout.updated", id="w1")
    assert (done.sport.value, done.moving_s) == ("other", None)


def test_what_was_missed_is_asked_for(access: Access) -> None:
    assert len(PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))) == 2
