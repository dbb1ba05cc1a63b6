"""Jumps of load, days in a row, sessions missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.domain.session import Kind, Sport, Status
from tests.assessment.asking import march
from tests.assessment.measures.looking import TODAY, looks
from tests.support.builders import a_plan, a_session


def _week_of(minutes: int, before: int = 30) -> object:
    days = [a_session(f"b{n}", TODAY - timedelta(days=n), minutes=before) for n in range(7, 28)]
    return a_plan([*days, *(a_session(f"w{n}", TODAY - timedelta(days=n), minutes=minutes, sport=Sport.BIKE) for n in range(1, 7))])


@pytest.mark.parametrize(("minutes", "spike"), [(45, False), (46, True)])
def test_a_week_above_one_point_three_times_the_three_before_is_a_jump(minutes: int, spike: bool) -> None:
    """21 runs of 30 minutes make 210 a week; 1.3 times that is 273 in six rides."""
    assert looks(plan=_week_of(minutes)).spike is spike


def test_without_two_weeks_of_history_nothing_is_a_jump() -> None:
    assert not looks(plan=a_plan([a_session(f"w{n}", TODAY - timedelta(days=n), minutes=90) for n in range(1, 7)])).spike


@pytest.mark.parametrize(("minutes", "spike"), [(65, False), (66, False), (67, True)])
@pytest.mark.parametrize("kind", [Kind.EASY])
def test_one_run_above_one_point_one_times_the_longest_is_a_jump(minutes: int, spike: bool, kind: Kind) -> None:
    before = [a_session(f"b{n}", TODAY - timedelta(days=n), minutes=60) for n in range(7, 28)]
    assert looks(plan=a_plan([*before, a_session("x", march(19), kind, minutes)])).spike is spike


def test_a_race_is_no_jump() -> None:
    before = [a_session(f"b{n}", TODAY - timedelta(days=n), minutes=60) for n in range(7, 28)]
    assert not looks(plan=a_plan([*before, a_session("x", march(19), Kind.RACE, 90)])).spike


def test_training_days_in_a_row_reach_up_to_yesterday() -> None:
    days = [a_session(f"d{n}", TODAY - timedelta(days=n)) for n in (1, 2, 3, 5)]
    assert looks(plan=a_plan(days)).days_in_row == 3
    core = [*days, a_session("core", march(16), Kind.CORE, 20)]
    assert looks(plan=a_plan(core)).days_in_row == 3, "short core leaves a rest day"
    assert looks(plan=a_plan([*days, a_session("core", march(16), Kind.CORE, 21)])).days_in_row == 5


def test_sessions_that_nobody_confirmed_are_counted_from_the_newest() -> None:
    done = [a_session("a", march(15), status=Status.COMPLETED), a_session("b", march(16)), a_session("c", march(17))]
    assert looks(plan=a_plan(done)).missed_in_row == 2
