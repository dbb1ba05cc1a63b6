"""Leg strength beside hard, long and fast sessions."""

from dataclasses import replace
from datetime import time

import pytest

from service.domain.session import PartOfDay
from tests.support.builders import POLICY, a_key_session, a_session
from tests.support.cases import a_brief, broken, day, moved

LIFT = a_session("ls", day(1), "strength", 40, start_time=time(12), part_of_day=PartOfDay.MIDDAY)


def run(kind: str, offset: int, at: time = time(7), part: PartOfDay = PartOfDay.AM):
    return a_key_session("r", day(offset), kind, 100 if kind == "long" else 50, start_time=at, part_of_day=part)


@pytest.mark.parametrize("kind", ["tempo", "long"])
@pytest.mark.parametrize(("to", "wrong"), [(2, True), (3, False)])
def test_hard_and_long_runs_stay_off_the_day_after_leg_strength(kind, to, wrong):
    session = run(kind, 5)
    assert ("strength-spacing" in broken(a_brief([LIFT, session]), moved(session, to))) is wrong


@pytest.mark.parametrize(
    ("kind", "start", "wrong"),
    [
        ("tempo", time(9), False),
        ("tempo", time(9, 1), True),
        ("tempo", time(13), True),
        ("long", time(11), False),
        ("long", time(13), True),
    ],
)
def test_on_one_date_strength_comes_last_and_hours_after_a_hard_run(kind, start, wrong):
    session = run(kind, 5, start)
    assert ("strength-spacing" in broken(a_brief([LIFT, session]), moved(session, 1))) is wrong


def test_core_and_easy_runs_are_free():
    core, easy = a_session("c", day(1), "core", 20), a_session("e", day(5))
    assert "strength-spacing" not in broken(a_brief([LIFT, easy]), moved(easy, 2))
    tempo = run("tempo", 5)
    assert "strength-spacing" not in broken(a_brief([core, tempo]), moved(tempo, 2))


def test_the_coachs_own_order_is_no_worse_and_the_other_order_is():
    after = [LIFT, run("tempo", 2)]
    assert "strength-spacing" not in broken(a_brief(after))
    assert "strength-spacing" not in broken(a_brief(after), moved(after[0], 3), moved(after[1], 4))
    before = [run("tempo", 1), replace(LIFT, date=day(2))]
    assert "strength-spacing" in broken(a_brief(before), moved(before[0], 3))


def speed_and_strength(next_day: str):
    fast, lift = run("interval", 1), a_session("ls", day(5), "strength", 40)
    after = a_session("n", day(3), next_day, 20, sport="mobility" if next_day == "mobility" else None)
    return fast, lift, after


@pytest.mark.parametrize(("next_day", "wrong"), [("mobility", False), ("easy", True)])
def test_speed_and_strength_on_following_dates_need_rest_after(next_day, wrong):
    fast, lift, after = speed_and_strength(next_day)
    assert ("speed-strength-rest" in broken(a_brief([fast, lift, after]), moved(lift, 2))) is wrong


def test_the_coachs_own_pair_is_left_alone_until_one_of_the_two_changes():
    fast, lift, after = speed_and_strength("easy")
    pair = [fast, replace(lift, date=day(2)), after]
    assert "speed-strength-rest" not in broken(a_brief(pair))
    assert "speed-strength-rest" in broken(a_brief(pair), moved(pair[1], 1), moved(after, 2))


def test_tempo_and_strength_need_no_rest_after():
    _, lift, after = speed_and_strength("easy")
    assert "speed-strength-rest" not in broken(a_brief([run("tempo", 1), lift, after]), moved(lift, 2))


def test_the_coach_may_want_hard_days_hard():
    fast, lift, after = speed_and_strength("easy")
    policy = replace(POLICY, spacing=replace(POLICY.spacing, hard_days_hard=True))
    assert "speed-strength-rest" not in broken(a_brief([fast, lift, after], policy=policy), moved(lift, 2))
