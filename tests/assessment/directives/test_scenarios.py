"""The worked scenarios: what the directives ask, by hand-made verdicts."""

from __future__ import annotations

from service.assessment.features import IllnessFacts, SorenessSource
from service.domain.directives import DayRuleKind, Scope, Window
from service.domain.report import Illness
from service.domain.report_class import ReportClass
from service.domain.state import State
from tests.assessment.directives.given import Given, day, ended, heard, on_day, sore

STRAIN = {"strain": frozenset({"sleep", "irritability"})}


def caps(directives):
    return (directives.w1.load_cap, directives.w2.load_cap)


def test_sc_01_an_isolated_report_asks_for_nothing():
    given = Given(on_day(3), 0, ReportClass.ISOLATED).directives()
    assert (given.first_hard_on, given.first_long_on, given.first_strength_on, caps(given)) == (None, None, None, (None, None))
    assert (given.w1.max_hard, given.w1.max_runs, given.w1.min_rest_days, given.day_rules, given.rest_dates) == (None, None, 0, (), ())
    assert not given.must_change
    assert (given.w1.start, given.w1.end, given.w2.start, given.w2.end) == (day(4), day(10), day(11), day(17))


def test_sc_03_a_first_heavy_run_brings_the_dates_of_level_2_and_the_caps_of_level_1():
    given = Given(on_day(4, "19:00"), 2, ReportClass.P3_WHOLE_RUN, said={"mild_start": True}).directives()
    assert given.first_hard_on == given.first_strength_on == given.first_long_on == day(6)
    assert (given.w1.start, given.w1.end) == (day(5), day(11))
    assert caps(given) == (1645, 1645)
    assert (given.w1.max_runs, given.w2.max_runs, given.w1.min_rest_days, given.rest_by) == (5, None, 1, None)
    assert "S2-62" in given.why("first_hard_on").rows
    assert given.why("first_hard_on").report_ids == ("r-1",)


def test_sc_04_fuel_on_sunday_leaves_tuesday_alone():
    given = Given(on_day(8, "14:00"), 2, ReportClass.P2_MIDWAY, said={"mild_start": True}).directives()
    assert given.first_hard_on == day(10)
    assert (given.w1.start, given.w1.end) == (day(9), day(15))
    assert caps(given) == (1645, 1645)


def test_sc_05_soreness_from_friday_strength():
    source = SorenessSource(day(6), 16.0, "ls-0302")
    seen = {"soreness": sore(6, on_day(7, "10:00")), "doms_source": source, "reports": (heard(on_day(7, "10:00"), 5, soreness=6),)}
    given = Given(on_day(7, "12:00"), 1, ReportClass.EXPECTED_DOMS, seen=seen).directives()
    assert given.first_hard_on == day(8)
    assert given.first_strength_on == day(8)
    assert given.first_long_on == day(8)
    assert [(r.day, r.kind) for r in given.day_rules] == [(day(7), DayRuleKind.EASY_ONLY)]
    assert caps(given) == (1645, 1645)


def test_sc_06_three_heavy_days_with_strain():
    given = Given(on_day(5), 4, ReportClass.P4_MULTI_DAY, said={"must_change": True}, seen=STRAIN).directives()
    assert given.day0 == day(6)
    assert given.first_hard_on == given.first_strength_on == day(13)
    assert (given.first_long_on, given.long_max_ratio, given.long_easy) == (day(9), 0.6, True)
    assert caps(given) == (904.75, 1316)
    assert (given.w1.max_hard, given.w2.max_hard, given.w1.max_runs) == (0, 1, 3)
    assert (given.w1.min_rest_days, given.rest_by) == (2, day(7))
    assert given.must_change
    assert given.hard_scope is Scope.ALL
    assert (given.move_days, given.cross_training.min, given.cross_training.max) == (7, 0, None)


