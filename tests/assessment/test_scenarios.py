"""The fifteen worked scenarios: PLAN-A, an athlete with bike and pool, a report, and what has to follow."""

from __future__ import annotations

from datetime import date

import pytest

from service.domain.assessment import Confidence, Question, TagName, Urgency
from service.domain.report import Eased, Fuelling, Illness, Report, Side, Timing, Trend
from service.domain.report_class import ReportClass
from service.kit.weeks import days
from tests.assessment.asking import ask, evening, march, whole
from tests.support.builders import a_report, at

WEEKS_GETTING_HEAVIER = tuple(
    whole(day, heaviness)
    for day, heaviness in (
        (date(2026, 2, 24), 3), (date(2026, 2, 26), 3), (march(1), 4), (march(3), 4), (march(5), 5), (march(8), 6),
    )
)  # fmt: skip


def test_sc01_one_mild_report_changes_nothing() -> None:
    answer = ask(evening(3), [whole(3, 3, timing=Timing.MIDDLE)])
    assert (answer.klass, answer.level) == (ReportClass.ISOLATED, 0)
    assert answer.directives.first_hard_on is None
    assert answer.directives.w1.load_cap is None
    assert {"AC-NORMAL", "AC-CHECKLIST"} & {card.card for card in answer.advice}


def test_sc02_stiff_start_that_eases_keeps_the_plan() -> None:
    report = a_report(
        at("2026-03-04", "06:45"), 5, timing=Timing.START, eased=Eased.YES, eased_after_min=12, sleep_h=6.5, fuelling=Fuelling.FASTED
    )
    answer = ask(at("2026-03-04", "08:00"), [report])
    assert (answer.klass, answer.level) == (ReportClass.P1_START, 0)
    assert {TagName.WARMUP, TagName.FUEL} <= {tag.tag for tag in answer.tags}
    assert answer.directives.first_hard_on is None


def test_sc03_first_whole_run_has_the_dates_of_level_2_and_the_caps_of_level_1() -> None:
    answer = ask(at("2026-03-04", "19:00"), [whole(4, 6, "07:30", in_run_trend=Trend.STEADY, sleep_h=7.5)])
    orders = answer.directives
    assert (answer.klass, answer.level, answer.review_on) == (ReportClass.P3_WHOLE_RUN, 2, march(8))
    assert orders.first_hard_on == orders.first_strength_on == orders.first_long_on == march(6)
    assert (orders.w1.start, orders.w1.end, orders.w1.load_cap, orders.w1.max_runs) == (march(5), march(11), 1645, 5)
    assert orders.w2.load_cap == 1645


def test_sc04_late_heaviness_with_little_food_is_not_soreness() -> None:
    report = whole(8, 6, "11:00", timing=Timing.LATE, in_run_trend=Trend.WORSENING, fuelling=Fuelling.POOR)
    answer = ask(at("2026-03-08", "14:00"), [report])
    assert (answer.klass, answer.level) == (ReportClass.P2_MIDWAY, 2)
    assert answer.subtype in ("fuel", "late_fuel")
    assert answer.review_on == march(13)
    assert answer.directives.first_hard_on == march(10)
    assert (answer.directives.w1.start, answer.directives.w1.load_cap) == (march(9), 1645)
    assert answer.advice[0].card == "AC-FUEL"


def test_sc05_soreness_after_leg_strength_keeps_the_long_run() -> None:
    answer = ask(at("2026-03-07", "12:00"), [whole(7, 5, "10:00", soreness=6, soreness_side=Side.BOTH, pain=1)])
    assert (answer.klass, answer.level) == (ReportClass.EXPECTED_DOMS, 1)
    assert answer.directives.first_hard_on == march(8)
    assert answer.directives.first_long_on == march(8)
    assert answer.directives.w1.load_cap == 1645


def test_sc06_three_days_with_strain_ask_for_a_week_of_rest_and_ease() -> None:
    reports = [whole(3, 5), whole(4, 6, sleep_quality=2), whole(5, 6, sleep_quality=2, irritability=4)]
    answer = ask(evening(5), reports)
    orders = answer.directives
    assert (answer.klass, answer.level) == (ReportClass.P4_MULTI_DAY, 4)
    assert (orders.day0, orders.first_hard_on, orders.first_strength_on, orders.first_long_on) == (march(6), march(13), march(13), march(9))
    assert (orders.long_max_ratio, orders.long_easy) == (0.6, True)
    assert (orders.w1.load_cap, orders.w2.load_cap, orders.w2.max_hard, orders.w1.max_runs) == (904.75, 1316, 1, 3)
    assert (orders.w1.min_rest_days, orders.rest_by, orders.must_change) == (2, march(7), True)


