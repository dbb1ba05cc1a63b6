"""Rules about single dates and plan weeks."""

from dataclasses import replace

import pytest

from service.domain.athlete import Availability
from service.domain.session import Status
from tests.support.builders import a_session
from tests.support.cases import RUNNER, a_brief, broken, day, moved

RUN, SWIM, LIFT = a_session("r", day(1)), a_session("s", day(3), sport="swim"), a_session("ls", day(3), "strength")


@pytest.mark.parametrize(("most", "wrong"), [(2, False), (1, True)])
def test_a_date_holds_so_many_sessions(most, wrong):
    brief = a_brief([RUN, LIFT], athlete=replace(RUNNER, max_sessions_per_day=most))
    assert ("sessions-per-day" in broken(brief, moved(LIFT, 1))) is wrong


def test_short_core_is_no_session_of_the_day():
    core = a_session("c", day(3), "core", 20)
    brief = a_brief([RUN, core], athlete=replace(RUNNER, max_sessions_per_day=1))
    assert "sessions-per-day" not in broken(brief, moved(core, 1))


def test_a_date_that_the_coach_filled_is_no_worse():
    full = [RUN, replace(LIFT, date=day(1)), replace(SWIM, date=day(1))]
    assert "sessions-per-day" not in broken(a_brief(full, athlete=replace(RUNNER, max_sessions_per_day=1)))


def test_one_run_a_day_unless_the_coach_planned_two():
    second = a_session("r2", day(3))
    assert "one-run-a-day" in broken(a_brief([RUN, second]), moved(second, 1))
    planned = replace(second, date=day(1))
    assert "one-run-a-day" not in broken(a_brief([RUN, planned]))


def test_two_endurance_sessions_are_a_new_double_and_endurance_with_strength_is_none():
    assert "no-new-double" in broken(a_brief([RUN, SWIM]), moved(SWIM, 1))
    assert "no-new-double" not in broken(a_brief([RUN, LIFT]), moved(LIFT, 1))
    upper = a_session("u", day(1), "upper_body")
    assert "no-new-double" in broken(a_brief([upper, LIFT]), moved(LIFT, 1))


def test_a_double_that_its_coach_planned_may_move_together():
    double = [RUN, replace(SWIM, date=day(1))]
    assert "no-new-double" not in broken(a_brief(double), *(moved(s, 2) for s in double))


@pytest.mark.parametrize(("most", "wrong"), [(90, False), (89, True)])
def test_a_date_holds_so_many_minutes(most, wrong):
    athlete = replace(RUNNER, availability=(Availability(date=day(1), max_minutes=most),))
    assert ("minutes-per-day" in broken(a_brief([RUN, LIFT], athlete=athlete), moved(LIFT, 1))) is wrong


def test_minutes_that_the_coach_planned_are_no_worse():
    athlete = replace(RUNNER, availability=(Availability(date=day(1), max_minutes=10),))
    assert "minutes-per-day" not in broken(a_brief([RUN], athlete=athlete))


def test_a_week_gains_no_training_day():
    double = [RUN, replace(LIFT, date=day(1))]
    assert "training-days" in broken(a_brief(double), moved(double[1], 2))
    assert "training-days" not in broken(a_brief(double), *(moved(s, 2) for s in double))


def test_weeks_begin_when_the_plan_says():
    sunday = a_session("sun", day(6))
    brief = a_brief([RUN, sunday], plan={"first_weekday": 6})
    assert "training-days" in broken(brief, moved(sunday, 5))
    assert "training-days" not in broken(a_brief([RUN, sunday]), moved(sunday, 5))


def test_what_was_skipped_does_not_exist():
    off = replace(RUN, status=Status.SKIPPED)
    assert "one-run-a-day" not in broken(a_brief([off, a_session("r2", day(3))]), moved(a_session("r2", day(3)), 1))
