"""The forms in which the known feeds write a session."""

from __future__ import annotations

from datetime import date

import pytest

from service.domain.session import Kind, Sport, Status
from tests.support.calendars import all_day, codes, only, read

BULLETS = """
UID:UPCOMING_PLAN_WORKOUT-p_plan_week_1_EASY_RUN_0
DTSTAMP:20260301
DTSTART:20260304
SUMMARY:🏃 Easy Run • 6mi • 50m - 55m
DESCRIPTION:Easy Run • 6mi • 50m - 55m\\nKeep it relaxed.
X-WORKOUT-ESTIMATED-DURATION:3150.5
"""


def test_minutes_between_bullets_are_minutes_and_never_metres() -> None:
    session = only(BULLETS)
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert (session.planned.duration_s.low, session.planned.duration_s.high) == (3000, 3300)
    assert session.planned.distance_m is not None
    assert session.planned.distance_m.value == 9656
    assert (session.sport, session.kind, session.date) == (Sport.RUN, Kind.EASY, date(2026, 3, 4))


def test_a_bare_eight_digit_dtstart_is_a_date() -> None:
    assert only(all_day("Easy run").replace(";VALUE=DATE", "")).date == date(2026, 3, 4)


def test_an_invalid_dtstamp_is_no_reason_to_warn() -> None:
    assert codes(read(BULLETS)) == []


def test_the_first_line_of_the_description_adds_what_the_title_leaves_out() -> None:
    text = "DESCRIPTION:Walk Run • 2.3km • 25m - 30m\\n\\nRepeat the following 6x:\\n1 min running"
    session = only(all_day("🏃 My First Run • 2.3km", more=text))
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert (session.planned.duration_s.low, session.planned.duration_s.high) == (1500, 1800)


@pytest.mark.parametrize(
    ("title", "seconds", "metres"),
    [
        ("Tempo 5s • 9km", None, 9000),
        ("🏊 Swim • 1500m • 35m", 2100, 1500),
        ("🏊 Swim • 1500m", None, 1500),
        ("Rolling 400s • 40m", 2400, None),
    ],
)
def test_what_stands_between_bullets_is_all_there_is(title: str, seconds: int | None, metres: int | None) -> None:
    planned = only(all_day(title)).planned
    assert planned is not None
    assert (planned.duration_s and planned.duration_s.value, planned.distance_m and planned.distance_m.value) == (seconds, metres)


def test_an_hour_and_minutes_between_bullets() -> None:
    session = only(all_day("Long Run • 10mi • 1h 25m - 1h 35m"))
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert session.planned.duration_s.value == 90 * 60
    assert session.kind is Kind.LONG


def test_strength_between_bullets_has_minutes_and_no_distance() -> None:
    session = only(all_day("💪 Strength & Conditioning • 30m"))
    assert session.planned is not None
    assert session.planned.distance_m is None
    assert session.planned.duration_s is not None
    assert session.planned.duration_s.value == 1800
    assert session.sport is Sport.STRENGTH


def test_the_estimate_of_the_feed_counts_where_nothing_else_does() -> None:
    session = only(all_day("Easy Run", more="X-WORKOUT-ESTIMATED-DURATION:2400.4"))
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert session.planned.duration_s.value == 2400


def test_hours_and_minutes_before_a_name_are_a_ride() -> None:
    session = only(
        all_day("1:30 - Kaweah", more="DESCRIPTION:TSS 96\\, IF 0.84\\, kJ(Cal) 1100.  Description: Long efforts below threshold.")
    )
    assert (session.title, session.sport) == ("Kaweah", Sport.BIKE)
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert session.planned.duration_s.value == 5400
    assert session.planned.load is not None
    assert (session.planned.load.value, session.planned.load.unit) == (96, "tss")
    assert session.planned.work_kj is not None
    assert session.planned.work_kj.value == 1100


