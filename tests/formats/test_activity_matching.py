"""The planned session that an activity belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from service.domain.session import Kind, PartOfDay, PlannedSession, Sport, Status
from service.formats.activity import Activity
from service.formats.activity_matching import match

WEDNESDAY = date(2026, 3, 4)
RUN = Activity(datetime(2026, 3, 4, 18, 0, tzinfo=timezone(timedelta(hours=1))), "run", duration_s=3000, distance_m=10_000)


def planned(name: str, sport: Sport = Sport.RUN, minutes: int = 50, **more: object) -> PlannedSession:
    session = PlannedSession(name, WEDNESDAY, sport, Kind.EASY, minutes * 60, minutes * 3, hard=False)
    return replace(session, **more)


def matched(activity: Activity, *sessions: PlannedSession) -> str | None:
    found = match(activity, sessions)
    return None if found is None else found.id


def test_the_session_of_the_same_day_and_sport() -> None:
    other_day = planned("b", date=WEDNESDAY + timedelta(days=1))
    assert matched(RUN, other_day, planned("c", Sport.BIKE), planned("a")) == "a"
    assert matched(RUN, other_day, planned("c", Sport.BIKE)) is None
    assert matched(RUN) is None


def test_the_date_is_the_local_one() -> None:
    late = replace(RUN, started_at=datetime(2026, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5))))
    assert late.started_at.astimezone(UTC).date() == date(2026, 3, 5)
    assert matched(late, planned("a")) == "a"


def test_of_two_the_nearest_start_wins() -> None:
    morning, evening = planned("a", start_time=time(7)), planned("b", start_time=time(17, 30))
    assert matched(RUN, morning, evening) == "b"
    assert matched(replace(RUN, started_at=RUN.started_at.replace(hour=8)), morning, evening) == "a"
    assert matched(RUN, planned("a", part_of_day=PartOfDay.AM), planned("b", part_of_day=PartOfDay.EVENING)) == "b"


def test_then_the_nearest_length_by_distance_before_time() -> None:
    assert matched(RUN, planned("a", minutes=90), planned("b", minutes=55)) == "b"
    near, far = planned("a", minutes=90, distance_m=10_500), planned("b", minutes=50, distance_m=16_000)
    assert matched(RUN, near, far) == "a"


def test_done_skipped_cancelled_and_rest_are_never_taken() -> None:
    for status in (Status.COMPLETED, Status.PARTIAL, Status.SKIPPED, Status.CANCELLED):
        assert matched(RUN, planned("a", status=status)) is None
    assert matched(RUN, planned("a", Sport.REST, kind=Kind.REST)) is None
    assert matched(RUN, planned("a", status=Status.SUSPENDED)) == "a"


def test_sports_that_devices_confuse_match_when_nothing_fits_better() -> None:
    walk = replace(RUN, sport="walk")
    assert matched(walk, planned("a")) == "a"
    assert matched(walk, planned("a"), planned("b", Sport.WALK)) == "b"
    assert matched(walk, planned("c", Sport.BIKE)) is None


def test_an_activity_without_a_sport_matches_only_the_one_session_of_its_day() -> None:
    unknown = replace(RUN, sport="other")
    assert matched(unknown, planned("a", Sport.BIKE)) == "a"
    assert matched(unknown, planned("a"), planned("b", Sport.BIKE)) is None


def test_equal_sessions_are_told_apart_by_their_id_whatever_their_order() -> None:
    assert matched(RUN, planned("b"), planned("a")) == matched(RUN, planned("a"), planned("b")) == "a"
