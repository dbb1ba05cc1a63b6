"""Lints about the order and the amount of hard work."""

from dataclasses import replace
from datetime import time

import pytest

from service.checker import lint
from service.domain.athlete import Athlete
from service.domain.session import Group, GroupKind, Sport
from tests.checker.lints.reading import codes, lints
from tests.support.builders import POLICY, a_plan, a_session
from tests.support.cases import day


def runs(*kinds_on: tuple[str, int], sport: str = "run"):
    return [a_session(f"{kind}-{n}", day(n), kind, 100 if kind == "long" else 50, sport=sport) for kind, n in kinds_on]


@pytest.mark.parametrize(("third", "wrong"), [(8, False), (7, True)])
def test_three_hard_runs_in_seven_days_are_many(third, wrong):
    assert ("LINT-HARDCOUNT" in codes(runs(("tempo", 1), ("tempo", 3), ("tempo", third)))) is wrong


def test_three_are_fine_for_who_runs_six_times_and_four_are_not():
    three = runs(("tempo", 0), ("easy", 1), ("tempo", 2), ("easy", 3), ("tempo", 4), ("easy", 5))
    assert "LINT-HARDCOUNT" not in codes(three)
    four = [*three[:5], *runs(("tempo", 6)), a_session("x", day(3), "recovery", 30)]
    assert "LINT-HARDCOUNT" in codes(four)
    assert "LINT-HARDCOUNT" not in codes(four, off=["S0-18"])


@pytest.mark.parametrize(("to", "wrong"), [(2, True), (3, False)])
def test_hard_sessions_of_one_sport_on_following_dates_are_told(to, wrong):
    assert ("LINT-SPACING" in codes(runs(("tempo", 1), ("interval", to)))) is wrong
    assert ("LINT-SPACING" in codes(runs(("tempo", 1), ("interval", to), sport="bike"))) is wrong
    assert "LINT-SPACING" not in codes(runs(("tempo", 1), ("interval", to)), off=["R2.7-1"])


def test_hard_sessions_of_different_sports_crowd_nothing():
    assert "LINT-SPACING" not in codes([*runs(("tempo", 1)), *runs(("interval", 2), sport="bike"), *runs(("vo2", 1), sport="swim")])


@pytest.mark.parametrize(("kinds", "row"), [(("tempo", "long"), "R2.7-2"), (("long", "tempo"), "R2.7-2")])
def test_a_hard_and_a_long_run_on_following_dates_are_told(kinds, row):
    pair = runs((kinds[0], 1), (kinds[1], 2))
    assert "LINT-SPACING" in codes(pair)
    assert "LINT-SPACING" not in codes(pair, off=[row])
    assert "LINT-SPACING" not in codes(runs((kinds[0], 1), (kinds[1], 3)))
    assert "LINT-SPACING" not in codes(runs((kinds[0], 1), (kinds[1], 2), sport="bike"))


@pytest.mark.parametrize(("to", "wrong"), [(4, True), (5, False)])
def test_long_runs_have_three_days_between(to, wrong):
    assert ("LINT-LONG-TO-LONG" in codes(runs(("long", 1), ("long", to)))) is wrong
    assert "LINT-LONG-TO-LONG" not in codes(runs(("long", 1), ("long", to)), off=["S4-04"])


@pytest.mark.parametrize(("minutes", "kind", "wrong"), [(60, "easy", False), (65, "easy", True), (40, "steady", True)])
def test_the_day_after_a_long_run_is_short_and_easy(minutes, kind, wrong):
    pair = [*runs(("long", 1)), a_session("e", day(2), kind, minutes)]
    assert ("LINT-AFTER-LONG" in codes(pair)) is wrong
    assert "LINT-AFTER-LONG" not in codes(pair, off=["S4-03"])


def test_a_back_to_back_is_one_long_session():
    pair = [replace(s, group=Group("b", GroupKind.SEQUENCE, n)) for n, s in enumerate(runs(("long", 1), ("long", 2)))]
    assert codes(pair) == set()