@pytest.mark.parametrize(("factor", "kind"), [("0.64", Kind.EASY), ("0.84", Kind.TEMPO), ("0.95", Kind.THRESHOLD)])
def test_a_ride_whose_name_says_nothing_is_as_hard_as_its_intensity_factor(factor: str, kind: Kind) -> None:
    assert only(all_day("1:30 - Kaweah", more=f"DESCRIPTION:TSS 96\\, IF {factor}\\, kJ(Cal) 1100.")).kind is kind


def test_planned_lines_in_a_description_are_the_plan() -> None:
    text = "DESCRIPTION:Enjoy it.\\nPlanned Duration: 2:00\\nPlanned TSS: 130\\nPlanned Distance: 35.5 mi"
    session = only(all_day("Bike - Sweet spot", more=text))
    assert (session.title, session.sport) == ("Sweet spot", Sport.BIKE)
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert session.planned.distance_m is not None
    assert session.planned.load is not None
    assert session.planned.duration_s.value == 7200
    assert session.planned.distance_m.value == 57132
    assert (session.planned.load.value, session.planned.load.unit) == (130, "tss")


def test_a_timed_event_with_moving_time_is_done() -> None:
    session = only("DTSTART:20260304T180000\nSUMMARY:Run - Track\nDESCRIPTION:Moving Time: 0:35:24\\nDistance: 5.2 km\\nTSS: 42")
    assert session.status is Status.COMPLETED
    assert session.completed is not None
    assert (session.completed.duration_s, session.completed.distance_m) == (2124, 5200)
    assert session.completed.at is not None
    assert session.completed.at.isoformat() == "2026-03-04T18:00:00+01:00"
    assert session.completed.load is None, "TSS is no session RPE times minutes"
    assert session.extensions == {"ical": {"tss_done": 42}}


def test_a_week_long_event_is_a_week_note_and_no_session() -> None:
    week = "DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260309\nSUMMARY:Training Week 1 Distance: 40 km"
    plan = read(week, all_day("8 km easy"))
    assert len(plan.sessions) == 1
    assert plan.weeks is not None
    assert (plan.weeks[0].start_date, plan.weeks[0].notes) == (date(2026, 3, 2), "Training Week 1 Distance: 40 km")
    assert plan.week_start == "monday"


def test_weeks_begin_where_the_notes_on_them_begin() -> None:
    week = "DTSTART;VALUE=DATE:20260301\nDTEND;VALUE=DATE:20260308\nSUMMARY:Week 1"
    assert read(week, all_day("8 km easy")).week_start == "sunday"


def test_small_scripts_write_m_for_miles() -> None:
    plan = read(all_day("3 m run", "20260303"), all_day("4 m run", "20260304"), all_day("Rest", "20260305"), all_day("8 m run", "20260307"))
    distances = [s.planned.distance_m.value for s in plan.sessions if s.planned and s.planned.distance_m]
    assert distances == pytest.approx([4828, 6437, 12875], abs=1)
    assert [s.sport for s in plan.sessions] == [Sport.RUN, Sport.RUN, Sport.REST, Sport.RUN]


def test_a_description_that_contradicts_the_title_gives_way() -> None:
    session = only(all_day("8 km easy", more="DESCRIPTION:10 km tempo"))
    assert session.planned is not None
    assert session.planned.distance_m is not None
    assert (session.planned.distance_m.value, session.kind) == (8000, Kind.EASY)
    assert session.description == "10 km tempo"


def test_a_workout_in_the_notation_of_intervals_icu_is_read_out_of_a_description() -> None:
    text = "DESCRIPTION:Warmup\\n- 10m 55%\\n\\n4x\\n- 4m 115%\\n- 3m 50%\\n\\n- 10m 50%"
    session = only(all_day("Bike session", more=text))
    assert session.structure is not None
    assert [step.type for step in session.structure.steps] == ["step", "repeat", "step"]
    assert session.kind is Kind.VO2
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert session.planned.duration_s.value == 48 * 60


def test_a_list_of_things_to_do_is_no_workout() -> None:
    session = only(all_day("Easy run 40 min", more="DESCRIPTION:- drink 30 minutes before\\n- bring gels"))
    assert session.structure is None
