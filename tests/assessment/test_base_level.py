"""The level of each class at its edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.assessment.base_level import base_level
from service.assessment.features import Streak
from service.domain.adjustment import PerfTrend
from service.domain.report import Timing, Trend
from service.domain.report_class import ReportClass as C
from tests.assessment.facts import blocks, facts, sore
from tests.support.builders import POLICY


@pytest.mark.parametrize(("heaviness", "level"), [(3, 0), (6, 0), (7, 1), (8, 1), (9, 2), (10, 2)])
def test_isolated(heaviness: int, level: int) -> None:
    assert base_level(C.ISOLATED, None, facts(heaviness, Timing.UNKNOWN), POLICY) == level


@pytest.mark.parametrize(("heaviness", "days", "level"), [(6, 2, 0), (7, 1, 1), (8, 1, 1), (3, 3, 1), (3, 4, 1)])
def test_start(heaviness: int, days: int, level: int) -> None:
    assert base_level(C.P1_START, None, facts(heaviness, Timing.START, start_days14=days), POLICY) == level


@pytest.mark.parametrize(
    ("heaviness", "trend", "level"),
    [(3, None, 1), (6, None, 1), (7, None, 2), (4, Trend.WORSENING, 1), (5, Trend.WORSENING, 2), (6, Trend.STEADY, 1)],
)
def test_midway(heaviness: int, trend: Trend | None, level: int) -> None:
    assert base_level(C.P2_MIDWAY, None, facts(heaviness, Timing.MIDDLE, said={"in_run_trend": trend}), POLICY) == level


@pytest.mark.parametrize(
    ("heaviness", "heavy10", "level"), [(3, 2, 1), (4, 2, 1), (5, 1, 2), (6, 3, 2), (7, 1, 2), (7, 1.5, 2), (7, 2, 3), (10, 2.5, 3)]
)
def test_whole_run(heaviness: int, heavy10: float, level: int) -> None:
    assert base_level(C.P3_WHOLE_RUN, None, facts(heaviness, heavy10=heavy10), POLICY) == level


@pytest.mark.parametrize(("days", "mean", "strain", "level"), [
    (3, 3.9, (), 1), (3, 4.0, (), 2), (3, 3.9, ("sleep",), 2), (4, 4.9, (), 2), (4, 5.0, (), 3), (4, 5.1, (), 3),
    (5, 3.9, (), 3), (5, 4.9, (), 3), (5, 5.0, (), 4), (6, 9.0, (), 4),
])  # fmt: skip
def test_multi_day(days: int, mean: float, strain: tuple[str, ...], level: int) -> None:
    features = facts(5, streak=Streak(days, mean), strain=frozenset(strain))
    assert base_level(C.P4_MULTI_DAY, None, features, POLICY) == level


@pytest.mark.parametrize("trend", PerfTrend)
def test_what_the_athlete_reports_outranks_what_the_watch_says(trend: PerfTrend) -> None:
    assert base_level(C.P4_MULTI_DAY, None, facts(5, streak=Streak(3, 5.0), perf_trend=trend), POLICY) == 3
    for row in ("K50", "S2-58"):
        policy = replace(POLICY, switched_off=frozenset({row}))
        level = base_level(C.P4_MULTI_DAY, None, facts(5, streak=Streak(3, 5.0), perf_trend=trend), policy)
        assert level == (1 if trend is PerfTrend.STABLE else 3)


@pytest.mark.parametrize(("average", "strain", "rising", "level"), [
    (4.9, (), False, 2), (4.9, ("sleep",), False, 2), (4.9, ("sleep", "stress"), False, 3), (5.0, (), False, 3), (5.9, (), False, 3),
    (6.0, (), False, 4), (6.1, (), False, 4), (4.5, (), True, 4),
])  # fmt: skip
def test_week_trend(average: float, strain: tuple[str, ...], rising: bool, level: int) -> None:
    features = facts(5, blocks=blocks(average, 3.0), strain=frozenset(strain), rising3=rising)
    assert base_level(C.P5_WEEK_TREND, None, features, POLICY) == level


@pytest.mark.parametrize(("points", "level"), [(3, 1), (6, 1), (7, 2), (8, 2)])
def test_expected_soreness(points: int, level: int) -> None:
    assert base_level(C.EXPECTED_DOMS, None, facts(5, soreness=sore(points)), POLICY) == level


def test_expected_soreness_that_nobody_asked_about_is_level_1() -> None:
    assert base_level(C.EXPECTED_DOMS, "unasked", facts(6), POLICY) == 1


@pytest.mark.parametrize(("heaviness", "level"), [(3, 2), (6, 2), (7, 3), (8, 3)])
def test_ended_illness(heaviness: int, level: int) -> None:
    assert base_level(C.POST_ILLNESS, "ended", facts(heaviness), POLICY) == level


def test_good_and_missing_data_are_0_and_a_flag_is_5() -> None:
    assert [base_level(klass, None, facts(1), POLICY) for klass in (C.GOOD, C.INSUFFICIENT_DATA, C.RED_FLAG)] == [0, 0, 5]


@pytest.mark.parametrize(
    ("heaviness", "klass"), [(h, k) for k in (C.ISOLATED, C.P1_START, C.P2_MIDWAY, C.P3_WHOLE_RUN) for h in range(3, 10)]
)
def test_more_heaviness_never_lowers_the_level_of_a_class(heaviness: int, klass: C) -> None:
    levels = [base_level(klass, None, facts(h, heavy10=2.0), POLICY) for h in (heaviness, heaviness + 1)]
    assert levels == sorted(levels)
