"""Rules that add up a window, each with its largest allowed value and one more."""

from dataclasses import replace

import pytest

from service.domain.directives import CrossTraining
from service.domain.session import Lock, Modality, Sport
from tests.support.builders import a_key_session, a_session, at
from tests.support.cases import a_brief, broken, crossed, day, dropped

RUNS = [a_session(f"r{n}", day(n), minutes=40, rpe=3) for n in (1, 3, 5)]
HARD = [a_key_session(f"h{n}", day(n), "tempo", 50) for n in (1, 3, 8)]
WITH_BIKE = CrossTraining(modalities=(Modality.BIKE,))


@pytest.mark.parametrize(("cap", "wrong"), [(360, False), (360.9, False), (359.9, True)])
def test_the_load_of_a_window_stays_under_its_cap(cap, wrong):
    assert ("load-cap" in broken(a_brief(RUNS, w1={"load_cap": cap}))) is wrong


def test_the_second_window_has_its_own_cap():
    assert "load-cap" in broken(a_brief(HARD, w1={"load_cap": 9999}, w2={"load_cap": 300}))


def test_done_load_counts_and_races_do_not():
    race = a_session("race", day(6), "race", 60)
    brief = a_brief([*RUNS, race], now=at(day(2)), w1={"load_cap": 360})
    assert "load-cap" not in broken(brief)
    assert "load-cap" in broken(a_brief([*RUNS, race], now=at(day(2)), w1={"load_cap": 359}))


def test_a_cap_below_what_is_locked_asks_for_everything_else_and_no_more():
    locked = replace(RUNS[0], lock=Lock.ALL)
    brief = a_brief([locked, *RUNS[1:]], w1={"load_cap": 50})
    assert "load-cap" not in broken(brief, dropped(RUNS[1]), dropped(RUNS[2]))
    assert "load-cap" in broken(brief, dropped(RUNS[1]))


def test_a_cap_never_asks_away_what_is_spared():
    ride = a_session("b", day(2), "easy", 100, sport="bike")
    brief = a_brief([ride, *RUNS], level=2, affected_sport=Sport.RUN, w1={"load_cap": 100})
    assert "load-cap" not in broken(brief, *(dropped(run) for run in RUNS))


@pytest.mark.parametrize(("most", "wrong"), [(2, False), (1, True)])
def test_hard_sessions_of_a_window_are_counted(most, wrong):
    assert ("max-hard" in broken(a_brief(HARD, w1={"max_hard": most}))) is wrong


def test_races_and_done_sessions_are_hard_sessions_too():
    race = a_session("race", day(6), "race", 60)
    brief = a_brief([*HARD, race], now=at(day(2)), w1={"max_hard": 2})
    assert "max-hard" in broken(brief)
    assert "max-hard" not in broken(brief, dropped(HARD[1]))


def test_hard_sessions_of_other_sports_are_not_counted():
    ride = a_key_session("b", day(2), "tempo", sport="bike")
    assert "max-hard" not in broken(a_brief([HARD[0], ride], affected_sport=Sport.RUN, w1={"max_hard": 1}))
    assert "max-hard" in broken(a_brief([HARD[0], ride], w1={"max_hard": 1}))


@pytest.mark.parametrize(("most", "wrong"), [(3, False), (2, True)])
def test_runs_of_a_window_are_counted_without_strength_and_races(most, wrong):
    others = [a_session("ls", day(2), "strength"), a_session("race", day(6), "race", 60)]
    assert ("max-runs" in broken(a_brief([*RUNS, *others], affected_sport=Sport.RUN, w1={"max_runs": most}))) is wrong


@pytest.mark.parametrize(("least", "wrong"), [(4, False), (5, True)])
def test_rest_days_of_a_window_are_counted(least, wrong):
    assert ("min-rest-days" in broken(a_brief(RUNS, w1={"min_rest_days": least}))) is wrong


def test_short_core_leaves_a_rest_day():
    core = a_session("c", day(2), "core", 20)
    assert "min-rest-days" not in broken(a_brief([*RUNS, core], w1={"min_rest_days": 4}))


def test_no_more_rest_is_asked_for_than_locked_sessions_leave():
    week = [a_session(f"d{n}", day(n), lock=Lock.ALL) for n in range(6)]
    free = a_session("free", day(6))
    brief = a_brief([*week, free], w1={"min_rest_days": 2})
    assert "min-rest-days" not in broken(brief, dropped(free))
    assert "min-rest-days" in broken(brief)


def test_level_zero_asks_for_no_more_rest_than_planned():
    week = [a_session(f"d{n}", day(n)) for n in range(7)]
    assert "min-rest-days" not in broken(a_brief(week, level=0, w1={"min_rest_days": 1}))
    assert "min-rest-days" in broken(a_brief(week, level=1, w1={"min_rest_days": 1}))


@pytest.mark.parametrize(("last", "wrong"), [(1, True), (2, False)])
def test_one_rest_day_comes_in_time(last, wrong):
    sessions = [a_session(f"d{n}", day(n)) for n in (0, 1, 3)]
    assert ("rest-by" in broken(a_brief(sessions, rest_by=day(last)))) is wrong


@pytest.mark.parametrize(("most", "wrong"), [(None, False), (2, False), (1, True)])
def test_swaps_of_the_first_window_are_counted(most, wrong):
    brief = a_brief(RUNS, cross_training=replace(WITH_BIKE, max=most))
    assert ("cross-training-max" in broken(brief, crossed(RUNS[0]), crossed(RUNS[1]))) is wrong


@pytest.mark.parametrize(("cap", "wrong"), [(120, False), (119, True)])
def test_run_minutes_of_the_first_window_are_counted(cap, wrong):
    assert ("run-minutes-cap" in broken(a_brief(RUNS, run_minutes_cap=cap))) is wrong


def test_run_minutes_below_what_is_done_ask_for_the_rest_only():
    brief = a_brief(RUNS, now=at(day(2)), run_minutes_cap=10)
    assert "run-minutes-cap" not in broken(brief, dropped(RUNS[1]), dropped(RUNS[2]))


def test_run_minutes_never_ask_away_runs_that_are_spared():
    brief = a_brief(RUNS, affected_sport=Sport.BIKE, run_minutes_cap=10)
    assert "run-minutes-cap" not in broken(brief)
    assert "run-minutes-cap" in broken(replace(brief, directives=replace(brief.directives, level=3)))