def test_leg_strength_on_the_day_before_a_hard_or_long_run_is_told():
    for kind in ("tempo", "long"):
        pair = [a_session("ls", day(1), "strength"), *runs((kind, 2))]
        assert "LINT-SPACING" in codes(pair)
        assert "LINT-SPACING" not in codes(pair, off=["R2.7-6"])
        assert "LINT-SPACING" not in codes([a_session("ls", day(0), "strength"), *runs((kind, 2))])


@pytest.mark.parametrize(("start", "wrong"), [(time(10), False), (time(9, 59), True)])
def test_leg_strength_too_soon_after_a_hard_run_of_the_date_is_told(start, wrong):
    pair = [replace(runs(("tempo", 1))[0], start_time=time(7)), a_session("ls", day(1), "strength", start_time=start)]
    assert ("LINT-SPACING" in codes(pair)) is wrong
    assert "LINT-SPACING" not in codes(pair, off=["R2.7-7"])


@pytest.mark.parametrize(("to", "wrong"), [(2, True), (3, False)])
def test_a_hard_run_too_soon_after_a_race_is_told(to, wrong):
    pair = [a_session("race", day(0), "race", 45, distance_m=10_000), *runs(("tempo", to))]
    assert ("LINT-SPACING" in codes(pair)) is wrong
    assert "LINT-SPACING" not in codes(pair, off=["R2.7-3"])


def test_speed_and_strength_without_rest_after_are_told():
    pair = [*runs(("interval", 1)), a_session("ls", day(2), "strength"), a_session("e", day(3))]
    assert "LINT-SPEED-STRENGTH" in codes(pair)
    assert "LINT-SPEED-STRENGTH" not in codes(pair[:2])
    assert "LINT-SPEED-STRENGTH" not in codes(pair, off=["S1-15"])
    policy = replace(POLICY, spacing=replace(POLICY.spacing, hard_days_hard=True))
    assert "LINT-SPEED-STRENGTH" not in {told.code for told in lint(a_plan(pair), Athlete(), policy)}


def test_a_summary_stands_in_front_when_order_or_amount_is_off():
    told = lints(runs(("tempo", 1), ("interval", 2)))
    assert [t.code for t in told] == ["RPT-SEQ", "LINT-SPACING"]
    assert "RPT-SEQ" not in codes(runs(("tempo", 1), ("interval", 2)), off=["S2-88"])
    assert codes(runs(("tempo", 1), ("interval", 4))) == set()


def test_the_same_thing_seen_again_is_told_once_with_all_its_sessions():
    (_, told) = lints([*runs(("tempo", 1), ("interval", 2)), *runs(("tempo", 15), ("interval", 16))])
    assert told.session_ids == ("tempo-1", "interval-2", "tempo-15", "interval-16")
    assert told.text.endswith("The same 1 more time, last on Wed 18 Mar.")


def test_what_is_over_is_not_told_any_more():
    pair = runs(("tempo", 1), ("interval", 2))
    assert "LINT-SPACING" in codes(pair, today=day(2))
    assert "LINT-SPACING" not in codes(pair, today=day(3))


def test_an_olympic_triathlon_week_is_fine():
    week = [
        *runs(("interval", 1), ("easy", 4), ("long", 6)), *runs(("tempo", 2), ("easy", 3), ("long", 5), sport="bike"),
        *runs(("interval", 3), ("threshold", 5), sport="swim"), *runs(("tempo", 4)),
    ]  # fmt: skip
    week = [replace(s, duration_s=190 * 60) if s.sport is Sport.BIKE and s.kind == "long" else s for s in week if s.id != "easy-4"]
    assert codes(week) == set()


def test_a_road_cyclists_weeks_are_fine():
    week = runs(("vo2", 1), ("threshold", 3), ("tempo", 5), sport="bike")
    long = [a_session("sun", day(6), "long", 240, sport="bike"), a_session("wed", day(2), "easy", 120, sport="bike")]
    again = [replace(s, id=f"{s.id}b", date=day((s.date - day(0)).days + 7)) for s in (*week, *long)]
    assert codes([*week, *long, *again]) == set()
