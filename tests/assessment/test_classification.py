"""Each row of the class table at its edges: one below, at, one above."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.assessment.classification import Classified, classify
from service.assessment.features import Features, IllnessFacts, Streak
from service.domain.report import Illness, Side, Timing, Trend
from service.domain.report_class import ReportClass as C
from tests.assessment.asking import days_before
from tests.assessment.facts import SOURCE, TODAY, blocks, facts, sore
from tests.support.builders import POLICY


def classed(features: Features, flagged: bool = False) -> Classified:
    return classify(features, flagged, POLICY)


def klass(features: Features) -> C:
    return classed(features).chosen.klass


def test_an_open_flag_stands_above_everything() -> None:
    ill = IllnessFacts(now=Illness.FEVER, fresh=True)
    assert classed(facts(9, illness=ill), flagged=True).chosen.klass is C.RED_FLAG
    assert classed(facts(None), flagged=True).level == 5


@pytest.mark.parametrize(
    ("kind", "detail", "level"), [(Illness.FEVER, "acute", 4), (Illness.BELOW_NECK, "acute", 4), (Illness.ABOVE_NECK, "mild", 2)]
)
def test_a_fresh_illness_stands_above_good_legs(kind: Illness, detail: str, level: int) -> None:
    found = classed(facts(0, illness=IllnessFacts(now=kind, fresh=True)))
    assert (found.chosen.klass, found.chosen.detail, found.level) == (C.POST_ILLNESS, detail, level)


def test_an_illness_last_heard_of_four_days_ago_gives_no_class() -> None:
    assert klass(facts(5, illness=IllnessFacts(now=Illness.FEVER, fresh=False))) is C.P3_WHOLE_RUN


def test_no_fresh_report_is_no_data() -> None:
    nothing = Features(facts().now, TODAY, blocks=blocks())
    assert (classed(nothing).chosen.klass, classed(nothing).chosen.detail) == (C.INSUFFICIENT_DATA, "none")
    old = Features(facts().now, TODAY, blocks=blocks(), reports=facts().reports)
    assert classed(old).chosen.detail == "stale"


def test_a_report_without_heaviness_is_missing_data() -> None:
    found = classed(facts(None))
    assert (found.chosen.klass, found.chosen.detail, found.level) == (C.INSUFFICIENT_DATA, "missing", 0)


@pytest.mark.parametrize(("heaviness", "expected"), [(1, C.GOOD), (2, C.GOOD), (3, C.ISOLATED)])
def test_good_ends_at_two(heaviness: int, expected: C) -> None:
    assert klass(facts(heaviness, Timing.UNKNOWN)) is expected


@pytest.mark.parametrize(("days", "expected"), [(0, C.POST_ILLNESS), (13, C.POST_ILLNESS), (14, C.POST_ILLNESS), (15, C.P3_WHOLE_RUN)])
def test_an_illness_counts_for_fourteen_days(days: int, expected: C) -> None:
    assert klass(facts(5, illness=IllnessFacts(end=days_before(TODAY, days)))) is expected


@pytest.mark.parametrize(("streak", "overload", "expected"), [
    (2, False, C.P3_WHOLE_RUN), (3, False, C.P4_MULTI_DAY), (3, True, C.P3_WHOLE_RUN), (4, True, C.P4_MULTI_DAY),
])  # fmt: skip
def test_a_streak_of_three_is_a_pattern_and_of_four_in_an_overload_week(streak: int, overload: bool, expected: C) -> None:
    assert klass(facts(5, streak=Streak(streak, 5.0), overload_week=overload)) is expected


def test_the_weeks_trend_names_its_row() -> None:
    found = classed(facts(5, week_trend=True, blocks=blocks(5.0, 3.5)))
    assert (found.chosen.klass, found.level) == (C.P5_WEEK_TREND, 3)
    assert [p.klass for p in found.others] == [C.P3_WHOLE_RUN]


def test_of_illness_trend_and_streak_the_highest_level_gives_the_class() -> None:
    """A severe streak of five outweighs an illness that has ended and a mild trend."""
    rivals = {"illness": IllnessFacts(end=TODAY), "week_trend": True, "blocks": blocks(4.5, 3.0)}
    assert klass(facts(5, streak=Streak(5, 5.0), **rivals)) is C.P4_MULTI_DAY
    assert klass(facts(5, streak=Streak(3, 3.5), **rivals)) is C.POST_ILLNESS


def test_at_equal_levels_the_earlier_row_gives_the_class() -> None:
    found = classed(facts(5, illness=IllnessFacts(end=TODAY), streak=Streak(3, 4.5)))
    assert (found.chosen.klass, found.level) == (C.POST_ILLNESS, 2)
    assert found.others[0].klass is C.P4_MULTI_DAY


TAPER = {"taper": True, "days_to_race": 10}


@pytest.mark.parametrize(("heaviness", "expected"), [(5, C.TAPER_NORMAL), (6, C.TAPER_NORMAL), (7, C.P3_WHOLE_RUN)])
def test_flat_legs_before_a_race_are_normal_up_to_six(heaviness: int, expected: C) -> None:
    assert klass(facts(heaviness, **TAPER)) is expected


@pytest.mark.parametrize(("changes", "expected"), [
    ({"strain": frozenset({"sleep"})}, C.TAPER_NORMAL),
    ({"strain": frozenset({"sleep", "stress"})}, C.P3_WHOLE_RUN),
    ({"pain": 3}, C.TAPER_NORMAL),
    ({"pain": 4}, C.P3_WHOLE_RUN),
    ({"illness": IllnessFacts(end=days_before(TODAY, 15))}, C.TAPER_NORMAL),
    ({"illness": IllnessFacts(end=days_before(TODAY, 14))}, C.POST_ILLNESS),
    ({"said": {"side": Side.LEFT}}, C.P3_WHOLE_RUN),
])  # fmt: skip
def test_a_taper_excuses_nothing_else(changes: dict[str, object], expected: C) -> None:
    assert klass(facts(5, **TAPER, **changes)) is expected


@pytest.mark.parametrize(("days", "level"), [(0, 0), (1, 0), (4, 0), (5, 1)])
def test_nothing_changes_in_the_last_four_days(days: int, level: int) -> None:
    assert classed(facts(6, taper=True, days_to_race=days)).level == level


def test_a_taper_never_raises_what_the_reports_give() -> None:
    assert classed(facts(3, Timing.UNKNOWN, **TAPER)).level == 0


@pytest.mark.parametrize(("points", "expected"), [(2, C.P3_WHOLE_RUN), (3, C.EXPECTED_DOMS), (4, C.EXPECTED_DOMS)])
def test_soreness_from_three_on_is_expected_after_its_source(points: int, expected: C) -> None:
    assert klass(facts(5, soreness=sore(points), doms_source=SOURCE)) is expected


@pytest.mark.parametrize(("changes", "expected"), [
    ({"doms_source": None}, C.P3_WHOLE_RUN),
    ({"soreness": sore(5, Side.LEFT)}, C.P3_WHOLE_RUN),
    ({"soreness": sore(5, None)}, C.EXPECTED_DOMS),
    ({"pain": 3}, C.EXPECTED_DOMS),
    ({"pain": 4}, C.P3_WHOLE_RUN),
    ({"streak": Streak(2, 5.0)}, C.EXPECTED_DOMS),
    ({"streak": Streak(3, 5.0), "overload_week": True}, C.P3_WHOLE_RUN),
])  # fmt: skip
def test_soreness_needs_a_source_both_legs_little_pain_and_no_streak(changes: dict[str, object], expected: C) -> None:
    assert klass(facts(5, **({"soreness": sore(5), "doms_source": SOURCE} | changes))) is expected


@pytest.mark.parametrize(("heaviness", "timing", "said", "expected"), [
    (6, Timing.WHOLE, {}, C.EXPECTED_DOMS),
    (7, Timing.WHOLE, {}, C.P3_WHOLE_RUN),
    (6, Timing.START, {}, C.EXPECTED_DOMS),
    (6, Timing.NOT_RUNNING, {}, C.EXPECTED_DOMS),
    (6, Timing.MIDDLE, {}, C.P2_MIDWAY),
    (6, Timing.LATE, {}, C.P2_MIDWAY),
    (6, Timing.WHOLE, {"in_run_trend": Trend.WORSENING}, C.P3_WHOLE_RUN),
])  # fmt: skip
def test_after_leg_strength_soreness_is_assumed_where_nobody_asked(
    heaviness: int, timing: Timing, said: dict[str, object], expected: C
) -> None:
    found = classed(facts(heaviness, timing, said=said, strength_source=SOURCE))
    assert found.chosen.klass is expected
    assert (found.chosen.detail == "unasked") is (expected is C.EXPECTED_DOMS)


def test_the_athletes_word_on_leg_strength_is_enough() -> None:
    assert klass(facts(5, said={"leg_strength_48h": True})) is C.EXPECTED_DOMS


TIMES = [(Timing.WHOLE, C.P3_WHOLE_RUN), (Timing.MIDDLE, C.P2_MIDWAY), (Timing.LATE, C.P2_MIDWAY), (Timing.START, C.P1_START)]


@pytest.mark.parametrize(("timing", "expected"), [*TIMES, (Timing.UNKNOWN, C.ISOLATED), (Timing.NOT_RUNNING, C.ISOLATED)])
def test_the_timing_names_the_pattern_from_heaviness_five(timing: Timing, expected: C) -> None:
    assert klass(facts(4, timing)) is C.ISOLATED
    assert klass(facts(5, timing)) is expected
    assert klass(facts(6, timing)) is expected


@pytest.mark.parametrize(("timing", "expected"), TIMES)
def test_two_heavy_days_of_ten_are_enough_for_a_mild_one(timing: Timing, expected: C) -> None:
    assert klass(facts(3, timing, heavy10=1.5)) is C.ISOLATED
    assert klass(facts(3, timing, heavy10=2.0)) is expected
    assert klass(facts(3, timing, heavy10=2.5)) is expected


@pytest.mark.parametrize("row", ["S2-60", "S2-61", "S2-62", "S2-63", "S2-64", "S2-77", "S1-14"])
def test_a_row_that_is_switched_off_gives_no_class(row: str) -> None:
    off = replace(POLICY, switched_off=frozenset({row}))
    cases = {
        "S2-60": facts(6, Timing.START), "S2-61": facts(6, Timing.LATE), "S2-62": facts(6), "S2-63": facts(6, streak=Streak(4, 6.0)),
        "S2-64": facts(6, week_trend=True, blocks=blocks(6.0, 4.0)), "S2-77": facts(6, illness=IllnessFacts(end=TODAY)),
        "S1-14": facts(6, soreness=sore(5), doms_source=SOURCE),
    }  # fmt: skip
    assert classify(cases[row], flagged=False, policy=POLICY).chosen.row == row
    assert classify(cases[row], flagged=False, policy=off).chosen.row != row
