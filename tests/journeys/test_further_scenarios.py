"""Fifteen more lives from request to plan: other sports, ages, weeks and silences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from service.domain.adjustment import Action, OutcomeName
from service.domain.report_class import ReportClass
from service.domain.session import Kind, Modality, Sport
from tests.journeys.asked import (
    a_run_report,
    actions,
    ask,
    ask_sample,
    brief_of,
    cards,
    changes,
    held,
    load,
    march,
    next_request,
    notices,
    plan_a_from,
    questions,
    tags,
    w1,
    w2,
)
from tests.support.plain import Json
from tests.support.samples import raw_request


def test_flu_of_six_days_ended_yesterday_waits_twelve_days_although_the_legs_are_good() -> None:
    given = ask_sample("flu-ended-legs-good")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level, given.adjustment.outcome) == (ReportClass.GOOD, 0, OutcomeName.REVISED)
    assert assessment.directives.first_hard_on == march(15)
    assert (w1(given).load_cap, w2(given).load_cap) == (1645 * 0.75, 1645 * 0.9)
    assert [s.id for s in given.adjustment.plan.between(march(5), march(14)) if s.hard and not s.is_off] == []
    assert (load(given, w1(given)) <= 1233, load(given, w2(given)) <= 1480) == (True, True)
    assert cards(given)[0] == "AC-ILLNESS"


def test_a_cyclist_after_five_heavy_rides_swims_or_rests_and_never_swaps_to_the_bike() -> None:
    given = ask_sample("cyclist-five-heavy-rides")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level) == (ReportClass.P4_MULTI_DAY, 4)
    assert assessment.directives.affected_sport is Sport.BIKE
    assert Modality.BIKE not in assessment.directives.cross_training.modalities
    swapped = {s.modality for change in given.adjustment.changes if change.action is Action.SWAP for s in [change.after]}
    assert swapped == {Modality.SWIM}
    assert [s.id for s in held(given, w1(given)) if s.hard and s.sport is Sport.BIKE] == []


def test_a_triathlete_after_a_heavy_ride_keeps_every_swim_and_run_and_the_hard_swim_hard() -> None:
    given = ask_sample("triathlete-heavy-after-a-ride")
    assert given.adjustment.assessment.level == 2
    assert given.adjustment.assessment.directives.affected_sport is Sport.BIKE
    planned = brief_of(given.request, given.adjustment).plan
    touched = {planned.by_id[change.session_id].sport for change in given.adjustment.changes}
    assert touched == {Sport.BIKE}
    swim = given.adjustment.plan.by_id["vo2-0311"]
    assert (swim, swim.hard) == (planned.by_id["vo2-0311"], True)


def test_three_days_before_the_race_flat_legs_change_nothing() -> None:
    given = ask_sample("three-days-before-the-race")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level, given.adjustment.outcome) == (ReportClass.TAPER_NORMAL, 0, OutcomeName.NO_CHANGE)
    assert given.adjustment.plan == given.request.plan
    assert cards(given) == ["AC-TAPER"]


def test_ten_days_before_the_race_a_streak_with_strain_follows_the_normal_rules_and_no_race_is_touched() -> None:
    given = ask_sample("ten-days-out-and-tired")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level, given.adjustment.outcome) == (ReportClass.P4_MULTI_DAY, 4, OutcomeName.REVISED)
    assert {key.partition(":")[0] for key in changes(given)}.isdisjoint({"race-0419"})
    openers = given.adjustment.plan.by_id["int-0414"]
    assert (openers.is_off, openers.modality) == (False, None), "openers may get easier, never go"
    race = given.adjustment.plan.by_id["race-0419"].date
    planned = brief_of(given.request, given.adjustment).plan
    moved_in = [s.id for s in given.adjustment.plan.between(race - timedelta(days=2), race) if planned.by_id[s.id].date != s.date]
    assert moved_in == []
    long = given.adjustment.plan.by_id["long-0412"]
    assert (long.date, long.modality) == (planned.by_id["long-0412"].date, Modality.BIKE), "not put off into race week"


def test_a_masters_runner_whose_stiff_mornings_ease_is_never_a_streak() -> None:
    given = ask_sample("masters-stiff-mornings")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level, given.adjustment.outcome) == (ReportClass.P1_START, 1, OutcomeName.NO_CHANGE)
    assert ReportClass.P4_MULTI_DAY not in assessment.secondary
    assert cards(given)[0] == "AC-WARMUP"


def test_a_planned_lighter_week_at_level_3_is_not_cut_again() -> None:
    given = ask_sample("deload-comes-at-the-right-time")
    planned = brief_of(given.request, given.adjustment).plan
    assert given.adjustment.assessment.level == 3
    assert w1(given).load_cap == sum(s.load for s in planned.between(w1(given).start, w1(given).end))
    codes = {r.code for c in given.adjustment.changes if c.after.date <= w1(given).end for r in c.reasons}
    assert not {code for code in codes if code.startswith(("load-cap", "max-runs"))}, "only dates and lengths of the level act"


def test_a_lighter_week_that_meets_every_directive_comes_at_the_right_time() -> None:
    raw = raw_request("deload-comes-at-the-right-time")
    gone = {"int-0224", "long-0301"}
    raw["plan"]["sessions"] = [
        {**s, "kind": "easy", "title": "Easy", "rpe": 3, "sport": "bike", "priority": "normal", "planned": {"duration_s": 2400}}
        if s["id"] in gone
        else s
        for s in raw["plan"]["sessions"]
        if s["date"] <= "2026-03-01"
    ]
    plain = ask(raw)
    assert (plain.adjustment.assessment.level, plain.adjustment.outcome) == (3, OutcomeName.NO_CHANGE)
    assert "plan-fits" in notices(plain)
    raw["plan"]["weeks"] = [{"start_date": "2026-02-23", "recovery": True}]
    assert "lighter-week-fits" in notices(ask(raw))


def test_the_second_day_of_an_ultra_back_to_back_is_meant_to_be_heavy() -> None:
    given = ask_sample("ultra-second-long-day")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level, given.adjustment.outcome) == (ReportClass.P3_WHOLE_RUN, 2, OutcomeName.NO_CHANGE)
    together = [s for s in held(given, w1(given)) if s.group is not None]
    assert [s.date for s in together] == [march(14), march(15)], "the next pair stays a pair"


def test_a_beginner_with_three_mild_reports_on_three_runs_a_week_keeps_the_plan() -> None:
    given = ask_sample("beginner-three-mild")
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level, given.adjustment.outcome) == (ReportClass.P4_MULTI_DAY, 1, OutcomeName.NO_CHANGE)


def test_a_nurse_on_shifts_whose_strain_is_constant_gets_a_note_about_the_plan_and_no_level_for_it() -> None:
    given = ask_sample("shift-nurse-constant-strain")
    assessment = given.adjustment.assessment
    assert "CAPACITY" in tags(given)
    assert (assessment.klass, assessment.level, "M1" in assessment.rules) == (ReportClass.P3_WHOLE_RUN, 2, False)
    assert "strain-stays" in notices(given)


def test_silence_since_level_3_asks_the_coach_and_sends_nobody_to_the_doctor() -> None:
    raw = raw_request("sc-07-worse-week-to-week")
    given = ask(next_request(ask(raw), raw, "2026-03-24T20:00:00+01:00"))
    assessment = given.adjustment.assessment
    assert (assessment.level, given.adjustment.outcome, assessment.referral) == (3, OutcomeName.NEEDS_COACH, None)


def test_ten_silent_days_and_then_a_long_run_do_not_raise_capacity() -> None:
    raw = raw_request("sc-07-worse-week-to-week")
    raw["reports"] = [a_run_report(march(7), 7, session_id="e-0307"), a_run_report(march(8), 7, session_id="long-0308")]
    told = ask(raw)
    raw["plan"]["sessions"] = [
        {**s, "status": "completed"} if s["date"] < "2026-02-26" else s for s in raw["plan"]["sessions"]
    ]  # fmt: skip
    silent = ask(raw)
    assert told.adjustment.assessment.level == silent.adjustment.assessment.level == 3
    caps = [(w1(given).load_cap, w2(given).load_cap) for given in (silent, told)]
    assert all(cap is not None for pair in caps for cap in pair)
    assert caps[0] < caps[1], "what nobody confirmed makes no athlete fitter"


def test_a_parkrun_at_level_3_is_for_people_to_decide_and_each_option_has_its_plan() -> None:
    given = ask_sample("race-tomorrow-week-at-level-three")
    assert (given.adjustment.assessment.level, given.adjustment.outcome) == (3, OutcomeName.NEEDS_COACH)
    [conflict] = given.adjustment.race_conflicts
    assert conflict.session_id == "parkrun-0307"
    assert [option.code for option in conflict.options] == ["start_as_planned", "run_it_easy", "do_not_start"]
    assert given.adjustment.plan.by_id["parkrun-0307"] == given.request.plan.by_id["parkrun-0307"]
    assert [other.name for other in given.adjustment.alternatives] == ["parkrun:run_it_easy", "parkrun:do_not_start"]


@pytest.mark.parametrize("consent", [False, True])
def test_usual_for_my_cycle_never_passes_level_2_and_takes_nothing_from_the_second_week(consent: bool) -> None:
    athlete = {**raw_request("usual-for-my-cycle")["athlete"], "energy_questions": consent}
    given = ask_sample("usual-for-my-cycle", athlete=athlete)
    assessment = given.adjustment.assessment
    assert (assessment.klass, assessment.level, assessment.referral) == (ReportClass.P4_MULTI_DAY, 2, None)
    assert "CYCLE" in tags(given)
    assert w2(given).load_cap is not None
    assert w2(given).load_cap == max(w2(given).load_cap, w1(given).load_cap)


def test_usual_for_my_cycle_three_months_running_is_no_history_of_high_levels() -> None:
    first = date(2026, 1, 13)
    raw: Json = {
        "schema": "adjust-request/1", "plan": plan_a_from(date(2025, 12, 1), 18), "reports": [], "state": None,
        "athlete": {"ref": "sara", "timezone": "Europe/Vienna", "training_age_months": 60, "cross_training": ["bike"]},
    }  # fmt: skip
    for month in range(3):
        start = first + timedelta(days=28 * month)
        heavy = [a_run_report(start + timedelta(days=n), 5, cycle_heavy=True) for n in range(3)]
        raw = {**raw, "now": f"{start + timedelta(days=2)}T20:00:00+01:00", "reports": heavy}
        given = ask(raw)
        assessment = given.adjustment.assessment
        assert (assessment.klass, assessment.level, assessment.referral) == (ReportClass.P4_MULTI_DAY, 2, None)
        assert "M3" not in assessment.rules
        for n in (4, 6, 8, 10):
            day = start + timedelta(days=n)
            raw = next_request(given, raw, f"{day}T20:00:00+01:00", a_run_report(day, 1))
            given = ask(raw)
        assert given.adjustment.assessment.level == 0
        raw = next_request(given, raw, "unused")


def test_a_minor_at_level_2_gets_a_proposal_that_only_eases_and_a_person_decides() -> None:
    athlete = {**raw_request("sc-03-whole-run")["athlete"], "birth_year": 2010, "gates": ["minor"], "energy_questions": True}
    given = ask_sample("sc-03-whole-run", athlete=athlete)
    assert (given.adjustment.assessment.level, given.adjustment.outcome) == (2, OutcomeName.NEEDS_COACH)
    assert actions(given) == {Action.EASE}
    tempo = given.adjustment.plan.by_id["tempo-0305"]
    assert (tempo.date, tempo.kind, tempo.title) == (march(5), Kind.EASY, "Easy run, 50 min")
    assert "Q-LEA" not in questions(given)


def test_a_minor_after_two_heavy_days_needs_a_coach_too() -> None:
    given = ask_sample("minor-whole-run")
    assert given.adjustment.outcome is OutcomeName.NEEDS_COACH
    assert Action.MOVE not in actions(given)


def test_who_is_cleared_to_level_0_at_once_comes_back_in_two_steps() -> None:
    raw = raw_request("cleared-by-the-clinic")
    cleared = ask({**raw, "clearances": [{**raw["clearances"][0], "level": 0}]})
    intervals = cleared.adjustment.plan.by_id["int-0310"]
    assert cleared.adjustment.assessment.level == 0
    assert (intervals.date, intervals.hard) == (date(2026, 3, 10), False), "the first day on the legs is easy"
    assert [s.id for s in cleared.adjustment.plan.sessions if s.original is not None] == ["int-0310"], "nothing else changes"
    tomorrow = ask(next_request(cleared, raw, "2026-03-11T06:00:00+01:00"))
    assert (tomorrow.adjustment.assessment.level, tomorrow.adjustment.assessment.directives.day_rules) == (0, ())
