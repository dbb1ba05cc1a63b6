"""What raises, caps and floors the base level, each at its edge."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service.assessment.features import Features, Streak
from service.assessment.modifiers import Modified, modify
from service.domain.adjustment import PerfTrend
from service.domain.report import Side
from service.domain.report_class import ReportClass as C
from tests.assessment.facts import blocks, facts
from tests.support.builders import POLICY

ONE, TWO, THREE = (frozenset(("sleep", "stress", "irritability")[:n]) for n in (1, 2, 3))
PATTERNS = (C.P2_MIDWAY, C.P3_WHOLE_RUN, C.P4_MULTI_DAY, C.P5_WEEK_TREND)
REMEMBERED = blocks(levels=(0, 2, 0, 2))


def modified(klass: C, base: int, features: Features, without: int = 0) -> Modified:
    return modify(klass, base, features, POLICY, lambda: without)


@pytest.mark.parametrize("klass", PATTERNS)
def test_two_signs_of_strain_raise_a_pattern(klass: C) -> None:
    assert modified(klass, 1, facts(strain=ONE)).level == 1
    assert modified(klass, 1, facts(strain=TWO)) == Modified(2, ("M1",), ("M1", "S2-59"))
    assert modified(klass, 1, facts(strain=THREE)).level == 2


@pytest.mark.parametrize("klass", [C.ISOLATED, C.P1_START])
def test_strain_raises_a_single_report_from_0_to_1_only(klass: C) -> None:
    assert modified(klass, 0, facts(strain=TWO)).level == 1
    assert modified(klass, 1, facts(strain=TWO)).level == 1


@pytest.mark.parametrize("klass", [C.ISOLATED, C.P1_START])
def test_in_an_overload_week_a_single_report_needs_three_signs(klass: C) -> None:
    assert modified(klass, 0, facts(strain=TWO, overload_week=True)).level == 0
    assert modified(klass, 0, facts(strain=THREE, overload_week=True)).level == 1


@pytest.mark.parametrize("klass", [C.GOOD, C.INSUFFICIENT_DATA, C.TAPER_NORMAL, C.EXPECTED_DOMS, C.POST_ILLNESS])
def test_strain_raises_nothing_else(klass: C) -> None:
    assert modified(klass, 0, facts(strain=THREE)).level == 0


@pytest.mark.parametrize(("days", "touched", "level"), [(2, True, 2), (3, True, 3), (3, False, 2), (4, True, 3)])
def test_a_streak_that_touches_motivation_or_form_raises(days: int, touched: bool, level: int) -> None:
    assert modified(C.P4_MULTI_DAY, 2, facts(streak=Streak(days, 4.0), motivation_low=touched)).level == level
    assert modified(C.P4_MULTI_DAY, 2, facts(streak=Streak(days, 4.0), form_affected=touched)).level == level


@pytest.mark.parametrize(
    ("klass", "level"), [(C.P2_MIDWAY, 1), (C.P3_WHOLE_RUN, 2), (C.P4_MULTI_DAY, 2), (C.P5_WEEK_TREND, 2), (C.ISOLATED, 1)]
)
def test_a_jump_in_load_raises_the_patterns_of_fatigue(klass: C, level: int) -> None:
    assert modified(klass, 1, facts(spike=True)).level == level


@pytest.mark.parametrize(
    ("levels", "raised"), [((0, 2), 1), ((0, 2, 2), 2), ((0, 1, 2), 1), ((0, 2, 0, 3), 2), ((4, 2), 1), ((0, 2, 0, 0, 2), 1)]
)
def test_levels_of_two_weeks_out_of_the_last_three_raise(levels: tuple[int, ...], raised: int) -> None:
    assert modified(C.P3_WHOLE_RUN, 1, facts(blocks=blocks(levels=levels))).level == raised


@pytest.mark.parametrize(("strain", "ids"), [(frozenset[str](), ()), (ONE, ()), (TWO, ("M1", "M2", "M3"))])
def test_stable_performance_with_little_strain_voids_jump_and_memory(strain: frozenset[str], ids: tuple[str, ...]) -> None:
    features = facts(spike=True, blocks=REMEMBERED, strain=strain, perf_trend=PerfTrend.STABLE)
    assert modified(C.P3_WHOLE_RUN, 1, features).ids == ids


@pytest.mark.parametrize("trend", [PerfTrend.UNKNOWN, PerfTrend.DECLINING, PerfTrend.IMPROVING])
def test_only_stable_performance_voids_them(trend: PerfTrend) -> None:
    assert modified(C.P3_WHOLE_RUN, 1, facts(spike=True, perf_trend=trend)).level == 2


@pytest.mark.parametrize(("base", "level"), [(1, 3), (2, 4), (3, 4), (4, 4)])
def test_all_together_raise_by_two_and_never_past_4(base: int, level: int) -> None:
    assert modified(C.P4_MULTI_DAY, base, facts(spike=True, blocks=REMEMBERED, strain=TWO)).level == level


@pytest.mark.parametrize(("pain", "level"), [(3, 0), (4, 2), (5, 2)])
@pytest.mark.parametrize("klass", [C.GOOD, C.ISOLATED, C.INSUFFICIENT_DATA])
def test_pain_of_4_is_at_least_level_2(klass: C, pain: int, level: int) -> None:
    assert modified(klass, 0, facts(pain=pain)).level == level


def test_pain_lowers_nothing() -> None:
    assert modified(C.P4_MULTI_DAY, 3, facts(pain=5)).level == 3


@pytest.mark.parametrize(("level", "without", "expected"), [(3, 0, 2), (2, 0, 2), (1, 0, 1), (3, 3, 3), (1, 2, 2)])
@pytest.mark.parametrize("klass", [C.ISOLATED, C.P1_START, C.P2_MIDWAY, C.P3_WHOLE_RUN])
def test_reports_that_do_not_fit_give_level_2_at_most_and_never_less_than_the_others(
    klass: C, level: int, without: int, expected: int
) -> None:
    found = modified(klass, level, facts(conflict=True), without)
    assert (found.level, "M5" in found.ids) == (expected, True)


@pytest.mark.parametrize("klass", [C.P4_MULTI_DAY, C.P5_WEEK_TREND, C.POST_ILLNESS])
def test_a_contradiction_does_not_touch_longer_patterns_and_illness(klass: C) -> None:
    assert modified(klass, 4, facts(conflict=True)).level == 4


def test_no_modifier_touches_a_red_flag() -> None:
    assert modified(C.RED_FLAG, 5, facts(conflict=True, strain=TWO, pain=5)) == Modified(5, (), ())


@pytest.mark.parametrize(("side", "level"), [(None, 2), (Side.BOTH, 2), (Side.LEFT, 0)])
def test_a_repeatable_onset_in_both_legs_is_at_least_level_2(side: Side | None, level: int) -> None:
    assert modified(C.ISOLATED, 0, facts(4, said={"repro": True, "side": side})).level == level


def test_a_repeatable_onset_says_nothing_on_a_good_day() -> None:
    assert modified(C.GOOD, 0, facts(2, said={"repro": True})).level == 0


@pytest.mark.parametrize(("days", "level"), [(9, 0), (10, 1), (11, 1)])
def test_ten_days_without_rest_are_at_least_level_1_when_heavy(days: int, level: int) -> None:
    assert modified(C.ISOLATED, 0, facts(4, days_in_row=days)).level == level
    assert modified(C.GOOD, 0, facts(1, days_in_row=days)).level == 0


@pytest.mark.parametrize(("heaviness", "level"), [(6, 0), (7, 1), (8, 1)])
def test_a_run_stopped_with_severe_heaviness_is_at_least_level_1(heaviness: int, level: int) -> None:
    assert modified(C.P1_START, 0, facts(heaviness, said={"stopped_early": True})).level == level


@pytest.mark.parametrize(("base", "level"), [(1, 1), (2, 2), (3, 2), (4, 2)])
def test_what_is_usual_for_the_cycle_never_passes_level_2_and_has_no_memory(base: int, level: int) -> None:
    found = modified(C.P4_MULTI_DAY, base, facts(cycle=True, blocks=REMEMBERED))
    assert (found.level, "M3" in found.ids) == (level, False)


@pytest.mark.parametrize(("row", "given"), [
    ("M1", {"strain": TWO}), ("S2-59", {"strain": TWO}), ("M2", {"spike": True}), ("M3", {"blocks": REMEMBERED}), ("M4", {"pain": 4}),
    ("S3-27", {"pain": 4}), ("S3-20", {"days_in_row": 12}), ("M6", {"said": {"repro": True}}),
    ("S2-13", {"streak": Streak(3, 4.0), "form_affected": True}),
])  # fmt: skip
def test_a_row_that_is_switched_off_changes_nothing(row: str, given: dict[str, Any]) -> None:
    off = replace(POLICY, switched_off=frozenset({row}))
    base = 0 if row in ("M4", "S3-27", "S3-20", "M6") else 1
    features = facts(5, **given)
    assert modified(C.P3_WHOLE_RUN, base, features).level > base
    assert modify(C.P3_WHOLE_RUN, base, features, off, lambda: 0).level == base
