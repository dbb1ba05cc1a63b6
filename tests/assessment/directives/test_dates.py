"""Earliest dates by level and class, the windows of held levels, the scope of both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.assessment.features import SorenessSource
from service.domain.assessment import TagName
from service.domain.athlete import Gate
from service.domain.directives import Scope, Window
from service.domain.report_class import ReportClass
from service.domain.session import Sport
from service.domain.state import State
from service.rules import find_rule
from tests.assessment.directives.given import POLICY, Given, day, ended, heard, on_day, sore

P3, P4, DOMS = ReportClass.P3_WHOLE_RUN, ReportClass.P4_MULTI_DAY, ReportClass.EXPECTED_DOMS
TWO_STRAINS = {"strain": frozenset({"sleep", "stress"})}


@pytest.mark.parametrize(
    ("level", "hard", "strength", "long"),
    [(0, None, None, None), (1, 6, 6, 6), (2, 7, 7, 7), (3, 8, 8, 8), (4, 13, 13, 9)],
)
def test_dates_by_level(level, hard, strength, long):
    given = Given(on_day(5), level, P4).directives()
    assert (given.first_hard_on, given.first_strength_on, given.first_long_on) == tuple(n and day(n) for n in (hard, strength, long))


def test_level_4_counts_from_today_when_a_session_of_today_is_left():
    given = Given(on_day(5, "05:00"), 4, P4).directives()
    assert (given.day0, given.first_hard_on) == (day(5), day(12))


@pytest.mark.parametrize("row", ["S2-63", "S2-05", "S4-05", "D-3-first-hard", "K25"])
def test_dates_act_by_their_rows(row):
    policy = replace(POLICY, switched_off=frozenset({row}))
    assert Given(on_day(5), 3, P4, policy=policy).directives().first_hard_on is None
    assert row in Given(on_day(5), 3, P4).directives().why("first_hard_on").rows


@pytest.mark.parametrize(("level", "source", "hard"), [(1, 6, 8), (1, 7, 9), (2, 6, 9), (2, 7, 10)])
def test_expected_soreness_counts_from_its_source(level, source, hard):
    seen = {"doms_source": SorenessSource(day(source), 20.0, "ls")}
    assert Given(on_day(7), level, DOMS, seen=seen).directives().first_hard_on == day(hard)


def test_the_source_is_remembered_while_the_level_is_held():
    for kept in (day(6), "2026-03-06"):
        given = Given(on_day(7), 2, DOMS, day(6), said={"in_force": {"source_date": kept}}).directives()
        assert given.first_hard_on == day(9)


@pytest.mark.parametrize(("soreness", "first"), [(3, day(7)), (4, day(11))])
def test_no_second_strength_session_before_the_soreness_has_gone(soreness, first):
    seen = {"reports": (heard(on_day(6), 4, soreness=soreness),)}
    assert Given(on_day(10), 1, DOMS, day(6), seen=seen).directives().first_strength_on == first


def test_an_old_word_on_soreness_no_longer_holds_strength_back():
    seen = {"reports": (heard(on_day(6), 4, soreness=5),)}
    assert Given(on_day(13), 1, DOMS, day(6), seen=seen).directives().first_strength_on == day(14)
    assert Given(on_day(14), 1, DOMS, day(6), seen=seen).directives().first_strength_on == day(7)


def test_no_speed_at_level_3_until_a_good_report():
    assert Given(on_day(5), 3, P4).directives().first_speed_on == day(13)
    assert Given(on_day(5), 3, P4, said={"good_reports": ("g",)}).directives().first_speed_on is None
    assert Given(on_day(5), 2, P4).directives().first_speed_on is None
    assert Given(on_day(5), 4, P4).directives().first_speed_on is None


@pytest.mark.parametrize(("level", "scope"), [(0, "affected"), (1, "affected"), (2, "affected"), (3, "legs"), (4, "legs")])
def test_scope_by_level(level, scope):
    assert Given(on_day(5), level, P3).directives().hard_scope is Scope(scope)


@pytest.mark.parametrize(("level", "scope"), [(2, "affected"), (3, "all"), (4, "all")])
def test_strain_widens_the_scope_from_level_3(level, scope):
    assert Given(on_day(5), level, P3, seen=TWO_STRAINS).directives().hard_scope is Scope(scope)


def test_one_strain_does_not():
    assert Given(on_day(5), 3, P3, seen={"strain": frozenset({"sleep"})}).directives().hard_scope is Scope.LEGS


def test_the_affected_sport_is_kept_while_the_level_lasts():
    said = {"in_force": {"affected_sport": "bike"}}
    assert Given(on_day(5), 2, P3, said=said).directives().affected_sport is Sport.BIKE
    assert Given(on_day(5), 0, said=said).directives().affected_sport is Sport.RUN


def issued(level: int) -> State:
    return State(
        level, day(5), day(5), windows=(Window("W1", day(6), day(12), 1.0, 0, 3, 2), Window("W2", day(13), day(19), 1.0, 1, None, 1))
    )


def test_windows_stay_as_issued_to_their_last_day():
    said = {"new_windows": False, "held": True}
    given = Given(on_day(12), 4, P4, day(5), day0=day(6), state=issued(4), said=said).directives()
    assert (given.w1.start, given.w1.load_cap, given.w1.max_hard, given.w1.max_runs) == (day(6), 904.75, 0, 3)


def test_a_level_held_past_w1_gets_new_windows_with_the_factors_of_w2():
    said = {"new_windows": False, "held": True}
    for extra in ({}, {"renewed": True}):
        given = Given(on_day(13), 4, P4, day(5), day0=day(13), state=issued(4), said=said | extra).directives()
        assert (given.w1.start, given.w2.start, given.w1.load_cap, given.w2.load_cap) == (day(13), day(20), 1316, 1316)
        assert (given.w1.max_hard, given.w1.max_runs, given.w1.min_rest_days, given.rest_by) == (1, None, 1, None)
        assert (given.long_max_ratio, given.long_easy, given.first_hard_on) == (1.0, False, day(13))


def test_level_3_past_w1_asks_for_no_cross_training_and_allows_speed():
    given = Given(on_day(13), 3, P4, day(5), day0=day(13), said={"renewed": True, "new_windows": False}).directives()
    assert (given.cross_training.min, given.first_speed_on, given.w1.load_cap) == (0, None, 1480.5)


def test_a_level_lowered_from_4_counts_from_the_same_anchor():
    said = {"new_windows": False, "held": True}
    given = Given(on_day(10), 3, P4, day(5), day0=day(6), state=issued(4), said=said).directives()
    assert (given.first_hard_on, given.w1.start, given.w1.load_cap, given.w1.max_runs) == (day(8), day(6), 1233.75, 4)


@pytest.mark.parametrize(("level", "days"), [(0, 0), (1, 2), (2, 3), (3, 3), (4, 7)])
def test_days_that_a_key_session_may_move(level, days):
    assert Given(on_day(5), level, P3).directives().move_days == days


@pytest.mark.parametrize(("level", "ratio", "easy"), [(1, 1.0, False), (2, 1.0, False), (3, 0.75, False), (4, 0.6, True)])
def test_long_sessions_by_level(level, ratio, easy):
    given = Given(on_day(5), level, P3).directives()
    assert (given.long_max_ratio, given.long_easy) == (ratio, easy)


@pytest.mark.parametrize(("level", "stands"), [(0, False), (2, True)])
def test_an_unchanged_plan_needs_a_reason_only_while_a_level_is_in_force(level, stands):
    assert Given(on_day(5), level, P4, said={"must_change": True}).directives().must_change is stands


def test_every_directive_that_asks_says_why():
    given = Given(on_day(5), 4, P4, seen=TWO_STRAINS).directives()
    asked = {
        "first_hard_on", "first_strength_on", "first_long_on", "long_max_ratio", "long_easy", "cross_training", "rest_by", "move_days",
        "hard_scope", "load_cap_w1", "load_cap_w2", "max_hard_w1", "max_hard_w2", "max_runs_w1", "min_rest_days_w1", "min_rest_days_w2",
    }  # fmt: skip
    assert asked == set(given.because)
    assert all(because.rows for because in given.because.values())
    assert {because.report_ids for because in given.because.values()} == {("r-1",)}


def test_food_as_the_cause_brings_one_easy_day_more():
    fuelled = {"rows": ("S2-33",)}
    assert Given(on_day(5), 2, P3, said=fuelled).directives().first_hard_on == day(8)
    off = replace(POLICY, switched_off=frozenset({"S2-33"}))
    assert Given(on_day(5), 2, P3, said=fuelled, policy=off).directives().first_hard_on == day(7)
    assert Given(on_day(5), 0, said=fuelled).directives().first_hard_on is None


@pytest.mark.parametrize("level", range(6))
@pytest.mark.parametrize("klass", list(ReportClass))
def test_every_row_that_is_named_stands_in_the_catalogue(level, klass):
    seen = {**TWO_STRAINS, "illness": ended(day(4), 5), "gates": (Gate.MINOR,), "soreness": sore(8, on_day(5))}
    given = Given(on_day(5), level, klass, seen=seen, tags=(TagName.FORM,)).directives()
    rows = {row for because in given.because.values() for row in because.rows}
    assert [row for row in sorted(rows) if find_rule(row) is None] == []
