"""Illness at every level: rest, dates, caps (G1, D8, S2-78, S4-29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from service.assessment.features import IllnessFacts
from service.domain.directives import DayRuleKind, Scope
from service.domain.report import Illness
from service.domain.report_class import ReportClass
from tests.assessment.directives.given import POLICY, Given, day, ended, heard, on_day

END = day(3)


@pytest.mark.parametrize(("lasted", "gap"), [(None, 7), (1, 3), (2, 4), (4, 8), (7, 14), (20, 14)])
def test_the_first_hard_session_waits_by_days_of_illness(lasted, gap):
    given = Given(on_day(4), seen={"illness": ended(END, lasted)}).directives()
    assert given.first_hard_on == END + timedelta(days=gap)
    assert given.hard_scope is Scope.ALL
    assert given.why("first_hard_on").rows == ("G1", "S2-78", "K63")
    assert given.why("first_hard_on").report_ids == ("ill",)


def test_a_flu_of_six_days_with_good_legs_waits_twelve_days_at_level_0():
    given = Given(on_day(4), seen={"illness": ended(END, 6)}).directives()
    assert (given.level, given.first_hard_on) == (0, END + timedelta(days=12))
    assert (given.w1.load_cap, given.w2.load_cap) == (1233.75, 1480.5)
    assert given.move_days == 3


@pytest.mark.parametrize(("lasted", "cap"), [(None, None), (2, None), (3, 1233.75)])
def test_good_legs_get_a_cap_only_after_three_days_of_illness(lasted, cap):
    assert Given(on_day(4), seen={"illness": ended(END, lasted)}).directives().w1.load_cap == cap


def test_an_illness_stands_for_fourteen_days():
    seen = {"illness": ended(END, 7)}
    assert Given(on_day(16), seen=seen).directives().first_hard_on == day(17)
    assert Given(on_day(17), seen=seen).directives().hard_scope is Scope.ALL
    assert Given(on_day(18), seen=seen).directives().hard_scope is Scope.AFFECTED


def test_silence_keeps_the_rest_going_day_by_day():
    fever = {"illness": IllnessFacts(Illness.FEVER, since=day(4))}
    said = {"held": True, "new_windows": False}
    given = Given(on_day(7, "09:00"), 4, ReportClass.POST_ILLNESS, day(4), seen=fever, said=said).directives()
    assert given.rest_dates == (day(7), day(8), day(9))
    assert given.w1.start == day(7)
    assert given.first_hard_on == day(14)


def test_below_the_neck_rests_like_fever_and_above_it_stays_easy():
    below = Given(on_day(4), seen={"illness": IllnessFacts(Illness.BELOW_NECK, since=day(4))}).directives()
    above = Given(on_day(4), seen={"illness": IllnessFacts(Illness.ABOVE_NECK, since=day(4))}).directives()
    assert len(below.rest_dates) == 3
    assert above.rest_dates == ()
    assert [(r.day, r.kind, r.code) for r in above.day_rules] == [(day(n), DayRuleKind.EASY_ONLY, "illness") for n in (4, 5, 6)]
    assert above.first_hard_on == day(11)


def test_caps_of_an_acute_illness_count_from_its_end():
    seen = {"illness": ended(END, 3, since=day(1), was_acute=True)}
    given = Given(on_day(5), 2, ReportClass.POST_ILLNESS, seen=seen).directives()
    assert (given.w1.start, given.w1.load_cap, given.w2.load_cap, given.w1.max_hard) == (day(4), 658, 1151.5, 0)
    assert given.rest_dates == ()
    later = Given(on_day(12), 2, ReportClass.POST_ILLNESS, day(5), seen=seen).directives()
    assert (later.w1.start, later.w1.load_cap, later.w2.load_cap) == (day(11), 1151.5, 1151.5)


def test_the_last_day_of_an_acute_illness_is_still_rest():
    seen = {"illness": ended(END, 3, since=day(1), was_acute=True)}
    assert Given(on_day(3, "09:00"), seen=seen).directives().rest_dates == (day(3),)


def test_at_level_1_the_caps_are_those_after_an_illness():
    given = Given(on_day(4), 1, ReportClass.POST_ILLNESS, seen={"illness": ended(END, 4)}).directives()
    assert (given.w1.load_cap, given.w2.load_cap, given.long_max_ratio) == (1233.75, 1480.5, 1.0)


def test_after_four_weeks_of_symptoms_nothing_is_hard_before_a_good_week_without_them():
    long_ill = {"illness": ended(day(1), 29)}
    assert Given(on_day(20), seen=long_ill).directives().first_hard_on == day(27)
    assert "S4-29" in Given(on_day(20), seen=long_ill).directives().why("first_hard_on").rows
    good = {**long_ill, "leg_reports": (heard(on_day(18), 1),)}
    assert Given(on_day(20), seen=good).directives().first_hard_on is None
    heavy = {**long_ill, "leg_reports": (heard(on_day(18), 1), heard(on_day(19), 3))}
    assert Given(on_day(20), seen=heavy).directives().first_hard_on == day(27)


def test_exactly_four_weeks_are_not_yet_long():
    assert Given(on_day(20), seen={"illness": ended(day(1), 28)}).directives().first_hard_on is None


@pytest.mark.parametrize("row", ["G1", "S2-78", "K63"])
def test_rows_switched_off_do_not_act(row):
    policy = replace(POLICY, switched_off=frozenset({row}))
    assert Given(on_day(4), seen={"illness": ended(END, 6)}, policy=policy).directives().first_hard_on is None
