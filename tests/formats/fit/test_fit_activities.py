"""FIT recordings: what was done, when and how it felt."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from service.domain.session import Kind, Status
from service.errors import BadInput
from service.formats.activities import read_activity
from service.formats.activity import Activity, ActivityFile
from service.formats.drafting import draft
from service.formats.fit.activity import activities_of
from service.formats.fit.decoding import decode
from tests.support.fit_bytes import file_id, fit_file
from tests.support.fit_samples import BEGAN, CYCLING, RUNNING, SWIMMING, local_clock, recording, records, session


def read(content: bytes, timezone: str = "Europe/Vienna") -> ActivityFile:
    return activities_of(decode(content), name="a.fit", timezone=timezone)


def only(content: bytes) -> Activity:
    (made,) = read(content).activities
    return made


def codes(file: ActivityFile) -> list[str]:
    return [warning.code for warning in file.warnings]


def test_a_run_with_what_the_athlete_entered() -> None:
    made = only(recording())
    assert (made.sport, made.duration_s, made.distance_m, made.avg_hr) == ("run", 3000, 10_000, 152)
    assert (made.rpe, made.feel) == (7, 25)


def test_workout_rpe_is_ten_times_the_effort_and_255_is_none() -> None:
    assert only(recording(rpe=35)).rpe == 3.5
    assert only(recording(rpe=255, feel=255)).rpe is None
    assert only(recording(rpe=None, feel=None)).feel is None
    assert only(recording(feel=0)).feel == 0


def test_the_local_date_comes_from_the_two_clocks_of_the_device() -> None:
    late = recording(hours=11)
    assert only(late).date == date(2026, 3, 5)
    assert only(late).started_at == BEGAN
    assert only(recording(hours=-7)).started_at.isoformat() == "2026-03-04T10:30:00-07:00"


def test_without_a_local_clock_the_athletes_zone_decides_the_date() -> None:
    content = fit_file([file_id(4), session(datetime(2026, 3, 4, 23, 30, tzinfo=UTC), 600)])
    assert only(content).date == date(2026, 3, 5)
    assert codes(read(content)) == ["no-timezone"]


def test_clocks_that_cannot_both_be_right_are_not_believed() -> None:
    content = fit_file([file_id(4), session(BEGAN, 600), local_clock(BEGAN, 30)])
    assert codes(read(content)) == ["no-timezone"]


def test_a_triathlon_is_three_activities_and_transitions_are_none() -> None:
    starts = [BEGAN + timedelta(hours=n) for n in range(4)]
    sports = (SWIMMING, 3, CYCLING, RUNNING)
    content = fit_file([file_id(4), *(session(at, 1800, sport) for at, sport in zip(starts, sports, strict=True)), local_clock(BEGAN, 1)])
    assert [a.sport for a in read(content).activities] == ["swim", "bike", "run"]


def test_a_recording_that_was_cut_off_is_read_from_its_records() -> None:
    content = fit_file([file_id(4), *records(BEGAN, 1800, 5000)])
    made = read(content)
    assert (made.activities[0].duration_s, made.activities[0].distance_m, made.activities[0].avg_hr) == (1800, 5000, 150)
    assert made.activities[0].sport == "other"
    assert codes(made) == ["no-timezone", "no-summary"]


def test_a_truncated_file_is_read_as_far_as_it_goes() -> None:
    whole = recording()
    made = read(whole[: len(whole) // 2])
    assert "damaged" in codes(made)
    assert made.activities[0].started_at == BEGAN


@pytest.mark.parametrize(
    "content", [fit_file([file_id(4)]), fit_file([file_id(2)]), recording()[:40], b"\x0e\x20\x00\x00\x00\x00\x00\x00.FIT\x00\x00"]
)
def test_a_file_without_an_activity_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        read(content)
    assert caught.value.findings[0].code == "no-activity"


def test_a_device_whose_clock_was_never_set_tells_no_date() -> None:
    content = fit_file([file_id(4), (18, [(2, "u32", 17_217_864), (5, "enum", RUNNING), (8, "u32", 600_000)])])
    with pytest.raises(BadInput, match="clock of the device was not set"):
        read(content)


def test_reading_an_activity_goes_through_a_child_process() -> None:
    made = read_activity(recording(), name="run.fit")
    assert made.activities[0].external_id == "12345-20260304T173000Z"


def test_an_activity_as_a_plan_is_done_and_hard_when_it_felt_hard() -> None:
    plan = draft(recording(), name="run.fit").document
    assert plan is not None
    (done,) = plan.sessions
    assert (done.date, done.status, done.kind, done.hard) == (date(2026, 3, 4), Status.COMPLETED, Kind.OTHER, True)
    assert done.completed is not None
    assert (done.completed.rpe, done.completed.feel, done.completed.distance_m) == (7, 25, 10_000)
