"""The fifteen worked scenarios from request to plan: plan A (load 1645 a week), an athlete with bike and pool, heavy legs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.checker import check
from service.domain.adjustment import Action, OutcomeName
from service.domain.assessment import Confidence, Urgency
from service.domain.report_class import ReportClass
from service.domain.session import Kind, Modality, PlannedSession, Status
from service.kit.weeks import days
from service.usecases.adjust_plan import Answer
from tests.journeys.asked import (
    actions,
    ask,
    ask_sample,
    brief_of,
    cards,
    changes,
    hard,
    held,
    load,
    march,
    next_request,
    notices,
    questions,
    rest_days,
    runs,
    tags,
    w1,
    w2,
)
from tests.support.cases import crossed, dropped, moved, shortened
from tests.support.samples import raw_request


def _found(given: Answer) -> tuple[ReportClass, int, OutcomeName]:
    return given.adjustment.assessment.klass, given.adjustment.assessment.level, given.adjustment.outcome


def _planned(given: Answer, session_id: str) -> PlannedSession:
    """The session as its coach wrote it."""
    return brief_of(given.request, given.adjustment).plan.by_id[session_id]


def _is_valid(given: Answer, *others: PlannedSession) -> bool:
    """Whether the revised plan with these sessions in it keeps every rule."""
    brief = brief_of(given.request, given.adjustment)
    other = {s.id: s if s == brief.plan.by_id[s.id] else replace(s, original=brief.plan.by_id[s.id].snapshot()) for s in others}
    plan = given.adjustment.plan
    return check(brief, plan.with_sessions(other.get(s.id, s) for s in plan.sessions)) == ()


def _keeps_its_windows(given: Answer) -> bool:
    """The revised plan within caps and counts of both windows."""
    return all(
        (window.load_cap is None or load(given, window) <= window.load_cap)
        and (window.max_hard is None or len(hard(given, window)) <= window.max_hard)
        and (window.max_runs is None or runs(given, window) <= window.max_runs)
        and len(rest_days(given, window)) >= window.min_rest_days
        for window in (w1(given), w2(given))
    )


def test_sc01_one_mild_run_changes_nothing() -> None:
    given = ask_sample("sc-01-one-mild-run")
    orders = given.adjustment.assessment.directives
    assert _found(given) == (ReportClass.ISOLATED, 0, OutcomeName.NO_CHANGE)
    assert (orders.first_hard_on, orders.w1.load_cap, orders.w1.max_hard, orders.w1.max_runs) == (None, None, None, None)
    assert given.adjustment.plan == given.request.plan
    assert {"AC-NORMAL", "AC-CHECKLIST"} & set(cards(given))


def test_sc02_a_stiff_start_that_eases_keeps_thursdays_tempo() -> None:
    given = ask_sample("sc-02-heavy-start-that-eases")
    assert _found(given) == (ReportClass.P1_START, 0, OutcomeName.NO_CHANGE)
    assert tags(given) >= {"WARMUP", "FUEL"}
    assert {"AC-WARMUP", "AC-FUEL"} <= set(cards(given))
    assert given.adjustment.plan.by_id["tempo-0305"] == given.request.plan.by_id["tempo-0305"]


def test_sc03_a_heavy_run_moves_thursdays_tempo_to_friday_and_nothing_else() -> None:
    given = ask_sample("sc-03-whole-run")
    assessment, orders = given.adjustment.assessment, given.adjustment.assessment.directives
    assert _found(given) == (ReportClass.P3_WHOLE_RUN, 2, OutcomeName.REVISED)
    assert orders.first_hard_on == orders.first_strength_on == orders.first_long_on == march(6)
    assert (w1(given).start, w1(given).end, w1(given).load_cap, w1(given).max_runs) == (march(5), march(11), 1645, 5)
    assert (w2(given).load_cap, assessment.review_on) == (1645, march(8))
    assert {key: s.date for key, s in changes(given).items()} == {"tempo-0305:move": march(6)}
    friday = [s.id for s in given.adjustment.plan.between(march(6), march(6))]
    assert friday == ["tempo-0305", "ls-0306"], "leg strength after the run"
    assert rest_days(given, w1(given)) == [march(5), march(9)]


def test_sc04_late_heaviness_with_little_food_is_about_food_and_not_soreness() -> None:
    given = ask_sample("sc-04-late-and-poorly-fuelled")
    assessment = given.adjustment.assessment
    assert _found(given) == (ReportClass.P2_MIDWAY, 2, OutcomeName.NO_CHANGE)
    assert assessment.subtype in {"fuel", "late_fuel"}
    assert ReportClass.EXPECTED_DOMS not in assessment.secondary
    assert assessment.directives.first_hard_on == march(10)
    assert (w1(given).start, w1(given).end, w1(given).load_cap) == (march(9), march(15), 1645)
    assert hard(given, w1(given)) == ["int-0310", "tempo-0312"], "Tuesday's intervals stay"
    assert (cards(given)[0], assessment.review_on) == ("AC-FUEL", march(13))


def test_sc05_soreness_after_leg_strength_keeps_sundays_long_run() -> None:
    given = ask_sample("sc-05-sore-after-strength")
    orders = given.adjustment.assessment.directives
    assert _found(given) == (ReportClass.EXPECTED_DOMS, 1, OutcomeName.NO_CHANGE)
    assert (orders.first_hard_on, orders.first_strength_on, orders.first_long_on) == (march(8), march(8), march(8))
    assert [(rule.day, rule.code) for rule in orders.day_rules] == [(march(7), "soreness")]
    assert (w1(given).load_cap, w2(given).load_cap) == (1645, 1645)
    assert given.adjustment.plan.by_id["long-0308"] == given.request.plan.by_id["long-0308"]


def test_sc05_intervals_on_the_sore_saturday_give_way() -> None:
    raw = raw_request("sc-05-sore-after-strength")
    evening = {
        "id": "sat-intervals", "date": "2026-03-07", "sport": "run", "kind": "interval", "start_time": "18:00", "rpe": 7,
        "planned": {"duration_s": 2400},
    }  # fmt: skip
    raw["plan"]["sessions"] = [s for s in raw["plan"]["sessions"] if s["id"] != "e-0307"] + [evening]
    raw["reports"][0]["is_run"] = False
    given = ask(raw)
    saturday = [s for s in given.adjustment.plan.between(march(7), march(7)) if not s.is_off]
    assert given.adjustment.plan.by_id["sat-intervals"].original is not None
    assert [s.id for s in saturday if s.hard] == []


def test_sc06_three_heavy_days_with_strain_take_half_the_load_of_a_week() -> None:
    given = ask_sample("sc-06-three-days-and-strain")
    orders = given.adjustment.assessment.directives
    assert _found(given) == (ReportClass.P4_MULTI_DAY, 4, OutcomeName.REVISED)
    assert (orders.day0, orders.first_hard_on, orders.first_strength_on, orders.first_long_on) == (march(6), march(13), march(13), march(9))
    assert (orders.long_max_ratio, orders.rest_by, orders.must_change) == (0.6, march(7), True)
    assert (w1(given).start, w1(given).end, w1(given).load_cap, w1(given).max_runs) == (march(6), march(12), 904.75, 3)
    assert (w2(given).load_cap, w2(given).max_hard) == (1316, 1)
    assert "coach-call" in notices(given)
    assert given.adjustment.assessment.review_on == march(12)
    assert _keeps_its_windows(given)
    assert hard(given, w1(given)) == []
    assert rest_days(given, w1(given))[0] in (march(6), march(7))


def test_sc06_the_proved_plan_is_the_worked_one() -> None:
    """Friday and Sunday rest, Saturday and Wednesday easy, Monday the long run of 63, rides in place of both hard runs.

    A ride lasts at most as long as the run that it replaces, so Thursday's is 50 minutes.
    """
    given = ask_sample("sc-06-three-days-and-strain")
    week = {s.date: (s.id, s.kind, s.modality, s.minutes) for s in held(given, w1(given))}
    assert week == {
        march(7): ("e-0307", Kind.EASY, None, 40),
        march(9): ("long-0308", Kind.LONG, None, 63),
        march(10): ("int-0310", Kind.EASY, Modality.BIKE, 60),
        march(11): ("e-0311", Kind.EASY, None, 45),
        march(12): ("tempo-0312", Kind.EASY, Modality.BIKE, 50),
    }
    assert load(given, w1(given)) == 120 + 252 + 180 + 135 + 150


def test_sc07_weeks_that_get_heavier_bring_a_lighter_week_with_one_hard_run() -> None:
    given = ask_sample("sc-07-worse-week-to-week")
    assessment, orders = given.adjustment.assessment, given.adjustment.assessment.directives
    assert _found(given) == (ReportClass.P5_WEEK_TREND, 3, OutcomeName.REVISED)
    assert ReportClass.P4_MULTI_DAY in assessment.secondary
    assert (w1(given).start, w1(given).end, w1(given).load_cap, w2(given).load_cap) == (march(9), march(15), 1233.75, 1480.5)
    assert (w1(given).max_hard, w1(given).max_runs, w1(given).min_rest_days) == (1, 4, 2)
    assert (orders.first_hard_on, orders.rest_by, orders.cross_training.min) == (march(11), march(11), 1)
    assert (assessment.review_on, "week-trend" in notices(given)) == (march(15), True)
    assert _keeps_its_windows(given)
    assert hard(given, w1(given)) == ["tempo-0312"]
    assert given.adjustment.plan.by_id["long-0315"].minutes == 78
    assert rest_days(given, w1(given))[0] <= march(11)
    assert any(s.modality is not None for s in held(given, w1(given)))


def test_sc07_the_worked_plan_without_its_leg_strength_is_valid_too() -> None:
    """Monday and Friday rest. Leg strength of 25 minutes on Thursday would be moved and changed at once, which nothing is."""
    given = ask_sample("sc-07-worse-week-to-week")
    week = (
        replace(crossed(_planned(given, "int-0310"), Modality.BIKE), title="Easy bike, 60 min instead of intervals"),
        _planned(given, "e-0311"), _planned(given, "tempo-0312"), dropped(_planned(given, "ls-0313")), _planned(given, "e-0314"),
        shortened(_planned(given, "long-0315"), 78),
    )  # fmt: skip
    assert sum(s.load for s in week if not s.is_off) == 1097
    assert _is_valid(given, *week)
    assert not _is_valid(given, *week[:3], moved(_planned(given, "ls-0313"), 10), *week[4:]), "with all 40 minutes it is over the cap"


@pytest.mark.parametrize("consent", [False, True])
def test_sc07_questions_about_energy_go_to_those_who_agreed_to_them(consent: bool) -> None:
    athlete = {**raw_request("sc-07-worse-week-to-week")["athlete"], "energy_questions": consent, "birth_year": 1990}
    assert ("Q-LEA" in questions(ask_sample("sc-07-worse-week-to-week", athlete=athlete))) is consent


def test_sc08_a_swollen_warm_leg_puts_everything_on_hold_and_deletes_nothing() -> None:
    given = ask_sample("sc-08-one-swollen-leg")
    referral = given.adjustment.assessment.referral
    assert _found(given) == (ReportClass.RED_FLAG, 5, OutcomeName.SUSPENDED)
    assert referral is not None
    assert (referral.urgency, set(referral.codes)) == (Urgency.PROMPT, {"RF_SWELL_ONE", "RF_WARM_RED"})
    assert cards(given)[0] == "AC-REFER"
    after = given.adjustment.plan.by_id
    assert after.keys() == given.request.plan.by_id.keys()
    assert {s.status for s in after.values() if s.date >= march(5)} == {Status.SUSPENDED}
    assert actions(given) == {Action.SUSPEND}


def test_sc08_with_breathlessness_at_rest_it_is_an_emergency() -> None:
    raw = raw_request("sc-08-one-swollen-leg")
    raw["reports"][0]["flags"].append("RF_BREATH_REST")
    given = ask(raw)
    assert given.adjustment.assessment.referral is not None
    assert given.adjustment.assessment.referral.urgency is Urgency.EMERGENCY
    assert cards(given)[0] == "AC-EMERGENCY"


def test_sc09_dark_urine_wins_over_soreness() -> None:
    given = ask_sample("sc-09-dark-urine")
    assert _found(given) == (ReportClass.RED_FLAG, 5, OutcomeName.SUSPENDED)
    assert given.adjustment.assessment.referral is not None
    assert given.adjustment.assessment.referral.urgency is Urgency.EMERGENCY
    assert cards(given) == ["AC-EMERGENCY"]
    assert [s.id for s in given.adjustment.plan.sessions if s.date > march(9) and not s.is_off] == []


def test_sc10a_after_a_cold_the_first_hard_day_waits_for_twice_the_days_of_illness() -> None:
    given = ask_sample("sc-10a-after-a-cold")
    assert _found(given) == (ReportClass.POST_ILLNESS, 2, OutcomeName.REVISED)
    assert given.adjustment.assessment.directives.first_hard_on == march(8)
    assert (w1(given).start, w1(given).end, w1(given).load_cap, w1(given).max_hard) == (march(4), march(10), 987, 1)
    assert (w2(given).load_cap, given.adjustment.assessment.review_on) == (1316, march(7))
    assert _keeps_its_windows(given)
    assert [s for s in held(given, w1(given)) if s.hard and s.date < march(8)] == []


def test_sc10b_fever_rests_for_three_days() -> None:
    given = ask_sample("sc-10b-fever")
    orders = given.adjustment.assessment.directives
    assert _found(given) == (ReportClass.POST_ILLNESS, 4, OutcomeName.REVISED)
    assert given.adjustment.assessment.subtype == "acute"
    assert orders.rest_dates == tuple(days(march(4), march(6)))
    assert (w1(given).start, w1(given).end, w1(given).load_cap, w2(given).load_cap) == (march(4), march(10), 658, 1151.5)
    assert (orders.first_hard_on, cards(given)[0]) == (march(11), "AC-ILLNESS")
    assert _keeps_its_windows(given)
    assert set(days(march(4), march(6))) <= set(rest_days(given, w1(given)))
    assert hard(given, w1(given)) == []


def test_sc11_an_old_report_changes_nothing_and_asks() -> None:
    given = ask_sample("sc-11-old-report")
    assert _found(given) == (ReportClass.INSUFFICIENT_DATA, 0, OutcomeName.NO_CHANGE)
    assert given.adjustment.assessment.subtype == "stale"
    assert "Q-UPDATE" in questions(given)


def test_sc11_a_level_in_force_is_held_through_silence() -> None:
    raw = raw_request("sc-07-worse-week-to-week")
    given = ask(next_request(ask(raw), raw, "2026-03-14T18:00:00+01:00"))
    assert _found(given) == (ReportClass.INSUFFICIENT_DATA, 3, OutcomeName.NO_CHANGE)
    assert given.adjustment.plan.by_id["long-0315"].minutes == 78
    assert given.adjustment.plan.by_id["e-0314"].is_off, "what was left out this morning does not come back as done in the evening"


def test_sc12_of_two_words_on_one_run_the_heavier_counts_with_low_confidence() -> None:
    given = ask_sample("sc-12-two-reports-disagree")
    assert _found(given) == (ReportClass.P3_WHOLE_RUN, 2, OutcomeName.NO_CHANGE)
    assert given.adjustment.assessment.confidence is Confidence.LOW
    assert "Q-CONFIRM" in questions(given)
    assert given.adjustment.assessment.directives.first_hard_on == march(5)
    assert (w1(given).start, w1(given).end, w1(given).load_cap) == (march(4), march(10), 1645)
    assert "tempo-0305" in hard(given, w1(given))


def test_sc13_a_number_alone_asks_for_the_timing() -> None:
    given = ask_sample("sc-13-only-a-number")
    assert _found(given) == (ReportClass.ISOLATED, 0, OutcomeName.NO_CHANGE)
    assert given.adjustment.assessment.confidence is Confidence.LOW
    assert questions(given) == {"Q-TIMING"}


def test_sc13_the_answer_whole_gives_the_plan_of_sc03() -> None:
    raw = raw_request("sc-13-only-a-number")
    raw["reports"][0]["timing"] = "whole"
    given, third = ask(raw), ask_sample("sc-03-whole-run")
    assert _found(given) == _found(third)
    assert given.adjustment.assessment.directives == third.adjustment.assessment.directives
    assert given.adjustment.plan == third.adjustment.plan


def test_sc14a_one_good_run_holds_level_3_and_its_windows() -> None:
    given = ask_sample("sc-14a-first-good-run")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.computed_level, assessment.level) == (ReportClass.GOOD, 0, 3)
    assert assessment.directives.first_hard_on == march(11)
    assert (w1(given).start, w1(given).end, w1(given).load_cap) == (march(9), march(15), 1233.75)
    assert assessment.state.good_reports == ("r-7",)
    assert _keeps_its_windows(given), "what is done counts"


def test_sc14b_the_second_good_run_brings_level_2_and_more_load_but_makes_nothing_up() -> None:
    given = ask_sample("sc-14b-second-good-run")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level, assessment.state.level_since) == (ReportClass.GOOD, 2, march(12))
    assert (w1(given).start, w1(given).load_cap, w1(given).max_hard) == (march(9), 1480.5, 2)
    assert assessment.state.good_reports == ()
    assert _keeps_its_windows(given)
    for session in given.adjustment.plan.between(march(13), march(29)):
        was = _planned(given, session.id)
        assert session.load <= was.load, "nothing above the coach's own plan"
    assert given.adjustment.plan.by_id["long-0315"].minutes == 105
    assert given.adjustment.plan.by_id["tempo-0312"].kind is Kind.EASY, "what was done easy stays as it was done"


def test_sc15_four_heavy_runs_in_ten_days_ease_the_week_a_little() -> None:
    given = ask_sample("sc-15-four-in-ten-days")
    assessment, orders = given.adjustment.assessment, given.adjustment.assessment.directives
    assert _found(given) == (ReportClass.P4_MULTI_DAY, 2, OutcomeName.REVISED)
    assert assessment.secondary == (ReportClass.P2_MIDWAY,)
    assert (orders.first_hard_on, orders.first_strength_on) == (march(7), march(7))
    assert (w1(given).start, w1(given).end, w1(given).load_cap) == (march(6), march(12), 1480.5)
    assert (w1(given).max_runs, w1(given).max_hard) == (4, 2)
    assert _keeps_its_windows(given)
    assert given.adjustment.plan.by_id["long-0308"] == given.request.plan.by_id["long-0308"]
    assert all(s.date >= march(7) for s in held(given, w1(given)) if s.is_leg_strength)
    assert {key.partition(":")[0] for key in changes(given)} & {"int-0310", "tempo-0312", "long-0308"} == set(), "key sessions stay"
