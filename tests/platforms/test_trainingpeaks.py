"""TrainingPeaks, against a server with its manners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.platforms.base import Access, App
from service.platforms.calendars import Clash, Wanted
from service.platforms.events import ActivityCompleted, ActivityDeleted, PlanChangedThere
from service.platforms.fake_server import FakeServer, Told
from service.platforms.http import AccessLost, Http, TryLater
from service.platforms.trainingpeaks import TrainingPeaks
from service.platforms.trainingpeaks.fake import FakeTrainingPeaks

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
PLATFORM = TrainingPeaks(lambda: NOW)
RUN = {"Id": 7, "Completed": True, "WorkoutDay": "2026-03-04T00:00:00", "StartTime": "2026-03-04T07:30:00", "TotalTime": 0.75,
       "Distance": 9000.0, "WorkoutType": "Run", "Rpe": 7, "Feeling": 2}  # fmt: skip


@pytest.fixture
def fake() -> FakeTrainingPeaks:
    return FakeTrainingPeaks()


@pytest.fixture
def server(fake: FakeTrainingPeaks) -> Iterator[FakeServer]:
    with fake.serve() as server:
        yield server


@pytest.fixture
def access(server: FakeServer) -> Iterator[Access]:
    with Http() as http:
        yield Access(http, App(base_url=server.url), {"token": "token-0"}, "54321")


def test_a_message_is_a_hint_and_the_athletes_changes_are_fetched(fake: FakeTrainingPeaks, server: FakeServer, access: Access) -> None:
    fake.changes = {"Deleted": [3, None], "Modified": [RUN, {"Id": 8, "Completed": False}, {"Id": 9}]}
    (notice,) = PLATFORM.read(fake.message("token"))
    done, gone, changed = PLATFORM.understand(notice, access)
    assert notice.user_id == "54321"
    assert server.asked[0].query["date"] == "2026-03-02T00:00:00"
    assert isinstance(done, ActivityCompleted)
    assert (done.local_date, done.moving_s, done.sport.value) == (date(2026, 3, 4), 2700, "run")
    assert (gone, changed) == (ActivityDeleted("trainingpeaks", "3"), PlanChangedThere("trainingpeaks"))


def test_feeling_gives_no_score_and_casing_does_not_matter(fake: FakeTrainingPeaks, access: Access) -> None:
    fake.changes = {"deleted": [], "MODIFIED": [{name.lower(): value for name, value in RUN.items()}]}
    (done,) = PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))
    assert isinstance(done, ActivityCompleted)
    assert [(score.kind.value, score.value) for score in done.scores] == [("rpe", 7)]
    fake.changes = {"Modified": [{**RUN, "Rpe": 70}]}
    (strange,) = PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))
    assert isinstance(strange, ActivityCompleted)
    assert strange.scores == ()


def test_the_same_words_a_minute_later_are_another_hint(fake: FakeTrainingPeaks) -> None:
    message = fake.message("token")
    keys = [TrainingPeaks(lambda at=at: at).read(message)[0].dedupe_key for at in (NOW, NOW, NOW + timedelta(minutes=1))]  # type: ignore[misc]
    assert keys[0] == keys[1] != keys[2]


def test_an_athlete_who_is_ours_no_more_is_access_lost(server: FakeServer, access: Access) -> None:
    server.moods.append(Told(403))
    with pytest.raises(AccessLost):
        PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))


def wanted(id: str, day: str, **more: Any) -> Wanted:
    session = {"id": id, "date": day, "sport": "run", "kind": "easy", "title": "Easy run", "planned": {"duration_s": 2400}, **more}
    return Wanted(f"pa:plan_1:{id}", session, "Europe/Vienna")


def test_a_change_is_a_full_object_and_takes_nothing_away(fake: FakeTrainingPeaks, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.workouts["100"]["CoachComments"] = "keep it easy"
    (moved,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: remote}).pushed
    assert (fake.workouts["100"]["WorkoutDay"], fake.workouts["100"]["CoachComments"]) == ("2026-03-06", "keep it easy")
    assert fake.workouts["100"]["TotalTimePlanned"] == 0.6667
    fake.workouts["9"] = {"Title": "Theirs"}
    assert PLATFORM.publish(access, [], [moved], {}).removed == (remote.key,)
    assert list(fake.workouts) == ["9"]


@pytest.mark.parametrize(
    "change",
    [{"Locked": True}, {"Completed": True}, {"Title": "By hand"}, {"WorkoutDay": "2026-03-09T00:00:00"}, {"TotalTimePlanned": 1.5}],
)
def test_what_is_locked_done_or_changed_there_is_left_alone(fake: FakeTrainingPeaks, access: Access, change: dict[str, Any]) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.workouts["100"] |= change
    before = dict(fake.workouts["100"])
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-06"), wanted("s-2", "2026-03-06")], [], {remote.key: remote})
    (clash,) = done.in_conflict
    assert (clash.key, [each.key for each in done.pushed]) == (remote.key, ["pa:plan_1:s-2"])
    assert PLATFORM.publish(access, [], [remote], {}).in_conflict == (clash,)
    assert fake.workouts["100"] == before
    assert clash.is_fixed is bool({"Locked", "Completed"} & change.keys())
    assert clash.there is not None
    again = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: clash.there})
    assert len(again.in_conflict) == clash.is_fixed


def test_one_that_was_deleted_there_is_named_and_not_written_anew(fake: FakeTrainingPeaks, access: Access) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    fake.workouts.clear()
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-06")], [], {remote.key: remote})
    assert (done.in_conflict, done.pushed, fake.workouts) == ((Clash(remote.key, None),), (), {})


def test_one_that_is_refused_does_not_hold_up_the_others(server: FakeServer, access: Access) -> None:
    server.moods += [Told(body=[]), Told(403)]
    done = PLATFORM.publish(access, [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-06")], [], {})
    assert (set(done.failed), [each.key for each in done.pushed]) == ({"pa:plan_1:s-1"}, ["pa:plan_1:s-2"])


def test_a_session_whose_answer_was_lost_lies_there_once(fake: FakeTrainingPeaks, server: FakeServer, access: Access) -> None:
    fake.workouts["9"] = {"Id": 9, "WorkoutDay": "2026-03-05T00:00:00", "Title": "Easy run"}  # somebody else's, with the same name
    server.losing.append("POST /v2/workouts/plan")
    twice_a_day = [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-05")]
    with pytest.raises(TryLater):
        PLATFORM.publish(access, twice_a_day, [], {})
    assert len(fake.workouts) == 2
    for known in ({}, {each.key: each for each in PLATFORM.publish(access, twice_a_day, [], {}).pushed}):
        pushed = PLATFORM.publish(access, twice_a_day, [], known).pushed
        assert {each.ids["workout"] for each in pushed} == fake.workouts.keys() - {"9"}
        assert len(fake.workouts) == 3


def test_a_lost_answer_to_a_change_makes_no_conflict_of_our_own_writing(
    fake: FakeTrainingPeaks, server: FakeServer, access: Access
) -> None:
    (remote,) = PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed
    server.losing.append("PUT /v2/workouts/plan/")
    moved = wanted("s-1", "2026-03-06")
    with pytest.raises(TryLater):
        PLATFORM.publish(access, [moved], [], {remote.key: remote})
    done = PLATFORM.publish(access, [moved], [], {remote.key: remote})
    assert (done.in_conflict, [each.key for each in done.pushed], len(fake.workouts)) == ((), [remote.key], 1)


@pytest.mark.parametrize("told", [Told(403), Told(401), Told(503), Told(body=b"what?"), Told(body={}), Told(body=[7, {}, {"Tags": 7}])])
def test_a_listing_that_says_nothing_hinders_no_writing(server: FakeServer, access: Access, told: Told) -> None:
    server.moods.append(told)
    assert len(PLATFORM.publish(access, [wanted("s-1", "2026-03-05")], [], {}).pushed) == 1


@pytest.mark.parametrize("change", [{"Title": "By hand"}, {"WorkoutDay": "2026-03-19T00:00:00"}, {"TotalTimePlanned": 1.5}])
def test_what_people_see_changed_there_is_named_though_nothing_is_wanted_of_it(
    fake: FakeTrainingPeaks, access: Access, change: dict[str, Any]
) -> None:
    known = {r.key: r for r in PLATFORM.publish(access, [wanted("s-1", "2026-03-05"), wanted("s-2", "2026-03-06")], [], {}).pushed}
    assert PLATFORM.publish(access, [], [], known).in_conflict == ()
    fake.workouts["100"] |= change
    (clash,) = PLATFORM.publish(access, [], [], known).in_conflict
    assert (clash.key, clash.there is None) == ("pa:plan_1:s-1", False)
    fake.workouts["100"]["Completed"] = True
    assert PLATFORM.publish(access, [], [], known).in_conflict == ()


def test_one_that_is_missing_is_asked_for_before_it_counts_as_deleted(fake: FakeTrainingPeaks, server: FakeServer, access: Access) -> None:
    week = [wanted(f"s-{day}", f"2026-03-0{day}") for day in range(1, 8)]
    known = {remote.key: remote for remote in PLATFORM.publish(access, week, [], {}).pushed}
    for id in ("100", "103"):
        del fake.workouts[id]
    gone = PLATFORM.publish(access, [], [], known).in_conflict
    assert gone == (Clash("pa:plan_1:s-1", None), Clash("pa:plan_1:s-4", None))
    server.asked.clear()
    fake.workouts = {"9": {"Id": 9, "WorkoutDay": "2026-03-05"}}
    assert len(PLATFORM.publish(access, [], [], known).in_conflict) == len(server.asked) - 1 == 3
    fake.workouts.clear()
    assert PLATFORM.publish(access, [], [], known).in_conflict == ()  # a listing that holds nothing tells nothing
