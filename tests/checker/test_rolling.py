"""Rolling windows: rest in seven, the ceiling on load, hard counts, the longest run."""

from dataclasses import replace

import pytest

from service.domain.athlete import Gate
from service.domain.session import Modality, Sport
from tests.support.builders import POLICY, a_key_session, a_session
from tests.support.cases import RUNNER, a_brief, broken, day, eased, moved

NOVICE = replace(RUNNER, training_age_months=11)


def days_of_running(*offsets: int):
    return [a_session(f"d{n}", day(n), minutes=30) for n in offsets]


def test_seven_dates_in_a_row_keep_a_rest_day():
    week = days_of_running(0, 1, 2, 3, 4, 5, 8)
    brief = a_brief(week)
    assert "rest-in-seven" in broken(brief, moved(week[-1], 6))
    assert "rest-in-seven" not in broken(brief, moved(week[-1], 7))


def test_novices_keep_two_rest_days():
    week = days_of_running(0, 1, 2, 3, 4, 8)
    assert "rest-in-seven" not in broken(a_brief(week), moved(week[-1], 6))
    assert "rest-in-seven" in broken(a_brief(week, athlete=NOVICE), moved(week[-1], 6))
    off = replace(POLICY, switched_off=frozenset({"S4-33"}))
    assert "rest-in-seven" not in broken(a_brief(week, athlete=NOVICE, policy=off), moved(week[-1], 6))


def test_a_week_without_rest_that_its_coach_planned_is_no_worse():
    assert "rest-in-seven" not in broken(a_brief(days_of_running(*range(9))))


def history(load: int, weeks: int = 4, minutes: int = 60):
    return [a_session(f"p{n}", day(-2 - 7 * n), minutes=minutes, load=load) for n in range(weeks)]


@pytest.mark.parametrize(("load", "wrong"), [(130, False), (131, True)])
def test_seven_dates_hold_at_most_a_third_more_than_the_weeks_before(load, wrong):
    sessions = [*history(100), a_session("a", day(1), minutes=45, load=load - 65), a_session("b", day(9), minutes=45, load=65)]
    brief = a_brief(sessions, move_days=7)
    assert ("load-ceiling" in broken(brief, moved(sessions[-1], 6))) is wrong


def test_a_short_history_or_hardly_any_training_has_no_ceiling():
    def found(past):
        sessions = [*past, a_session("a", day(1), minutes=45, load=500), a_session("b", day(9), minutes=45, load=500)]
        return "load-ceiling" in broken(a_brief(sessions), moved(sessions[-1], 6))

    assert found(history(100))
    assert not found(history(100, weeks=1))
    assert not found(history(100, minutes=59))


def test_a_steep_week_that_its_coach_planned_is_no_worse():
    sessions = [*history(100), a_session("a", day(1), load=900)]
    assert "load-ceiling" not in broken(a_brief(sessions))


@pytest.mark.parametrize(("minutes", "wrong"), [(44, False), (45, True)])
def test_what_becomes_a_run_is_hardly_longer_than_the_longest(minutes, wrong):
    done = a_session("done", day(-3), minutes=40)
    ride = a_session("b", day(2), "steady", minutes, sport="bike")
    as_run = replace(eased(ride), sport=Sport.RUN, modality=Modality.WALK)
    assert ("run-spike" in broken(a_brief([done, ride]), as_run)) is wrong


def hard_days(*offsets: int):
    return [a_key_session(f"h{n}", day(n), "tempo", 40) for n in offsets]


def test_novices_have_two_hard_sessions_in_fourteen_dates():
    three = hard_days(1, 5, 15)
    assert "hard-count" not in broken(a_brief(three, athlete=NOVICE))
    assert "hard-count" in broken(a_brief(three, athlete=NOVICE), moved(three[2], 14))
    assert "hard-count" not in broken(a_brief(three), moved(three[2], 14))


@pytest.mark.parametrize("athlete", [replace(RUNNER, gates=(Gate.MINOR,)), replace(RUNNER, birth_year=2009)])
def test_minors_have_two_hard_sessions_in_seven_dates(athlete):
    three = hard_days(1, 3, 8)
    assert "hard-count" not in broken(a_brief(three, athlete=athlete))
    assert "hard-count" in broken(a_brief(three, athlete=athlete), moved(three[2], 7))


def test_who_turns_eighteen_this_year_is_no_minor():
    three = hard_days(1, 3, 8)
    assert "hard-count" not in broken(a_brief(three, athlete=replace(RUNNER, birth_year=2008)), moved(three[2], 7))


def test_hard_sessions_that_the_coach_planned_are_no_worse():
    assert "hard-count" not in broken(a_brief(hard_days(1, 3, 5), athlete=NOVICE))