def test_sc_07_a_worsening_trend():
    given = Given(on_day(8), 3, ReportClass.P5_WEEK_TREND).directives()
    assert given.first_hard_on == day(11)
    assert caps(given) == (1233.75, 1480.5)
    assert (given.w1.max_hard, given.long_max_ratio, given.long_easy, given.w1.max_runs) == (1, 0.75, False, 4)
    assert (given.w1.min_rest_days, given.rest_by) == (2, day(11))
    assert (given.cross_training.min, given.cross_training.max) == (1, 3)
    assert given.first_speed_on == given.w2.start == day(16)
    assert given.hard_scope is Scope.LEGS
    assert "S2-64" in given.why("load_cap_w1").rows


def test_sc_08_a_red_flag_stops_everything():
    given = Given(on_day(4), 5, ReportClass.RED_FLAG, said={"rows": ("S3-27",)}).directives()
    assert given.suspend
    assert caps(given) == (0, 0)
    assert not given.may_insert
    assert given.why("suspend").rows[:2] == ("S3-27", "D-5-first-hard")
    assert (given.w1.max_runs, given.w1.max_hard, given.w2.min_rest_days) == (0, 0, 7)


def test_sc_10a_after_a_cold():
    seen = {"illness": ended(day(1).replace(month=2, day=28), 4)}
    given = Given(on_day(3), 2, ReportClass.POST_ILLNESS, said={"subtype": "ended"}, seen=seen).directives()
    assert given.first_hard_on == day(8)
    assert caps(given) == (987, 1316)
    assert (given.w1.start, given.w1.end, given.w1.max_hard) == (day(4), day(10), 1)
    assert given.long_max_ratio == 0.6
    assert given.hard_scope is Scope.ALL


def test_sc_10b_with_a_fever():
    seen = {"illness": IllnessFacts(Illness.FEVER, since=day(4), report_ids=("f",))}
    given = Given(on_day(4, "09:00"), 4, ReportClass.POST_ILLNESS, said={"subtype": "acute"}, seen=seen).directives()
    assert given.rest_dates == (day(4), day(5), day(6))
    assert (given.w1.start, given.w1.end, given.w1.max_hard) == (day(4), day(10), 0)
    assert caps(given) == (658, 1151.5)
    assert given.first_hard_on == day(11)
    assert given.why("rest_dates").report_ids == ("f",)


def test_sc_12_contradicting_reports_leave_thursday():
    given = Given(on_day(3, "21:00"), 2, ReportClass.P3_WHOLE_RUN, said={"mild_start": True}).directives()
    assert given.first_hard_on == day(5)
    assert (given.w1.start, given.w1.end) == (day(4), day(10))
    assert caps(given) == (1645, 1645)


def state_of_sc_07() -> State:
    w1 = Window("W1", day(9), day(15), 1233.75, 1, 4, 2)
    w2 = Window("W2", day(16), day(22), 1480.5, 2, None, 1)
    return State(3, day(8), day(8), klass=ReportClass.P5_WEEK_TREND, windows=(w1, w2))


def test_sc_14a_a_good_run_holds_level_and_windows():
    said = {"held": True, "new_windows": False, "good_reports": ("g",)}
    given = Given(on_day(10), 3, ReportClass.P5_WEEK_TREND, day(8), state=state_of_sc_07(), said=said).directives()
    assert given.first_hard_on == day(11)
    assert (given.w1.start, caps(given)) == (day(9), (1233.75, 1480.5))
    assert given.first_speed_on is None


def test_sc_14b_one_level_down_keeps_the_windows_and_relaxes_the_factor():
    said = {"held": True, "new_windows": False}
    given = Given(on_day(12), 2, ReportClass.P5_WEEK_TREND, day(8), state=state_of_sc_07(), said=said).directives()
    assert given.first_hard_on == day(10)
    assert (given.w1.start, caps(given)) == (day(9), (1480.5, 1645))
    assert given.w1.max_hard == 2


def test_sc_15_four_heavy_runs_without_strain():
    given = Given(on_day(5, "19:00"), 2, ReportClass.P4_MULTI_DAY).directives()
    assert given.first_hard_on == given.first_strength_on == given.first_long_on == day(7)
    assert caps(given) == (1480.5, 1645)
    assert (given.w1.max_runs, given.w1.max_hard) == (4, 2)
    assert "S2-24" in given.why("max_runs_w1").rows
