"""intervals.icu, against a server with its manners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.platforms.base import Access, App, HookSecrets, Incoming, Untrusted
from service.platforms.calendars import Clash, Remote, Wanted
from service.platforms.events import ActivityCompleted, ActivityDeleted, AthleteDisconnected, ScopesChanged, ScoreKind, WellnessRecorded
from service.platforms.fake_server import FakeServer, Told
from service.platforms.http import AccessLost, Http, TryLater
from service.platforms.intervals_icu import IntervalsIcu
from service.platforms.intervals_icu.fake import CODE, KEY, TOKEN, FakeIntervals

PLATFORM = IntervalsIcu()
NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
SECRETS = HookSecrets(("icu-webhook-secret",))
RUN = {
    "id": "i1", "start_date_local": "2026-03-04T23:30:00", "start_date": "2026-03-04T22:30:00Z", "type": "TrailRun", "moving_time": 3000,
    "elapsed_time": 3100, "distance": 9000.5, "feel": 5, "icu_rpe": 7, "description": "dead legs", "strava_id": "77",
}  # fmt: skip
DAY = {"id": "2026-03-04", "soreness": 4, "fatigue": 3, "stress": 1, "mood": -1, "sleepSecs": 22242, "comments": ""}


@pytest.fixture
def fake() -> FakeIntervals:
    return FakeIntervals(clock=lambda: NOW)


@pytest.fixture
def server(fake: FakeIntervals) -> Iterator[FakeServer]:
    with fake.serve() as server:
        yield server


@pytest.fixture
def access(server: FakeServer) -> Iterator[Access]:
    with Http() as http:
        yield Access(http, App(base_url=server.url), {"token": TOKEN}, "i641775")


def message(fake: FakeIntervals, *events: dict[str, Any]) -> Incoming:
    return Incoming("POST", {}, {}, fake.message(events))


def understood(fake: FakeIntervals, access: Access | None, *events: dict[str, Any]) -> list[Any]:
    return [event for notice in PLATFORM.read(message(fake, *events)) for event in PLATFORM.understand(notice, access)]


def test_the_secret_inside_the_body_proves_the_message(fake: FakeIntervals) -> None:
    PLATFORM.verify(message(fake, {"type": "TEST"}), SECRETS, NOW)


@pytest.mark.parametrize("secrets", [HookSecrets(), HookSecrets(("",)), HookSecrets(("another",))])
def test_another_secret_or_none_proves_nothing(fake: FakeIntervals, secrets: HookSecrets) -> None:
    with pytest.raises(Untrusted):
        PLATFORM.verify(message(fake, {"type": "TEST"}), secrets, NOW)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"secret": 7}', b'{"secret": null}', b"\xff", b'{"secret": "ic\\ud800"}', b"[" * 100_000]
)
def test_a_body_without_the_secret_proves_nothing(body: bytes) -> None:
    with pytest.raises(Untrusted):
        PLATFORM.verify(Incoming("POST", {}, {}, body), SECRETS, NOW)


def test_the_secret_is_kept_nowhere(fake: FakeIntervals) -> None:
    notices = PLATFORM.read(message(fake, {"type": "WELLNESS_UPDATED", "records": [DAY]}))
    assert fake.webhook_secret not in repr(notices)


def test_a_day_keeps_its_direction_and_what_was_not_said_is_absent(fake: FakeIntervals) -> None:
    (day,) = understood(fake, None, {"type": "WELLNESS_UPDATED", "records": [DAY]})
    assert isinstance(day, WellnessRecorded)
    assert {s.kind: s.value for s in day.scores} == {ScoreKind.SORENESS: 100, ScoreKind.FATIGUE: 66.7, ScoreKind.STRESS: 0}
    assert (day.local_date, day.sleep_s, day.notes) == (date(2026, 3, 4), 22242, ())


@pytest.mark.parametrize(("feel", "ours"), [(1, 100), (3, 50), (5, 0), (0, None), (6, None), (-1, None), (True, None), ("5", None)])
def test_strong_is_best_and_weak_is_worst(fake: FakeIntervals, feel: Any, ours: float | None) -> None:
    (done,) = understood(fake, None, {"type": "ACTIVITY_UPLOADED", "activity": {**RUN, "feel": feel}})
    assert next((s.value for s in done.scores if s.kind is ScoreKind.FEEL), None) == ours


def test_a_session_keeps_the_athletes_own_date_and_where_it_came_from(fake: FakeIntervals) -> None:
    (done,) = understood(fake, None, {"type": "ACTIVITY_UPLOADED", "activity": RUN})
    assert isinstance(done, ActivityCompleted)
    assert (done.local_date, done.started_at) == (date(2026, 3, 4), datetime(2026, 3, 4, 22, 30, tzinfo=UTC))
    assert (done.sport.value, done.moving_s, done.upstream_ids, done.notes) == ("run", 3000, (("strava", "77"),), ("dead legs",))


def test_a_message_that_holds_only_the_id_is_a_hint_and_the_session_is_fetched(fake: FakeIntervals, access: Access) -> None:
    fake.activities["i1"] = dict(RUN)
    (done,) = understood(fake, access, {"type": "ACTIVITY_UPDATED", "activity": {"id": "i1"}})
    assert done.moving_s == 3000


def test_the_empty_stub_of_an_activity_that_may_not_be_passed_on_is_nothing(fake: FakeIntervals, access: Access) -> None:
    fake.activities["i9"] = {"id": "i9", "source": "STRAVA"}
    assert understood(fake, access, {"type": "ACTIVITY_UPLOADED", "activity": {"id": "i9"}}) == []


def test_deleted_disconnected_and_narrowed_are_told_apart(fake: FakeIntervals) -> None:
    told = understood(
        fake,
        None,
        {"type": "ACTIVITY_DELETED", "activity": {"id": "i1"}},
        {"type": "APP_SCOPE_CHANGED", "scope": "", "deauthorized": True},
        {"type": "APP_SCOPE_CHANGED", "scope": "ACTIVITY:READ", "deauthorized": False},
    )
    assert [type(event) for event in told] == [ActivityDeleted, AthleteDisconnected, ScopesChanged]


def test_a_kind_that_we_do_not_know_means_nothing(fake: FakeIntervals) -> None:
    assert understood(fake, None, {"type": "TEST"}, {"type": "FITNESS_UPDATED", "records": [{}]}, {}) == []


def test_the_same_event_has_the_same_key_and_another_has_another(fake: FakeIntervals) -> None:
    both = PLATFORM.read(
        message(fake, {"type": "ACTIVITY_UPLOADED", "activity": RUN}, {"type": "ACTIVITY_UPLOADED", "activity": {"id": "i2"}})
    )
    again = PLATFORM.read(message(fake, {"type": "ACTIVITY_UPLOADED", "activity": RUN}))
    assert both[0].dedupe_key == again[0].dedupe_key != both[1].dedupe_key


def test_an_athlete_connects_by_consent_or_by_key(server: FakeServer) -> None:
    app = App("id", "secret", server.url, "https://example.org/back")
    with Http() as http:
        granted = PLATFORM.exchange(http, app, CODE, "")
        assert (granted.user_id, granted.expires_at, "CALENDAR:WRITE" in granted.scopes) == ("i641775", None, True)
        assert PLATFORM.check_key(http, app, KEY).user_id == "i641775"
        with pytest.raises(AccessLost):
            PLATFORM.exchange(http, app, "another code", "")
        with pytest.raises(AccessLost):
            PLATFORM.check_key(http, app, "another key")
    assert "state=abc" in PLATFORM.consent_url(app, "abc", "")


def test_what_was_missed_is_asked_for(fake: FakeIntervals, access: Access) -> None:
    fake.activities["i1"], fake.wellness["2026-03-04"] = dict(RUN), dict(DAY)
    assert [type(e) for e in PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))] == [ActivityCompleted, WellnessRecorded]
    assert PLATFORM.poll(access, date(2026, 3, 5), date(2026, 3, 6)) == ()


@pytest.mark.parametrize(
    ("told", "error", "after"),
    [(Told(429, {}, {"Retry-After": "90"}), TryLater, 90), (Told(503), TryLater, 60), (Told(401), AccessLost, None)],
)
def test_each_way_to_fail_is_its_own(server: FakeServer, access: Access, told: Told, error: type[Exception], after: int | None) -> None:
    server.moods += [told, told]
    with pytest.raises(error) as caught:
        PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))
    assert getattr(caught.value, "after_s", None) == after


def wanted(id: str, day: str, **more: Any) -> Wanted:
    session = {"id": id, "date": day, "sport": "run", "kind": "easy", "title": "Easy run", "planned": {"duration_s": 2400}, **more}
    return Wanted(f"pa:plan_1:{id}", session, "Europe/Vienna")


def test_sessions_are_written_once_and_moved_in_place(fake: FakeIntervals, access: Access) -> None:
    first = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {})
    known = {remote.key: remote for remote in first.pushed}
    PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], known)
    (event,) = fake.events.values()
    assert (event["external_id"], event["start_date_local"], event["end_date_local"]) == (
        "pa:plan_1:s-1", "2026-03-06T00:00:00", "2026-03-07T00:00:00",
    )  # fmt: skip


def test_what_somebody_changed_there_is_left_alone_and_named(fake: FakeIntervals, access: Access) -> None:
    first = PLATFORM.publish(access, [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-06")], [], {})
    known = {remote.key: remote for remote in first.pushed}
    fake.edit_by_hand("pa:plan_1:s-1", name="Moved by hand")
    second = PLATFORM.publish(access, [wanted("s-1", "2026-03-07"), wanted("s-2", "2026-03-08")], [], known)
    (clash,) = second.in_conflict
    assert clash.there is not None
    assert (clash.key, clash.there.entry and clash.there.entry.title) == ("pa:plan_1:s-1", "Moved by hand")
    assert [remote.key for remote in second.pushed] == ["pa:plan_1:s-2"]
    assert {event["name"] for event in fake.events.values()} == {"Moved by hand", "Easy run"}


def test_only_what_is_ours_is_taken_away(fake: FakeIntervals, access: Access) -> None:
    fake.events[99] = {"id": 99, "external_id": "theirs", "start_date_local": "2026-03-05T00:00:00", "updated": NOW.isoformat()}
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    gone = PLATFORM.publish(access, [], [remote], {remote.key: remote})
    assert gone.removed == (remote.key,)
    assert [event["external_id"] for event in fake.events.values()] == ["theirs"]


def test_what_the_platform_refuses_is_named_and_the_rest_is_told(server: FakeServer, access: Access) -> None:
    server.moods.append(Told(422, {"error": "no"}))
    published = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {})
    assert published.failed == {"pa:plan_1:s-1": "The platform answered 422."}
    assert published.pushed == ()


def test_what_the_platform_says_it_stored_beside_ours_is_nothing_of_ours(server: FakeServer, access: Access) -> None:
    stored = [{"external_id": id, "start_date_local": "2026-03-05T00:00:00"} for id in ("pa:plan_1:s-1", "another")]
    server.moods.append(Told(200, stored))
    published = PLATFORM.publish(access, [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-06")], [], {})
    assert {remote.key for remote in published.pushed} == {"pa:plan_1:s-1"}
    assert published.failed == {"pa:plan_1:s-2": "The platform did not store it."}


def test_what_people_see_changed_there_is_named_though_nothing_is_wanted_of_it(fake: FakeIntervals, access: Access) -> None:
    first = PLATFORM.publish(access, [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-06")], [], {})
    known = {remote.key: remote for remote in first.pushed}
    fake.edit_by_hand("pa:plan_1:s-1", start_date_local="2026-03-09T00:00:00")
    fake.edit_by_hand("pa:plan_1:s-2", color="red")
    (clash,) = PLATFORM.publish(access, [], [], known).in_conflict
    assert clash.there is not None
    assert (clash.key, clash.there.ids["date"]) == ("pa:plan_1:s-1", "2026-03-09")


def test_one_that_was_deleted_there_is_named_and_not_written_anew(fake: FakeIntervals, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.events.clear()
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: remote})
    assert (done.in_conflict, done.pushed, fake.events) == ((Clash(remote.key, None),), (), {})
    assert PLATFORM.publish(access, [], [remote], {remote.key: remote}).removed == (remote.key,)
    assert json.dumps(dict(replace(remote, key="k").ids))


def test_one_that_was_carried_far_away_is_no_deleted_one(fake: FakeIntervals, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.edit_by_hand(remote.key, start_date_local="2026-08-01T00:00:00")
    (clash,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: remote}).in_conflict
    assert clash.there is not None
    assert clash.there.ids["date"] == "2026-08-01"


def test_whoever_has_seen_what_lies_there_may_write_over_it(fake: FakeIntervals, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.edit_by_hand(remote.key, name="By hand")
    (clash,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: remote}).in_conflict
    assert clash.there is not None
    assert PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: clash.there}).in_conflict == ()
    assert [event["name"] for event in fake.events.values()] == ["Easy run"]


def test_a_remote_session_without_a_date_hinders_nothing(access: Access) -> None:
    assert PLATFORM.publish(access, [], [], {"k": Remote("k", {}, None)}).pushed == ()


def test_an_answer_that_is_lost_makes_no_conflict_of_our_own_writing(fake: FakeIntervals, server: FakeServer, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.clock = lambda: NOW + timedelta(minutes=1)
    server.losing.append("POST /api/v1/athlete/0/events/bulk")
    moved = wanted("s-1", "2026-03-06", title="Easy run, moved")
    with pytest.raises(TryLater):
        PLATFORM.publish(access, [moved], [], {remote.key: remote})
    assert [event["name"] for event in fake.events.values()] == ["Easy run, moved"]
    done = PLATFORM.publish(access, [moved], [], {remote.key: remote})
    assert (done.in_conflict, [each.key for each in done.pushed], len(fake.events)) == ((), [remote.key], 1)
    (known,) = done.pushed
    assert PLATFORM.publish(access, [], [], {remote.key: known}).in_conflict == ()


def test_a_lost_answer_that_people_cannot_see_is_known_by_all_that_was_sent(fake: FakeIntervals, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.clock = lambda: NOW + timedelta(minutes=1)
    at_six = wanted("s-1", "2026-03-05", start_time="18:00")
    for known in (remote, remote):  # what was written the first time was never kept
        (again,) = PLATFORM.publish(access, [at_six], [], {remote.key: known}).pushed
    assert (again.updated_at, len(fake.events)) == (NOW + timedelta(minutes=1), 1)


def test_a_change_that_people_cannot_see_is_not_taken_for_our_own(fake: FakeIntervals, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.edit_by_hand(remote.key, color="red")
    for sooner in (wanted("s-1", "2026-03-05", start_time="06:00"), wanted("s-1", "2026-03-06")):
        (clash,) = PLATFORM.publish(access, [sooner], [], {remote.key: remote}).in_conflict
        assert clash.key == remote.key
    assert [event.get("color") for event in fake.events.values()] == ["red"]
