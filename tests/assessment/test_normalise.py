"""Reports become signals: steps N1 to N6 at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from service.domain.report import Eased, Timing, Trend
from service.domain.session import Group, GroupKind, Kind, Sport
from tests.assessment.asking import evening, march, seen, signals, whole
from tests.support.builders import PLAN_A, POLICY, a_plan, a_report, a_session, at

NOW = evening(5)


def test_withdrawn_and_future_reports_are_left_out() -> None:
    withdrawn = replace(whole(4, 6), withdrawn=True)
    future = whole(5, 6, "20:01")
    assert signals(NOW, [withdrawn, future]) == ()


def test_a_withdrawal_is_an_amendment_of_the_same_report() -> None:
    first = whole(4, 6, id="r")
    taken_back = replace(first, withdrawn=True, submitted_at=first.submitted_at + timedelta(hours=1))
    assert signals(NOW, [taken_back, first]) == ()


@pytest.mark.parametrize(("days", "count"), [(41, 1), (42, 1), (43, 0)])
def test_patterns_reach_back_six_weeks(days: int, count: int) -> None:
    assert len(seen(NOW, [whole(march(5) - timedelta(days=days), 6)]).reports) == count


@pytest.mark.parametrize(("minutes", "fresh"), [(-1, True), (0, True), (1, False)])
def test_fresh_means_72_hours(minutes: int, fresh: bool) -> None:
    observed = NOW - timedelta(hours=72, minutes=minutes)
    (signal,) = signals(NOW, [a_report(observed, 6)])
    assert signal.fresh is fresh


def test_fresh_counts_hours_that_passed_also_when_the_clocks_change() -> None:
    """In Vienna the night to 29 March 2026 has one hour less: 72 hours on the clock are 71."""
    now = at("2026-03-31", "08:30")
    (signal,) = signals(now, [a_report(at("2026-03-28", "08:00"), 6)])
    assert signal.fresh


def test_age_follows_the_observation_and_not_the_writing() -> None:
    late = a_report(NOW - timedelta(hours=100), 6, submitted_at=NOW)
    assert [s.fresh for s in signals(NOW, [late])] == [False]


def test_the_latest_amendment_wins_field_by_field() -> None:
    first = whole(5, 6, id="r", sleep_h=5.0, note="tired")
    second = replace(a_report(first.observed_at, 4, id="r", submitted_at=NOW), sleep_quality=2)
    (signal,) = signals(NOW, [second, first])
    assert (signal.heaviness, signal.report.sleep_h, signal.report.sleep_quality, signal.report.note) == (4, 5.0, 2, "tired")


def test_an_amendment_takes_no_red_flag_back() -> None:
    first = whole(5, 6, id="r", flags=("RF_NUMB",))
    second = replace(first, flags=(), submitted_at=NOW)
    (signal,) = signals(NOW, [first, second])
    assert signal.report.flags == ("RF_NUMB",)


def test_two_reports_of_one_run_are_one_with_the_worst_heaviness() -> None:
    early, late = whole(5, 6, "08:00", sleep_h=5), whole(5, 4, "12:00", timing=Timing.LATE, flags=("RF_LIMP",))
    (signal,) = signals(NOW, [late, early])
    assert (signal.heaviness, signal.timing, signal.report.sleep_h, signal.report.flags) == (6, Timing.LATE, 5, ("RF_LIMP",))
    assert signal.ids == ("r-0305-0800", "r-0305-1200")
    assert not signal.conflict


@pytest.mark.parametrize(("other", "conflict"), [(4, False), (3, True), (2, True)])
def test_four_points_apart_is_a_contradiction(other: int, conflict: bool) -> None:
    (signal,) = signals(NOW, [whole(5, 7, "08:00"), whole(5, other, "10:00")])
    assert signal.conflict is conflict


def test_reports_of_different_sessions_stay_apart_however_close() -> None:
    plan = a_plan([a_session("am", march(5), start_time=at(march(5), "08:00").time()), a_session("noon", march(5), sport=Sport.BIKE)])
    found = signals(NOW, [whole(5, 6, "09:00", session_id="am"), whole(5, 3, "10:00", session_id="noon", is_run=False)], plan=plan)
    assert [s.heaviness for s in found] == [6, 3]


@pytest.mark.parametrize(("clock", "count"), [("13:59", 1), ("14:00", 1), ("14:01", 2)])
def test_without_a_session_reports_of_one_sport_merge_within_six_hours(clock: str, count: int) -> None:
    empty = a_plan([])
    assert len(signals(NOW, [whole(5, 6, "08:00"), whole(5, 5, clock)], plan=empty)) == count


def test_a_run_and_a_morning_check_do_not_merge() -> None:
    morning = a_report(at(march(5), "06:30"), 2, is_run=False)
    assert len(signals(NOW, [morning, whole(5, 6, "08:00")])) == 2


@pytest.mark.parametrize(("heaviness", "weighed"), [(3, 2), (5, 3), (6, 3), (7, 7), (8, 8)])
def test_a_run_stopped_early_weighs_half_up_to_six(heaviness: int, weighed: int) -> None:
    (signal,) = signals(NOW, [whole(5, heaviness, premature=True)])
    assert (signal.heaviness, signal.stated_heaviness, signal.stopped_early) == (weighed, heaviness, True)


def test_halving_can_be_switched_off_with_its_row() -> None:
    off = replace(POLICY, switched_off=frozenset({"S2-49"}))
    (signal,) = signals(NOW, [whole(5, 6, premature=True)], policy=off)
    assert signal.heaviness == 6


@pytest.mark.parametrize(("said", "timing"), [
    ({"timing": Timing.START, "eased": Eased.NO}, Timing.WHOLE),
    ({"timing": Timing.START, "in_run_trend": Trend.WORSENING}, Timing.WHOLE),
    ({"timing": Timing.START, "eased": Eased.PARTLY}, Timing.START),
    ({"timing": Timing.WHOLE, "eased": Eased.YES, "eased_after_min": 19}, Timing.START),
    ({"timing": Timing.WHOLE, "eased": Eased.YES, "eased_after_min": 20}, Timing.START),
    ({"timing": Timing.WHOLE, "eased": Eased.YES, "eased_after_min": 21}, Timing.WHOLE),
    ({"timing": Timing.WHOLE, "eased": Eased.YES}, Timing.WHOLE),
    ({"timing": Timing.MIDDLE, "eased": Eased.YES, "eased_after_min": 5}, Timing.MIDDLE),
    ({"timing": None}, Timing.UNKNOWN),
])  # fmt: skip
def test_timing_is_corrected_by_what_happened_on_the_way(said: dict[str, object], timing: Timing) -> None:
    (signal,) = signals(NOW, [whole(5, 5, **said)])
    assert signal.timing is timing


@pytest.mark.parametrize(("said", "hot"), [
    ({"heat": True}, True), ({"wbgt": 17.9}, False), ({"wbgt": 18.0}, True), ({"temp_c": 23.9}, False), ({"temp_c": 24.0}, True),
    ({}, False),
])  # fmt: skip
def test_heat_is_said_or_measured(said: dict[str, object], hot: bool) -> None:
    (signal,) = signals(NOW, [whole(5, 5, **said)])
    assert (signal.hot, signal.weight) == (hot, 0.5 if hot else 1.0)


def test_a_report_finds_the_session_within_six_hours_of_its_start() -> None:
    (near,) = signals(NOW, [a_report(at(march(5), "13:00"), 5, is_run=None)])
    assert (near.session is not None and near.session.id, near.sport, near.of_leg_session) == ("tempo-0302", Sport.RUN, True)
    (far,) = signals(NOW, [a_report(at(march(5), "13:01"), 5, is_run=None)])
    assert (far.session, far.sport, far.of_leg_session) == (None, None, False)


def test_a_named_session_is_believed_at_any_hour() -> None:
    (signal,) = signals(NOW, [a_report(at(march(5), "19:59"), 5, session_id="tempo-0302", is_run=None)])
    assert signal.of_leg_session


@pytest.mark.parametrize(("sport", "leg"), [(Sport.BIKE, True), (Sport.ROW, True), (Sport.SWIM, False), (Sport.HIKE, True)])
def test_leg_sessions_are_those_in_which_the_legs_work(sport: Sport, leg: bool) -> None:
    (signal,) = signals(NOW, [a_report(NOW - timedelta(hours=1), 5, sport=sport, is_run=False)], plan=a_plan([]))
    assert signal.of_leg_session is leg


def test_dates_are_those_of_the_athletes_zone() -> None:
    instant = datetime(2026, 3, 4, 23, 30, tzinfo=ZoneInfo("UTC"))
    (signal,) = signals(NOW, [a_report(instant, 5)])
    assert signal.day == date(2026, 3, 5)


def test_without_its_row_old_news_is_fresh_and_dates_are_those_of_greenwich() -> None:
    old = a_report(NOW - timedelta(hours=100), 5)
    assert signals(NOW, [old], policy=replace(POLICY, switched_off=frozenset({"N5"})))[0].fresh
    late = a_report(datetime(2026, 3, 4, 23, 30, tzinfo=ZoneInfo("UTC")), 5)
    assert signals(NOW, [late], policy=replace(POLICY, switched_off=frozenset({"N6"})))[0].day == date(2026, 3, 4)


def test_the_order_is_that_of_observation_and_not_of_writing() -> None:
    late = replace(whole(3, 4), submitted_at=NOW)
    assert [s.day for s in signals(NOW, [late, whole(4, 5)])] == [march(3), march(4)]


def test_the_second_day_of_a_back_to_back_counts_half() -> None:
    days = (march(4), march(5))
    plan = a_plan([a_session(f"l{n}", day, Kind.LONG, 120, group=Group("g", GroupKind.SEQUENCE, n)) for n, day in enumerate(days)])
    first, second = signals(NOW, [whole(4, 5), whole(5, 5)], plan=plan)
    assert (first.weight, first.in_streak, second.weight, second.in_streak) == (1.0, True, 0.5, False)


def test_any_order_gives_the_same_signals() -> None:
    reports = [whole(3, 5), whole(5, 6, "08:00"), whole(5, 2, "12:00"), whole(4, 3, id="x"), replace(whole(4, 5, id="x"), submitted_at=NOW)]
    expected = signals(NOW, reports)
    assert all(signals(NOW, order) == expected for order in permutations(reports))


def test_plan_a_has_the_sessions_that_these_tests_lean_on() -> None:
    assert PLAN_A.by_id["tempo-0302"].date == march(5)