def test_sc07_weeks_that_get_heavier_call_the_coach() -> None:
    answer = ask(evening(8), WEEKS_GETTING_HEAVIER)
    orders = answer.directives
    assert (answer.klass, answer.level, answer.review_on) == (ReportClass.P5_WEEK_TREND, 3, march(15))
    assert ReportClass.P4_MULTI_DAY in answer.secondary
    assert orders.first_hard_on == march(11)
    assert (orders.w1.start, orders.w1.load_cap, orders.w2.load_cap) == (march(9), 1233.75, 1480.5)
    assert (orders.w1.max_hard, orders.w1.max_runs, orders.w1.min_rest_days, orders.rest_by) == (1, 4, 2, march(11))
    assert (orders.long_max_ratio, orders.cross_training.min) == (0.75, 1)


def test_sc08_one_swollen_warm_leg_stops_everything() -> None:
    report = whole(4, 4, timing=Timing.UNKNOWN, side=Side.LEFT, flags=("RF_SWELL_ONE", "RF_WARM_RED"))
    answer = ask(evening(4), [report])
    assert (answer.klass, answer.level) == (ReportClass.RED_FLAG, 5)
    assert answer.referral is not None
    assert answer.referral.urgency is Urgency.PROMPT
    assert answer.directives.suspend
    assert answer.advice[0].card == "AC-REFER"


def test_sc08_breathless_at_rest_besides_is_an_emergency() -> None:
    report = whole(4, 4, side=Side.LEFT, flags=("RF_SWELL_ONE", "RF_BREATH_REST"))
    answer = ask(evening(4), [report])
    assert answer.referral is not None
    assert answer.referral.urgency is Urgency.EMERGENCY


def test_sc09_dark_urine_wins_over_soreness() -> None:
    report = a_report(
        at("2026-03-09", "08:30"), 9, is_run=False, timing=Timing.NOT_RUNNING, soreness=9, soreness_side=Side.BOTH, flags=("RF_DARK_URINE",)
    )
    answer = ask(at("2026-03-09", "09:00"), [report])
    assert (answer.klass, answer.level) == (ReportClass.RED_FLAG, 5)
    assert answer.referral is not None
    assert answer.referral.urgency is Urgency.EMERGENCY
    assert [card.card for card in answer.advice] == ["AC-EMERGENCY"]


def test_sc10a_after_a_cold_good_legs_wait_for_the_days_of_illness() -> None:
    answer = ask(evening(3), [whole(3, 6, illness_end=date(2026, 2, 28), illness_days=4)])
    orders = answer.directives
    assert (answer.klass, answer.level, answer.review_on) == (ReportClass.POST_ILLNESS, 2, march(7))
    assert orders.first_hard_on == march(8)
    assert (orders.w1.start, orders.w1.load_cap, orders.w2.load_cap, orders.w1.max_hard) == (march(4), 987, 1316, 1)


def test_sc10b_fever_rests() -> None:
    report = a_report(at("2026-03-04", "08:30"), 5, is_run=False, illness_now=Illness.FEVER)
    answer = ask(at("2026-03-04", "09:00"), [report])
    orders = answer.directives
    assert (answer.klass, answer.level, answer.subtype) == (ReportClass.POST_ILLNESS, 4, "acute")
    assert orders.rest_dates == tuple(days(march(4), march(6)))
    assert (orders.w1.start, orders.w1.load_cap, orders.w2.load_cap) == (march(4), 658, 1151.5)
    assert orders.first_hard_on == march(11)
    assert answer.advice[0].card == "AC-ILLNESS"


def test_sc11_an_old_report_is_no_news() -> None:
    answer = ask(at("2026-03-10", "18:00"), [whole(4, 7)])
    assert (answer.klass, answer.level, answer.subtype) == (ReportClass.INSUFFICIENT_DATA, 0, "stale")
    assert Question.UPDATE in answer.questions


