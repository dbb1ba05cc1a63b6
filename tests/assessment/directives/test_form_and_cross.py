"""Form, cross-training, repeatable onset (S2-69 to S2-73, G2, S4-35, M6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.assessment import TagName
from service.domain.report import Side
from service.domain.report_class import ReportClass
from service.domain.session import Modality, Sport
from tests.assessment.directives.given import ATHLETE_A, POLICY, Given, day, heard, on_day
from tests.support.builders import a_plan, a_session

P3, P4 = ReportClass.P3_WHOLE_RUN, ReportClass.P4_MULTI_DAY
ALL = tuple(Modality)
FORM = (TagName.FORM,)


@pytest.mark.parametrize(("level", "acts"), [(0, False), (1, False), (2, True), (3, True), (4, False)])
def test_form_acts_at_levels_2_and_3(level, acts):
    given = Given(on_day(5), level, P4, tags=FORM).directives()
    assert (given.core_min, given.easy_until, given.easy_share_kept) == ((2, day(12), 0.9) if acts else (0, None, None))
    assert (given.run_minutes_cap is not None) is acts


def test_running_does_not_grow_while_form_is_off():
    assert Given(on_day(5), 2, P4, tags=FORM).directives().run_minutes_cap == 60 + 45 + 50 + 40 + 105


def test_form_never_caps_below_the_easy_running_that_stays():
    silent = replace(ATHLETE_A, connected=True)
    assert Given(on_day(5), 2, P4, tags=FORM, athlete=silent).directives().run_minutes_cap == 171


def test_form_in_another_sport_caps_no_running():
    assert Given(on_day(5), 2, P4, tags=FORM, seen={"affected_sport": Sport.BIKE}).directives().run_minutes_cap is None


@pytest.mark.parametrize(("until", "acts"), [(day(8), True), (day(7), False)])
def test_form_lasts_its_seven_days_whatever_later_reports_say(until, acts):
    given = Given(on_day(8), 2, P4, said={"in_force": {"form_until": until}}, tags=() if acts else FORM).directives()
    assert given.easy_until == (until if acts else None)


@pytest.mark.parametrize(("row", "name"), [("S2-69", "core_min"), ("S2-72", "easy_until"), ("S2-73", "run_minutes_cap")])
def test_form_acts_by_its_rows(row, name):
    policy = replace(POLICY, switched_off=frozenset({row}))
    assert name not in Given(on_day(5), 2, P4, tags=FORM, policy=policy).directives().because
    assert Given(on_day(5), 2, P4, tags=FORM).directives().why(name).rows == (row,)


@pytest.mark.parametrize(
    ("sport", "barred"),
    [
        (Sport.RUN, set()),
        (Sport.BIKE, {Modality.BIKE, Modality.ELLIPTICAL}),
        (Sport.BRICK, {Modality.BIKE, Modality.ELLIPTICAL}),
        (Sport.SWIM, {Modality.SWIM}),
        (Sport.HIKE, {Modality.WALK}),
        (None, set()),
    ],
)
def test_no_swap_goes_into_the_sport_that_made_the_legs_heavy(sport, barred):
    athlete = replace(ATHLETE_A, cross_training=ALL)
    given = Given(on_day(5), 3, P4, athlete=athlete, seen={"affected_sport": sport}).directives()
    assert given.cross_training.modalities == tuple(m for m in ALL if m not in barred)


def test_the_athletes_order_is_kept():
    athlete = replace(ATHLETE_A, cross_training=(Modality.WALK, Modality.SWIM, Modality.BIKE))
    assert Given(on_day(5), 2, P4, athlete=athlete).directives().cross_training.modalities == athlete.cross_training


@pytest.mark.parametrize("condition", ["open wound", "open_wound", "Skin infection"])
def test_no_pool_with_an_open_wound_or_infection(condition):
    athlete = replace(ATHLETE_A, cross_training=ALL, conditions=(condition,))
    modalities = Given(on_day(5), 2, P4, athlete=athlete).directives().cross_training.modalities
    assert set(modalities) == {Modality.BIKE, Modality.ELLIPTICAL, Modality.WALK}


@pytest.mark.parametrize(
    ("pain", "site", "told_on", "barred"),
    [
        (2, "hip", 5, True),
        (2, "Left hip", 5, True),
        (None, "hip", 5, True),
        (0, "hip", 5, False),
        (2, "knee", 5, False),
        (2, "hip", 2, True),
        (2, "hip", 1, False),
    ],
)
def test_no_bike_with_hip_pain(pain, site, told_on, barred):
    seen = {"reports": (heard(on_day(told_on), 3, pain=pain, pain_site=site),)}
    given = Given(on_day(8), 2, P4, seen=seen).directives()
    assert (Modality.BIKE not in given.cross_training.modalities) is barred
    assert ("S4-35" in given.why("cross_training").rows) is barred


def test_a_later_word_that_the_hip_is_well_brings_the_bike_back():
    seen = {"reports": (heard(on_day(4), 3, pain=3, pain_site="hip"), heard(on_day(5), 3, pain=0))}
    assert Modality.BIKE in Given(on_day(5), 2, P4, seen=seen).directives().cross_training.modalities


@pytest.mark.parametrize(("level", "least", "most"), [(0, 0, None), (1, 0, 1), (2, 0, 2), (3, 1, 3), (4, 0, None)])
def test_swaps_by_level(level, least, most):
    swaps = Given(on_day(5), level, P4).directives().cross_training
    assert (swaps.min, swaps.max) == (least, most)


def test_no_swap_is_wanted_where_none_is_possible():
    assert Given(on_day(5), 3, P4, athlete=replace(ATHLETE_A, cross_training=())).directives().cross_training.min == 0


@pytest.mark.parametrize(
    ("said", "most"),
    [
        ({"repro": True, "onset_min": 35}, 34),
        ({"repro": True, "onset_min": 35, "side": Side.BOTH}, 34),
        ({"repro": True, "onset_min": 35, "side": Side.LEFT}, None),
        ({"repro": True}, None),
        ({"repro": False, "onset_min": 35}, None),
    ],
)
def test_runs_end_before_the_point_where_legs_grow_heavy_each_time(said, most):
    given = Given(on_day(5), 2, P3, seen={"reports": (heard(on_day(5), 5, **said),)}).directives()
    assert given.max_session_minutes == most


def test_the_newest_word_on_a_repeatable_onset_counts():
    seen = {"reports": (heard(on_day(4), 5, repro=True, onset_min=35), heard(on_day(5), 3, repro=False))}
    assert Given(on_day(5), 2, P3, seen=seen).directives().max_session_minutes is None


@pytest.mark.parametrize(("runs", "level", "most"), [(1, 1, 0), (2, 1, 1), (3, 2, 1), (4, 2, 2), (3, 3, 3)])
def test_below_level_3_swaps_replace_at_most_half_of_the_runs(runs, level, most):
    plan = a_plan([a_session(f"e{n}", day(6 + n)) for n in range(runs)])
    assert Given(on_day(5), level, P4, plan=plan).directives().cross_training.max == most


@pytest.mark.parametrize(("row", "level"), [("S1-38", 2), ("K44", 4)])
def test_swaps_are_offered_by_their_rows(row, level):
    policy = replace(POLICY, switched_off=frozenset({row}))
    assert Given(on_day(5), level, P4).directives().cross_training.modalities
    assert Given(on_day(5), level, P4, policy=policy).directives().cross_training.modalities == ()
