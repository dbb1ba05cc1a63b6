"""Heavy days, streaks and slow starts, each threshold at its edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.report import Eased, Timing
from service.domain.session import Sport
from tests.assessment.measures.looking import ago, looks, morning


@pytest.mark.parametrize(("days", "count"), [(8, 2), (9, 2), (10, 1)])
def test_heavy_days_are_counted_over_ten_dates(days: int, count: int) -> None:
    assert looks(ago(0), ago(days)).heavy10 == count


@pytest.mark.parametrize(("heaviness", "count"), [(2, 0), (3, 1), (4, 1)])
def test_heavy_is_three_and_more(heaviness: int, count: int) -> None:
    assert looks(ago(0, heaviness)).heavy10 == count


def test_a_date_counts_once_and_a_hot_one_half() -> None:
    assert looks(ago(0), ago(0, 4, clock="16:00")).heavy10 == 1
    assert looks(ago(0, heat=True), ago(1, heat=True)).heavy10 == 1
    assert looks(ago(0, heat=True), ago(0, clock="16:00")).heavy10 == 1


def test_days_without_a_leg_session_are_no_heavy_days() -> None:
    assert looks(morning(0), ago(1, is_run=False, sport=Sport.SWIM)).heavy10 == 0


def test_a_streak_passes_over_days_without_report_and_ends_at_a_good_one() -> None:
    assert looks(ago(0, 6), ago(2, 4), ago(5, 5)).streak.days == 3
    assert looks(ago(0, 6), ago(2, 4), ago(5, 5)).streak.mean == 5.0
    assert looks(ago(0), ago(1), ago(2, 2), ago(3)).streak.days == 2
    assert looks(ago(0, 2), ago(1), ago(2)).streak.days == 0


@pytest.mark.parametrize(("gap", "days"), [(6, 2), (7, 2), (8, 1)])
def test_a_gap_of_more_than_seven_days_breaks_a_streak(gap: int, days: int) -> None:
    assert looks(ago(1), ago(1 + gap)).streak.days == days


@pytest.mark.parametrize(("days", "length"), [(9, 3), (10, 2)])
def test_a_streak_reaches_back_ten_dates(days: int, length: int) -> None:
    assert looks(ago(0), ago(5), ago(days)).streak.days == length


def test_starts_that_ease_neither_count_nor_break() -> None:
    stiff = ago(1, 5, timing=Timing.START, eased=Eased.YES)
    assert looks(ago(0), stiff, ago(2)).streak.days == 2
    assert looks(ago(0), replace(stiff, eased=Eased.PARTLY), ago(2)).streak.days == 3


@pytest.mark.parametrize(("said", "days"), [(1, 2), (3, 3), (7, 7), (9, 7)])
def test_the_athletes_own_count_may_be_longer_up_to_seven(said: int, days: int) -> None:
    assert looks(ago(0, runs_heavy_in_row=said), ago(1)).streak.days == days


def test_the_own_count_does_not_stand_against_a_good_run_of_the_week() -> None:
    assert looks(ago(0, runs_heavy_in_row=5), ago(6, 1)).streak.days == 1
    assert looks(ago(0, runs_heavy_in_row=5), ago(7, 1)).streak.days == 5


@pytest.mark.parametrize(("days", "count"), [(13, 2), (14, 1)])
def test_starts_are_counted_over_fourteen_dates(days: int, count: int) -> None:
    assert looks(ago(0, timing=Timing.START), ago(days, timing=Timing.START), ago(1)).start_days14 == count