def test_sc11_with_a_level_in_force_silence_holds_it() -> None:
    before = ask(evening(8), WEEKS_GETTING_HEAVIER)
    answer = ask(at("2026-03-14", "18:00"), WEEKS_GETTING_HEAVIER, state=before.state)
    assert (answer.klass, answer.computed_level, answer.level) == (ReportClass.INSUFFICIENT_DATA, 0, 3)


def test_sc12_two_words_on_one_run_that_do_not_fit() -> None:
    reports = [whole(3, 2, "08:00", timing=Timing.START), whole(3, 7, "13:00")]
    answer = ask(at("2026-03-03", "21:00"), reports)
    assert (answer.klass, answer.level, answer.confidence) == (ReportClass.P3_WHOLE_RUN, 2, Confidence.LOW)
    assert Question.CONFIRM in answer.questions
    assert answer.directives.first_hard_on == march(5)
    assert (answer.directives.w1.start, answer.directives.w1.load_cap) == (march(4), 1645)


def test_sc13_without_timing_one_question_goes_out_and_its_answer_gives_sc03() -> None:
    bare = ask(evening(4), [a_report(at("2026-03-04", "07:30"), 6)])
    assert (bare.klass, bare.level, bare.confidence) == (ReportClass.ISOLATED, 0, Confidence.LOW)
    assert bare.questions == (Question.TIMING,)
    told = ask(evening(4), [whole(4, 6, "07:30")])
    assert (told.klass, told.level, told.directives.first_hard_on) == (ReportClass.P3_WHOLE_RUN, 2, march(6))


def _first_good(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    return (*reports, whole(10, 2, timing=None))


def test_sc14a_one_good_run_holds_level_3() -> None:
    before = ask(evening(8), WEEKS_GETTING_HEAVIER)
    answer = ask(evening(10), _first_good(WEEKS_GETTING_HEAVIER), state=before.state)
    assert (answer.klass, answer.computed_level, answer.level) == (ReportClass.GOOD, 0, 3)
    assert (answer.directives.first_hard_on, answer.directives.w1.start, answer.directives.w1.load_cap) == (march(11), march(9), 1233.75)
    assert answer.state.good_reports == ("r-0310-0800",)


def test_sc14b_the_second_good_run_brings_level_2_with_the_old_windows() -> None:
    state = ask(evening(8), WEEKS_GETTING_HEAVIER).state
    reports = _first_good(WEEKS_GETTING_HEAVIER)
    state = ask(evening(10), reports, state=state).state
    answer = ask(evening(12), [*reports, whole(12, 1, timing=None)], state=state)
    assert (answer.klass, answer.computed_level, answer.level) == (ReportClass.GOOD, 0, 2)
    assert (answer.directives.anchor, answer.directives.w1.start) == (march(8), march(9))
    assert (answer.directives.w1.load_cap, answer.directives.w1.max_hard) == (1480.5, 2)
    assert (answer.state.level_since, answer.state.good_reports) == (march(12), ())
    third = ask(evening(13), [*reports, whole(12, 1, timing=None), whole(13, 1, timing=None)], state=answer.state)
    assert third.level == 2


def test_sc15_four_moderate_days_without_strain() -> None:
    reports = [
        whole(date(2026, 2, 26), 5),
        whole(1, 5),
        whole(3, 3, timing=Timing.MIDDLE),
        whole(5, 5, timing=Timing.MIDDLE, in_run_trend=Trend.STEADY, session_id="tempo-0302", srpe_done=9),
    ]
    answer = ask(at("2026-03-05", "19:00"), reports)
    orders = answer.directives
    assert (answer.klass, answer.level) == (ReportClass.P4_MULTI_DAY, 2)
    assert ReportClass.P2_MIDWAY in answer.secondary
    assert (orders.first_hard_on, orders.first_strength_on) == (march(7), march(7))
    assert (orders.w1.start, orders.w1.load_cap, orders.w1.max_runs, orders.w1.max_hard) == (march(6), 1480.5, 4, 2)


@pytest.mark.parametrize("order", [slice(None, None, -1), slice(None)])
def test_the_order_of_the_reports_does_not_matter(order: slice) -> None:
    assert ask(evening(8), WEEKS_GETTING_HEAVIER[order]) == ask(evening(8), WEEKS_GETTING_HEAVIER)
