"""Races: days after one that was run, the taper before one, and one that stands in the way (2.7, G4, G14, G17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.directives import DayRuleKind
from service.domain.plan import Plan, Race, RacePriority
from service.domain.report_class import ReportClass
from service.domain.session import Completion, Kind, PartOfDay, Sport, Status
from tests.assessment.directives.given import PLAN_A, POLICY, Given, day, ended, on_day
from tests.support.builders import a_plan, a_session

P3 = ReportClass.P3_WHOLE_RUN


def with_race(on: date, minutes: int = 60, metres: int | None = 10000, sport: Sport = Sport.RUN, rpe: float = 9, **race) -> Plan:
    session = a_session("race", on, Kind.RACE, minutes, rpe, sport=sport, hard=True, part_of_day=PartOfDay.AM)
    entry = Race("the-race", on, sport=sport, distance_m=metres, session_id="race", **race)
    return replace(PLAN_A.with_sessions([*(s for s in PLAN_A.sessions if s.date != on), session]), races=(entry,))


@pytest.mark.parametrize(
    ("minutes", "metres", "hard", "long"),
    [
        (45, 10000, 3, None),
        (46, 10001, 5, 7),
        (120, 29999, 5, 7),
        (120, 30000, 10, 14),
        (150, 21100, 10, 14),
        (149, 21100, 5, 7),
        (60, None, 3, None),
        (61, None, 5, 7),
    ],
)
def test_days_after_a_run_race(minutes, metres, hard, long):
    given = Given(on_day(8), plan=with_race(day(8), minutes, metres)).directives()
    assert given.first_hard_on == day(8) + timedelta(days=hard)
    assert given.first_long_on == (None if long is None else day(8) + timedelta(days=long))


@pytest.mark.parametrize(("minutes", "days"), [(239, 2), (240, 3)])
def test_days_after_a_bike_race(minutes, days):
    given = Given(on_day(8), plan=with_race(day(8), minutes, None, Sport.BIKE), seen={"affected_sport": Sport.BIKE}).directives()
    assert given.first_hard_on == day(8) + timedelta(days=days)


def test_a_race_in_another_sport_leaves_the_dates_alone():
    assert Given(on_day(8), plan=with_race(day(8), sport=Sport.BIKE)).directives().first_hard_on is None
    assert Given(on_day(8), plan=with_race(day(8), sport=Sport.SWIM), seen={"affected_sport": None}).directives().first_hard_on is None


def test_days_after_a_race_are_over_when_they_are_over():
    plan = with_race(day(8))
    assert Given(on_day(10), plan=plan).directives().first_hard_on == day(11)
    assert Given(on_day(11), plan=plan).directives().first_hard_on is None


@pytest.mark.parametrize(("rpe", "counts"), [(5, False), (6, True)])
def test_a_c_race_run_gently_is_a_long_run(rpe, counts):
    plan = with_race(day(8), priority=RacePriority.C)
    done = [replace(s, status=Status.COMPLETED, completed=Completion(rpe=rpe)) if s.id == "race" else s for s in plan.sessions]
    assert (Given(on_day(8), plan=plan.with_sessions(done)).directives().first_hard_on is not None) is counts


def test_the_row_of_the_race_acts():
    policy = replace(POLICY, switched_off=frozenset({"R2.7-3"}))
    assert Given(on_day(8), plan=with_race(day(8)), policy=policy).directives().first_hard_on is None


@pytest.mark.parametrize(("race_day", "near"), [(15, True), (16, False)])
def test_the_taper_reaches_fourteen_days(race_day, near):
    given = Given(on_day(1), plan=with_race(day(race_day))).directives()
    assert given.may_insert is not near
    assert [(r.day, r.kind) for r in given.day_rules] == ([(day(race_day - n), DayRuleKind.NO_MOVE_IN) for n in (2, 1)] if near else [])


def test_only_an_a_race_has_a_taper():
    given = Given(on_day(1), plan=with_race(day(8), priority=RacePriority.B)).directives()
    assert given.may_insert
    assert given.day_rules == ()


def test_openers_of_the_taper_are_protected():
    opener = a_session("opener", day(6), Kind.INTERVAL, 20, opener=True)
    past = a_session("past", date(2026, 2, 27), Kind.INTERVAL, 20, opener=True)
    plan = with_race(day(8))
    given = Given(on_day(1), plan=plan.with_sessions([*plan.sessions, opener, past])).directives()
    assert given.protected_ids == ("opener",)


def test_the_taper_alone_moves_nothing():
    assert Given(on_day(1), plan=with_race(day(8))).directives().move_days == 0


def conflicts(given: Given) -> list[tuple]:
    return [(c.session_id, c.race_id, c.date) for c in given.directives().race_conflicts]


@pytest.mark.parametrize(
    ("level", "race_day", "clash"),
    [(0, 5, False), (1, 5, False), (2, 5, True), (2, 6, False), (3, 10, True), (3, 11, False), (4, 10, True), (4, 11, False)],
)
def test_a_race_where_the_directives_want_none_needs_a_person(level, race_day, clash):
    given = Given(on_day(4, "05:00") if level > 2 else on_day(4), level, P3, day(3) if level > 2 else None, plan=with_race(day(race_day)))
    assert conflicts(given) == ([("race", "the-race", day(race_day))] if clash else [])


def test_the_three_ways_out():
    conflict = Given(on_day(4), 2, P3, plan=with_race(day(5))).directives().race_conflicts[0]
    assert [option.code for option in conflict.options] == ["start_as_planned", "run_it_easy", "do_not_start"]
    assert "Fri 6 Mar" in conflict.text


def test_a_race_that_stands_only_in_the_list_counts_too():
    plan = replace(PLAN_A, races=(Race("r-9", day(5)),))
    assert conflicts(Given(on_day(4), 2, P3, plan=plan)) == [(None, "r-9", day(5))]


def test_a_parkrun_in_the_first_week_of_level_3_is_a_conflict_until_a_good_report():
    plan = with_race(day(7), 25, 5000, priority=RacePriority.C)
    assert conflicts(Given(on_day(2), 3, P3, plan=plan)) == [("race", "the-race", day(7))]
    assert conflicts(Given(on_day(2), 3, P3, plan=plan, said={"good_reports": ("g",)})) == []


def test_a_gentle_c_race_asks_only_for_the_date_of_long_sessions():
    plan = with_race(day(7), 25, 5000, rpe=5, priority=RacePriority.C)
    assert conflicts(Given(on_day(2), 3, P3, plan=plan)) == []
    assert conflicts(Given(on_day(5), 3, P3, plan=plan)) == [("race", "the-race", day(7))]


def test_every_race_to_come_is_a_conflict_when_training_is_stopped():
    plan = with_race(day(29))
    assert conflicts(Given(on_day(4), 5, ReportClass.RED_FLAG, plan=plan)) == [("race", "the-race", day(29))]
    assert conflicts(Given(on_day(4), 2, P3, plan=plan)) == []


def test_a_race_on_a_day_of_rest_or_soon_after_an_illness_is_a_conflict():
    assert conflicts(Given(on_day(4), plan=with_race(day(7)), seen={"illness": ended(day(3), 4)})) == [("race", "the-race", day(7))]


def test_a_race_that_was_run_is_no_conflict():
    assert conflicts(Given(on_day(8), 2, P3, plan=with_race(day(8)))) == []


def test_a_plan_without_races_has_no_conflicts():
    assert conflicts(Given(on_day(4), 4, P3, plan=a_plan([a_session("e", day(5))]))) == []
