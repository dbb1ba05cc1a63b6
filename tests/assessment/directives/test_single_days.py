"""Sleep, travel, heat, fluid, soreness, an open safety question: they stand at level 0 too (G1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.assessment.features import SleepFacts
from service.domain.directives import DayRuleKind
from service.domain.session import Kind
from tests.assessment.directives.given import POLICY, Given, day, heard, on_day, sore
from tests.support.builders import a_plan, a_session


def rules(given: Given) -> list[tuple]:
    return [(r.day, r.kind, r.code) for r in given.directives().day_rules]


def without(row: str):
    return replace(POLICY, switched_off=frozenset({row}))


@pytest.mark.parametrize(
    ("sleep", "stands"), [((4.9, None), True), ((5.0, None), False), ((None, 1), True), ((None, 2), False), ((None, None), False)]
)
def test_nothing_hard_after_a_very_short_or_very_bad_night(sleep, stands):
    given = Given(on_day(3, "06:00"), seen={"sleep": SleepFacts(last_hours=sleep[0], last_quality=sleep[1])})
    assert rules(given) == ([(day(3), DayRuleKind.NO_HARD, "sleep")] if stands else [])
    assert given.directives().move_days == (3 if stands else 0)


def test_sleep_names_the_reports_of_the_morning():
    told = heard(on_day(3, "06:00"), None, id="night", sleep_h=4.0)
    given = Given(on_day(3, "06:30"), seen={"sleep": SleepFacts(last_hours=4.0), "reports": (told,)}).directives()
    assert given.day_rules[0].report_ids == ("night",)
    assert given.why("day_rules").rows == ("S1-35",)


def test_sleep_acts_by_its_row():
    assert rules(Given(on_day(3), seen={"sleep": SleepFacts(last_hours=4.0)}, policy=without("S1-35"))) == []


def test_no_hard_session_on_the_day_of_a_trip_and_the_next():
    trip = heard(on_day(3), None, travel=True)
    no_hard, travel = DayRuleKind.NO_HARD, "travel"
    assert rules(Given(on_day(3), seen={"reports": (trip,)})) == [(day(3), no_hard, travel), (day(4), no_hard, travel)]
    assert rules(Given(on_day(4), seen={"reports": (trip,)})) == [(day(4), no_hard, travel)]
    assert rules(Given(on_day(5), seen={"reports": (trip,)})) == []
    assert rules(Given(on_day(3), seen={"reports": (trip,)}, policy=without("S2-71"))) == []


@pytest.mark.parametrize(("wbgt", "dates"), [(28.0, []), (28.1, [3, 4, 5])])
def test_great_heat_keeps_hard_and_long_sessions_indoors_until_two_days_after(wbgt, dates):
    hot = heard(on_day(3), None, wbgt=wbgt)
    assert rules(Given(on_day(3), seen={"reports": (hot,)})) == [(day(n), DayRuleKind.NO_HARD_OUTDOORS, "heat") for n in dates]


def test_a_cooler_report_ends_the_heat():
    hot, cool = heard(on_day(3), None, wbgt=30.0), heard(on_day(4), 1, heat=False)
    assert rules(Given(on_day(4), seen={"reports": (hot, cool)})) == []
    assert len(rules(Given(on_day(4), seen={"reports": (hot, cool)}, policy=without("S2-86")))) == 2
    assert len(rules(Given(on_day(3), seen={"reports": (hot,)}, policy=without("S2-85")))) == 1


@pytest.mark.parametrize(("change", "stands"), [(-1.9, False), (-2.0, True)])
def test_nothing_hard_after_two_per_cent_of_mass_lost(change, stands):
    given = Given(on_day(3, "08:00"), seen={"reports": (heard(on_day(3, "07:00"), None, mass_change_pct=change),)})
    assert rules(given) == ([(day(3), DayRuleKind.NO_HARD, "fluid")] if stands else [])


def test_lost_fluid_reaches_twelve_hours_into_the_next_morning():
    evening = heard(on_day(2, "20:00"), None, mass_change_pct=-2.5)
    assert rules(Given(on_day(2), seen={"reports": (evening,)})) == [
        (day(2), DayRuleKind.NO_HARD, "fluid"),
        (day(3), DayRuleKind.NO_HARD, "fluid"),
    ]
    earlier = heard(on_day(2, "18:00"), None, mass_change_pct=-2.5)
    assert rules(Given(on_day(2), seen={"reports": (earlier,)})) == [(day(2), DayRuleKind.NO_HARD, "fluid")]
    assert rules(Given(on_day(3, "08:00"), seen={"reports": (evening,)})) == []


def test_a_later_weighing_ends_the_fluid_rule():
    lost, back = heard(on_day(3, "07:00"), None, mass_change_pct=-2.5), heard(on_day(3, "09:00"), None, mass_change_pct=-0.5)
    assert rules(Given(on_day(3, "09:30"), seen={"reports": (lost, back)})) == []


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (3, []),
        (4, [(day(3), DayRuleKind.EASY_ONLY, "soreness")]),
        (6, [(day(3), DayRuleKind.EASY_ONLY, "soreness")]),
        (7, [(day(3), DayRuleKind.REST_OR_SHORT_CROSS, "soreness")]),
    ],
)
def test_soreness_decides_whether_to_train(points, expected):
    assert rules(Given(on_day(3, "06:00"), seen={"soreness": sore(points, on_day(3, "06:00"))})) == expected


def test_very_sore_legs_wait_three_days_for_hard_sessions_and_strength():
    given = Given(on_day(3, "06:00"), seen={"soreness": sore(7, on_day(3, "06:00"))}).directives()
    assert given.first_hard_on == given.first_strength_on == day(6)
    milder = Given(on_day(3, "06:00"), seen={"soreness": sore(6, on_day(3, "06:00"))}).directives()
    assert milder.first_hard_on is None


def test_very_sore_legs_rest_the_next_day_when_today_is_over():
    given = Given(on_day(3), seen={"soreness": sore(8, on_day(3))})
    assert rules(given) == [(day(n), DayRuleKind.REST_OR_SHORT_CROSS, "soreness") for n in (3, 4)]


def test_an_open_safety_question_keeps_hard_sessions_away_day_by_day():
    seen = {"note_flagged": (heard(on_day(1), 3, id="note"),)}
    assert rules(Given(on_day(5), seen=seen)) == [(day(n), DayRuleKind.NO_HARD, "safety_question") for n in (5, 6, 7)]


def test_rules_stand_in_calendar_order_and_only_from_today():
    plan = a_plan([a_session("e", day(3), Kind.EASY)])
    seen = {"reports": (heard(on_day(2), None, travel=True),), "sleep": SleepFacts(last_hours=4.0)}
    assert [r.code for r in Given(on_day(3, "05:00"), plan=plan, seen=seen).directives().day_rules] == ["sleep", "travel"]
