"""Garmin, against a server with its manners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.platforms.base import Access, App
from service.platforms.calendars import Wanted
from service.platforms.events import AthleteDisconnected, ScopesChanged
from service.platforms.fake_server import FakeServer, Told
from service.platforms.garmin import Garmin
from service.platforms.garmin.fake import FakeGarmin
from service.platforms.http import Http, Refused, TryLater
from tests.support.fit_bytes import SESSION, file_id, fit_file, stamp

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
PLATFORM = Garmin(lambda: NOW)
STARTED = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
RUN = {
    "userId": "4aacafe8", "summaryId": "x1", "activityId": 5001968355, "activityType": "TRAIL_RUNNING", "manual": False,
    "startTimeInSeconds": int(STARTED.timestamp()), "startTimeOffsetInSeconds": 3600, "durationInSeconds": 3600,
    "distanceInMeters": 10020.5,
}  # fmt: skip
RECORDING = fit_file(
    [file_id(4), (SESSION, [(2, "u32", stamp(STARTED)), (5, "enum", 1), (8, "u32", 3_600_000), (192, "u8", 25), (193, "u8", 80)])]
)


@pytest.fixture
def fake() -> FakeGarmin:
    return FakeGarmin()


@pytest.fixture
def server(fake: FakeGarmin) -> Iterator[FakeServer]:
    with fake.serve() as server:
        yield server


@pytest.fixture
def access(server: FakeServer) -> Iterator[Access]:
    with Http() as http:
        yield Access(http, App(base_url=server.url), {"token": "token-0"}, "4aacafe8")


def understood(fake: FakeGarmin, access: Access | None, **told: Any) -> list[Any]:
    return [event for notice in PLATFORM.read(fake.message("ours", **told)) for event in PLATFORM.understand(notice, access)]


def test_a_pushed_session_keeps_the_athletes_own_date(fake: FakeGarmin, access: Access) -> None:
    (done,) = understood(fake, access, activities=[RUN])
    assert (done.activity_id, done.local_date, done.moving_s, done.sport.value) == ("5001968355", date(2026, 3, 5), 3600, "run")


def test_behind_a_ping_only_the_athletes_own_sessions_are_taken(fake: FakeGarmin, server: FakeServer, access: Access) -> None:
    fake.behind["/back"] = [RUN, {**RUN, "userId": "another"}]
    assert len(understood(fake, access, activities=[{"userId": "4aacafe8", "callbackURL": f"{server.url}/back"}])) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://apis.garmin.com.evil.example/x",
        "http://apis.garmin.com/x",
        "https://evil.example/",
        "https://apis.garmin.com@evil.example/",
    ],
)
def test_an_address_that_is_not_garmins_is_never_called(fake: FakeGarmin, url: str) -> None:
    with Http() as http:
        own = Access(http, App(), {"token": "token-0"}, "4aacafe8")
        for kind in ("activities", "activityFiles"):
            with pytest.raises(Refused, match="not Garmin's"):
                understood(fake, own, **{kind: [{"userId": "4aacafe8", "callbackURL": url}]})


def test_what_the_athlete_entered_on_the_watch_comes_from_the_recording(fake: FakeGarmin, server: FakeServer, access: Access) -> None:
    fake.behind["/file"] = RECORDING
    (done,) = understood(fake, access, activityFiles=[{"userId": "4aacafe8", "callbackURL": f"{server.url}/file"}])
    assert {score.kind.value: score.value for score in done.scores} == {"feel": 25, "rpe": 8}
    assert (done.started_at, done.moving_s, done.sport.value) == (STARTED, 3600, "run")


def test_a_recording_that_cannot_be_read_still_tells_that_a_session_was_done(fake: FakeGarmin, server: FakeServer, access: Access) -> None:
    fake.behind["/file"] = b"no recording"
    (done,) = understood(fake, access, activityFiles=[{**RUN, "callbackURL": f"{server.url}/file"}])
    assert (done.moving_s, done.scores) == (3600, ())


def test_consents_that_are_gone_or_narrowed_need_no_access_and_may_come_again(fake: FakeGarmin) -> None:
    told = {
        "deregistrations": [{"userId": "4aacafe8"}],
        "userPermissionsChange": [{"userId": "4aacafe8", "permissions": ["ACTIVITY_EXPORT"]}],
    }
    gone, narrowed = understood(fake, None, **told)
    assert isinstance(gone, AthleteDisconnected)
    assert narrowed == ScopesChanged("garmin", ("ACTIVITY_EXPORT",))
    message = fake.message("ours", **told)
    later = Garmin(lambda: NOW + timedelta(days=1)).read(message)
    assert [notice.dedupe_key for notice in PLATFORM.read(message)] != [notice.dedupe_key for notice in later]


def test_days_and_nights_are_passed_over(fake: FakeGarmin, access: Access) -> None:
    (notice,) = PLATFORM.read(fake.message("ours", dailies=[{"userId": "4aacafe8"}] * 50))
    assert notice.user_id is None
    assert understood(fake, access, activities=[{"userId": "4aacafe8"}, 7]) == []


STEPS = {"steps": [{"class": "warmup", "end": {"type": "time", "s": 600}},
                   {"type": "repeat", "count": 2, "steps": [{"class": "interval", "end": {"type": "distance", "m": 800}, "targets": [
                       {"metric": "pace", "unit": "s_per_km", "low": 240, "high": 250}]}]}]}  # fmt: skip


def wanted(id: str, day: str, **more: Any) -> Wanted:
    session = {"id": id, "date": day, "sport": "run", "kind": "easy", "title": "Easy run", "planned": {"duration_s": 2400}, **more}
    return Wanted(f"pa:plan_1:{id}", session, "Europe/Vienna")


def test_a_workout_is_made_put_on_its_day_moved_and_taken_away(fake: FakeGarmin, access: Access) -> None:
    fake.workouts["7"] = {"workoutName": "Theirs"}
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05", structure=STEPS)], [], {}).pushed
    steps = fake.workouts[str(remote.ids["workout"])]["segments"][0]["steps"]
    assert [(step["intensity"], step["durationValue"], step["targetType"]) for step in steps] == [
        ("WARMUP", 600, "OPEN"), ("INTERVAL", 800, "PACE"), ("INTERVAL", 800, "PACE"),
    ]  # fmt: skip
    assert steps[1]["targetValueLow"] < steps[1]["targetValueHigh"]
    (moved,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: remote}).pushed
    assert [each["date"] for each in fake.schedules.values()] == ["2026-03-06"]
    assert len(fake.workouts) == 2
    assert PLATFORM.publish(access, [], [moved], {}).removed == ("pa:plan_1:s-1",)
    assert (list(fake.workouts), fake.schedules) == (["7"], {})


def test_a_workout_that_cannot_be_put_on_its_day_leaves_nothing_over(fake: FakeGarmin, access: Access) -> None:
    fake.takes_schedules = False
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {})
    assert done.failed == {"pa:plan_1:s-1": "The platform answered 412."}
    assert fake.workouts == {}


@pytest.mark.parametrize("is_new", [True, False])
def test_a_session_that_was_written_and_never_kept_lies_there_once(fake: FakeGarmin, access: Access, is_new: bool) -> None:
    fake.workouts["7"] = {"workoutName": "Theirs", "workoutSourceId": "another"}
    fake.schedules["8"] = {"scheduleId": 8, "workoutId": 7, "date": "2026-03-05"}
    known = {} if is_new else {r.key: r for r in PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed}
    for _ in range(2):  # our process dies after the first time
        (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], known).pushed
    assert fake.schedules.keys() - {"8"} == {remote.ids["schedule"]}
    assert fake.workouts.keys() - {"7"} == {remote.ids["workout"]}


def test_a_session_whose_answer_was_lost_lies_there_once(fake: FakeGarmin, server: FakeServer, access: Access) -> None:
    server.losing.append("POST /training-api/schedule")
    with pytest.raises(TryLater):
        PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {})
    PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {})
    assert (len(fake.schedules), len(fake.workouts)) == (1, 1)


def test_a_session_whose_change_was_never_kept_and_that_is_wanted_no_more_goes_whole(fake: FakeGarmin, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {remote.key: remote})  # our process dies
    assert PLATFORM.publish(access, [], [remote], {remote.key: remote}).removed == (remote.key,)
    assert (fake.workouts, fake.schedules) == ({}, {})


@pytest.mark.parametrize(
    "told", [Told(403), Told(401), Told(503), Told(body=b"what?"), Told(body={}), Told(body=[7, {}, {"workoutId": []}])]
)
def test_a_listing_that_says_nothing_hinders_no_writing(server: FakeServer, access: Access, told: Told) -> None:
    server.moods.append(told)
    assert len(PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed) == 1


def test_ids_that_are_the_same_where_they_are_cut_are_nobodys(fake: FakeGarmin, access: Access) -> None:
    both = [wanted(f"{name}-long-run-of-the-morning", "2026-03-05") for name in ("a", "b")]
    PLATFORM.publish(access, both[:1], [], {})
    PLATFORM.publish(access, both, [], {})
    assert len(fake.schedules) == 3
