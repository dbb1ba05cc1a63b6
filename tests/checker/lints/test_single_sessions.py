"""Lints about one session: its warm-up and cool-down, its length, and what it does to a marathon plan."""

from dataclasses import replace

import pytest

from service.domain.distances import DistanceUnit, DistanceUnits
from service.domain.plan import Race
from service.domain.session import Sport
from tests.checker.lints.reading import codes, lints, weekly
from tests.support.builders import a_session
from tests.support.cases import day


@pytest.mark.parametrize(
    ("kind", "minutes", "wrong"), [("easy", 5, False), ("easy", 4, True), ("long", 4, True), ("tempo", 12, False), ("tempo", 11, True)]
)
def test_runs_begin_slowly(kind, minutes, wrong):
    run = a_session("r", day(1), kind, warmup_min=minutes)
    assert ("LINT-WARMUP" in codes([run])) is wrong


def test_a_plan_without_steps_is_not_asked_about_its_warm_up():
    assert codes([a_session("r", day(1), "tempo"), a_session("l", day(5), "long", 100)]) == set()


def test_hard_runs_need_ten_minutes_by_their_own_row():
    def rows(minutes, off=()):
        return [told.rows for told in lints([a_session("r", day(1), "tempo", warmup_min=minutes)], off=off)]

    assert rows(11) == [("S0-06",)]
    assert rows(9) == [("S0-06", "S4-02")]
    assert rows(11, off=["S0-06"]) == []
    assert rows(9, off=["S0-06"]) == [("S4-02",)]
    assert rows(9, off=["S0-06", "S4-02"]) == []


@pytest.mark.parametrize(
    ("kind", "minutes", "rows"),
    [("tempo", 5, None), ("tempo", 4, ("S3-12",)), ("long", 5, None), ("long", 4, ("S0-23", "S3-12")), ("easy", 0, None)],
)
def test_hard_and_long_runs_end_slowly(kind, minutes, rows):
    told = lints([a_session("r", day(1), kind, 100 if kind == "long" else 45, cooldown_min=minutes)])
    assert [t.rows for t in told] == ([] if rows is None else [rows])
    assert {t.code for t in told} <= {"LINT-COOLDOWN"}


@pytest.mark.parametrize(("minutes", "wrong"), [(66, False), (67, True)])
def test_a_run_much_longer_than_the_last_thirty_days_is_told(minutes, wrong):
    runs = [a_session("a", day(0), minutes=60), a_session("b", day(14), minutes=minutes)]
    assert ("LINT-SPIKE" in codes(runs)) is wrong
    assert "LINT-SPIKE" not in codes(runs, off=["S1-37"])


def test_distance_is_compared_when_every_run_has_one():
    runs = [a_session("a", day(0), minutes=60, distance_m=10_000), a_session("b", day(14), minutes=60, distance_m=12_000)]
    assert "LINT-SPIKE" in codes(runs)
    assert "LINT-SPIKE" not in codes([replace(runs[0], distance_m=None), runs[1]])


def test_distances_are_told_in_the_units_of_the_plan():
    runs = [a_session("a", day(0), minutes=60, distance_m=8047), a_session("b", day(14), minutes=60, distance_m=15289)]
    miles = DistanceUnits({Sport.RUN: DistanceUnit.MI})
    (told,) = [told.text for told in lints(runs, units=miles) if told.code == "LINT-SPIKE"]
    assert told.endswith("a run of 9.5 mi; the longest run of the 30 days before is 5 mi.")


def test_the_first_two_weeks_of_a_plan_know_no_longest_run():
    assert "LINT-SPIKE" not in codes([a_session("a", day(0), minutes=30), a_session("b", day(13), minutes=60)])


def test_a_long_race_is_told_apart_from_training():
    runs = [a_session("a", day(0), minutes=60), a_session("b", day(14), "race", 100)]
    assert codes(runs) == {"LINT-RACE-SPIKE"}
    assert codes(runs, off=["G14"]) == set()


def test_a_marathon_in_miles_is_told_in_miles():
    week = [a_session(f"r{n}", day(2 * n), minutes=55, distance_m=8047) for n in range(3)]
    plan = {"races": (Race("m", day(56), distance_m=42_195),), "units": DistanceUnits({Sport.RUN: DistanceUnit.MI})}
    (told,) = [told.text for told in lints(weekly(week, 8), **plan) if told.code == "LINT-MARATHON-VOLUME"]
    assert told.startswith("About 15 mi a week ")
    assert told.endswith("; under 18 injuries are more common.")


@pytest.mark.parametrize(("metres", "wrong"), [(10_000, False), (9_999, True)])
def test_a_marathon_wants_thirty_kilometres_a_week(metres, wrong):
    week = [a_session(f"r{n}", day(2 * n), minutes=55, distance_m=metres) for n in range(3)]
    race = Race("m", day(56), distance_m=42_195)
    assert ("LINT-MARATHON-VOLUME" in codes(weekly(week, 8), races=(race,))) is wrong
    assert "LINT-MARATHON-VOLUME" not in codes(weekly(week, 8), off=["K19"], races=(race,))
    assert "LINT-MARATHON-VOLUME" not in codes(weekly(week, 8), races=(replace(race, sport=Sport.BIKE),))
