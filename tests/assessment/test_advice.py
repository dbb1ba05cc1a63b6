"""Which cards, questions, checks and notices go with a verdict."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.assessment.features import Block, IllnessFacts, SleepFacts
from service.assessment.questions import remember_asked
from service.domain.assessment import Confidence, Question, Referral, ReportClass, State, Tag, TagName, Urgency
from service.domain.athlete import Athlete, Condition, Gate, Goal
from service.domain.plan import Race, RacePriority, Week
from service.domain.report import Eased, Fuelling, Illness, Report, Surface, Timing, Trend
from tests.assessment.cases import a_case, counsel, shown, tags_of
from tests.support.builders import ATHLETE_A, PLAN_A, POLICY, a_report, at, plan_a

WEDNESDAY = date(2026, 3, 4)
NOW = at(WEDNESDAY, "20:00")
EMPTY = plan_a(weeks=0)
CONSENTING = replace(ATHLETE_A, energy_questions=True)
MINOR = replace(CONSENTING, gates=(Gate.MINOR,))
ALL_TAGS = tuple(Tag(name, Confidence.NORMAL, ("S1-03",)) for name in TagName)


def told(heaviness: int | None = 5, clock: str = "08:00", **fields: object) -> Report:
    return a_report(at(WEDNESDAY, clock), heaviness, **{"timing": Timing.WHOLE, "flags": (), **fields})


def said(given, card: str) -> str:
    return " ".join(line.text for c in given.advice if c.card == card for line in c.lines)


# The worked scenarios


def test_sc_02_a_fasted_early_start_gets_the_warm_up_and_the_fuel_card() -> None:
    report = told(5, "06:45", timing=Timing.START, eased=Eased.YES, eased_after_min=12, sleep_h=6.5, fuelling=Fuelling.FASTED)
    case = a_case(at(WEDNESDAY, "08:00"), [report], ReportClass.P1_START)
    assert {t.tag for t in tags_of(case)} == {TagName.WARMUP, TagName.FUEL}
    assert shown(counsel(case, ReportClass.P1_START, 0))[:2] == ["AC-WARMUP", "AC-FUEL"]


def test_sc_04_a_poorly_fuelled_long_run_gets_the_fuel_card_first() -> None:
    report = a_report(at("2026-03-08", "11:00"), 6, timing=Timing.LATE, in_run_trend=Trend.WORSENING, fuelling=Fuelling.POOR)
    case = a_case(at("2026-03-08", "14:00"), [report], ReportClass.P2_MIDWAY)
    assert TagName.STRENGTH not in {t.tag for t in tags_of(case)}
    assert shown(counsel(case, ReportClass.P2_MIDWAY, 2))[0] == "AC-FUEL"


def test_sc_05_expected_soreness_gets_its_card() -> None:
    report = a_report(at("2026-03-07", "10:00"), 5, timing=Timing.WHOLE, soreness=6, pain=1)
    given = counsel(a_case(at("2026-03-07", "12:00"), [report], ReportClass.EXPECTED_DOMS), ReportClass.EXPECTED_DOMS, 1)
    assert shown(given)[0] == "AC-DOMS"
    assert "only easy movement for a day" in said(given, "AC-DOMS")


def test_sc_08_on_hold_there_is_the_safety_card_and_nothing_else() -> None:
    case = a_case(NOW, [told(4, flags=("RF_SWELL_ONE", "RF_WARM_RED"))], ReportClass.RED_FLAG)
    given = counsel(case, ReportClass.RED_FLAG, 5, ALL_TAGS, referral=Referral(Urgency.PROMPT, ("RF_SWELL_ONE", "RF_WARM_RED")))
    assert shown(given) == ["AC-REFER"]
    assert "your plan is kept" in said(given, "AC-REFER")


def test_sc_09_in_an_emergency_there_is_nothing_but_that() -> None:
    case = a_case(NOW, [told(9, soreness=9, flags=("RF_DARK_URINE",))], ReportClass.RED_FLAG)
    given = counsel(case, ReportClass.RED_FLAG, 5, ALL_TAGS, referral=Referral(Urgency.EMERGENCY, ("RF_DARK_URINE",)))
    assert shown(given) == ["AC-EMERGENCY"]


def test_sc_01_a_single_heavy_run_is_called_normal() -> None:
    case = a_case(at("2026-03-03", "20:00"), [a_report(at("2026-03-03", "08:00"), 3, timing=Timing.MIDDLE)], ReportClass.ISOLATED)
    given = counsel(case, ReportClass.ISOLATED, 0)
    assert shown(given)[0] == "AC-NORMAL"
    assert given.checks == ()


# Cards


def test_safety_comes_first_and_then_at_most_three() -> None:
    given = counsel(a_case(NOW, [told()]), ReportClass.P4_MULTI_DAY, 3, ALL_TAGS, referral=Referral(Urgency.ROUTINE, ("IRON_RISK",)))
    assert shown(given)[0] == "AC-REFER"
    assert len(shown(given)) == 4
    assert "nothing here says that something is wrong" in said(given, "AC-REFER")


@pytest.mark.parametrize("klass", [k for k in ReportClass if k is not ReportClass.RED_FLAG])
@pytest.mark.parametrize("level", range(5))
def test_never_more_than_three_cards_besides_safety(klass: ReportClass, level: int) -> None:
    given = counsel(a_case(NOW, [told()]), klass, level, ALL_TAGS)
    assert 1 <= len(given.advice) <= 3
    assert len(set(shown(given))) == len(given.advice)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_from_level_1_on_the_first_card_says_what_stays(level: int) -> None:
    given = counsel(a_case(NOW, [told()]), ReportClass.P4_MULTI_DAY, level)
    assert sum("What stays" in line.text for card in given.advice for line in card.lines) == 1
    assert any("What stays" in line.text for line in given.advice[0].lines)


def test_every_card_says_that_a_pattern_is_no_diagnosis() -> None:
    for card in counsel(a_case(NOW, [told()]), ReportClass.P3_WHOLE_RUN, 2, ALL_TAGS).advice:
        assert card.lines[-1].rows == ("S2-65",)


@pytest.mark.parametrize(("pain", "first"), [(1, True), (3, True), (0, False), (4, False)])
def test_shoes_come_first_with_small_aches_in_a_worn_pair(pain: int, first: bool) -> None:
    case = a_case(NOW, [told(5, pain=pain, shoe_km=640)], ReportClass.P3_WHOLE_RUN)
    assert (shown(counsel(case, ReportClass.P3_WHOLE_RUN, 2))[0] == "AC-SHOES") is first


@pytest.mark.parametrize(("km", "card", "note"), [(639, False, False), (640, False, True), (800, True, True), (966, True, True)])
def test_worn_shoes_are_a_note_first_and_a_card_later(km: int, card: bool, note: bool) -> None:
    given = counsel(a_case(NOW, [told(4, shoe_km=km, pain=0)], ReportClass.ISOLATED), ReportClass.ISOLATED, 0)
    assert ("AC-SHOES" in shown(given)) is card
    assert ("shoe-distance" in {n.code for n in given.notices}) is note


def test_very_worn_shoes_are_shown_whatever_else_was_found() -> None:
    report = told(5, shoe_km=966, heat=True, fuelling=Fuelling.POOR, minutes_done=90)
    case = a_case(NOW, [report], ReportClass.P3_WHOLE_RUN, mean_stress=5.0)
    assert "AC-SHOES" in shown(counsel(case, ReportClass.P3_WHOLE_RUN, 2))


def test_causes_of_supply_come_before_the_others() -> None:
    case = a_case(NOW, [told(4, hydration="poor")])
    tags = tuple(Tag(name, Confidence.NORMAL, ("S1-36",)) for name in (TagName.FUEL, TagName.HYDRATION, TagName.SLEEP, TagName.LOAD))
    assert shown(counsel(case, ReportClass.GOOD, 0, tags)) == ["AC-FUEL", "AC-HYDRATE", "AC-SLEEP"]


def test_health_cards_do_not_fall_behind_the_limit() -> None:
    assert {"AC-LEA", "AC-IRON"} <= set(shown(counsel(a_case(NOW, [told()]), ReportClass.P4_MULTI_DAY, 2, ALL_TAGS)))


def test_a_held_level_keeps_the_card_of_the_class_that_set_it() -> None:
    case = a_case(NOW, [told(1)], ReportClass.GOOD)
    assert shown(counsel(case, ReportClass.GOOD, 3, class_in_force=ReportClass.P5_WEEK_TREND))[0] == "AC-ABSORB"


def test_flat_legs_before_a_race_get_the_taper_card() -> None:
    assert shown(counsel(a_case(NOW, [told()]), ReportClass.TAPER_NORMAL, 0))[0] == "AC-TAPER"


def test_in_pregnancy_a_midwife_or_doctor_sets_the_frame() -> None:
    case = a_case(NOW, [told()], athlete=replace(ATHLETE_A, gates=(Gate.PREGNANT,)))
    given = counsel(case, ReportClass.P3_WHOLE_RUN, 2)
    assert shown(given)[0] == "AC-GUIDED"
    assert given.notices[0].code == "a-person-decides"


@pytest.mark.parametrize(("surface", "found"), [(Surface.TREADMILL, True), (Surface.STRAIGHT, True), (Surface.TRAIL, False)])
def test_straight_roads_and_treadmills_get_the_card_for_the_head(surface: Surface, found: bool) -> None:
    case = a_case(NOW, [told(4, surface=surface)], plan=EMPTY, days_in_row=0)
    assert ("AC-MIND" in shown(counsel(case, ReportClass.ISOLATED, 1))) is found


@pytest.mark.parametrize(("fields", "offered"), [({}, True), ({"pain": 1}, False)])
def test_the_play_with_the_stride_is_never_offered_with_pain(fields: dict[str, object], offered: bool) -> None:
    case = a_case(NOW, [told(4, surface=Surface.TREADMILL, **fields)], plan=EMPTY, days_in_row=0)
    assert ("vary your stride" in said(counsel(case, ReportClass.ISOLATED, 1), "AC-MIND")) is offered


def test_a_limit_on_drinking_silences_the_half_litre() -> None:
    limited = replace(ATHLETE_A, conditions=(Condition.FLUID_RESTRICTION.value,))
    for athlete, expected in ((ATHLETE_A, True), (limited, False)):
        case = a_case(NOW, [told(4, urine_colour=7)], athlete=athlete, plan=EMPTY)
        text = said(counsel(case, ReportClass.ISOLATED, 0), "AC-HYDRATE")
        assert ("half a litre" in text) is expected
        assert ("your doctor gave you" in text) is not expected


@pytest.mark.parametrize(("conditions", "food"), [((), "red meat"), (("vegan",), "lentils")])
def test_foods_with_iron_follow_the_diet(conditions: tuple[str, ...], food: str) -> None:
    case = a_case(NOW, [told()], athlete=replace(ATHLETE_A, conditions=conditions))
    text = said(counsel(case, ReportClass.P3_WHOLE_RUN, 2, (Tag(TagName.IRON_RISK, Confidence.NORMAL, ("S2-82",)),)), "AC-IRON")
    assert food in text
    assert not ("red meat" in text and "lentils" in text)


@pytest.mark.parametrize(("mean", "nights", "found"), [(6.9, 3, True), (7.0, 3, False), (6.0, 2, False)])
def test_three_short_nights_bring_the_sleep_card(mean: float, nights: int, found: bool) -> None:
    sleep = SleepFacts(hours=tuple((WEDNESDAY - timedelta(days=n), mean) for n in range(nights)), mean_3=mean)
    case = a_case(NOW, [told(4)], plan=EMPTY, sleep=sleep, days_in_row=0)
    assert ("AC-SLEEP" in shown(counsel(case, ReportClass.ISOLATED, 0))) is found


def test_a_numb_foot_goes_to_a_doctor_and_a_sore_hip_to_a_physiotherapist_first() -> None:
    for codes, doctor in ((("RF_NUMB",), True), (("RF_LIMP",), False)):
        given = counsel(a_case(NOW, [told(flags=codes)]), ReportClass.RED_FLAG, 5, (), referral=Referral(Urgency.PROMPT, codes))
        assert ("go straight to a doctor" in said(given, "AC-REFER")) is doctor
        assert ("physiotherapist" in said(given, "AC-REFER")) is not doctor


def test_a_row_that_is_switched_off_takes_its_line_away() -> None:
    off = replace(POLICY, switched_off=frozenset({"S0-08"}))
    texts = [
        said(counsel(a_case(NOW, [told(4, timing=Timing.START)], policy=p), ReportClass.P1_START, 0), "AC-WARMUP") for p in (POLICY, off)
    ]
    assert ["lunges" in text for text in texts] == [True, False]


# Questions


def asked(
    *args: object, level: int = 0, klass: ReportClass = ReportClass.ISOLATED, fields: dict[str, object] | None = None, **facts: object
):
    return counsel(a_case(*args, **facts), klass, level, **(fields or {})).questions


def test_an_unknown_timing_is_asked_for() -> None:
    assert Question.TIMING in asked(NOW, [told(6, timing=None)])
    assert Question.TIMING not in asked(NOW, [told(6)])
    assert Question.TIMING not in asked(NOW, [told(2, timing=None)])


def test_a_missing_heaviness_is_asked_for() -> None:
    assert Question.HEAVINESS in asked(NOW, [told(None)], klass=ReportClass.INSUFFICIENT_DATA, fields={"subtype": "missing"})


def test_old_reports_and_a_silent_review_ask_for_an_update() -> None:
    assert Question.UPDATE in asked(NOW, [], klass=ReportClass.INSUFFICIENT_DATA, fields={"subtype": "stale"})
    assert Question.UPDATE in asked(NOW, [], klass=ReportClass.INSUFFICIENT_DATA, fields={"subtype": "none", "update_due": True})
    assert Question.UPDATE not in asked(NOW, [], klass=ReportClass.INSUFFICIENT_DATA, fields={"subtype": "none"})


def test_contradicting_reports_ask_which_is_right() -> None:
    first, second = told(2, "08:00"), told(7, "12:00")
    assert Question.CONFIRM in asked(NOW, [first, second])
    assert Question.CONFIRM not in asked(NOW, [second])


def test_soreness_is_asked_for_after_strength() -> None:
    saturday = at("2026-03-07", "20:00")
    report = a_report(at("2026-03-07", "10:00"), 5, timing=Timing.WHOLE)
    assert Question.SORENESS in asked(saturday, [report])
    assert Question.SORENESS not in asked(saturday, [replace(report, soreness=0)])


@pytest.mark.parametrize(("level", "flags", "expected"), [(1, None, False), (2, None, True), (2, (), False), (5, None, False)])
def test_the_safety_question_comes_once_from_level_2_on(level: int, flags: tuple[str, ...] | None, expected: bool) -> None:
    assert (Question.SAFETY in asked(NOW, [told(6, flags=flags)], level=level)) is expected


def test_the_safety_question_is_not_put_twice_in_an_episode() -> None:
    levels = {WEDNESDAY - timedelta(days=n): 2 for n in range(1, 4)}
    for day, again in (("2026-03-01", False), ("2026-02-20", True)):
        state = State(level=2, asked=(f"Q-SAFETY@{day}",))
        assert (Question.SAFETY in asked(NOW, [told(6, flags=None)], level=2, state=state, level_on=levels)) is again


def test_a_note_that_gives_pause_leads_to_the_safety_question_and_to_the_coach() -> None:
    given = counsel(a_case(NOW, [told(3, flags=None, note="My foot felt numb after 5 km")]), ReportClass.ISOLATED, 0)
    assert given.questions[0] is Question.SAFETY
    assert "safety-question-open" in {n.code for n in given.notices}


def test_a_run_broken_off_with_very_heavy_legs_leads_to_the_safety_question() -> None:
    assert Question.SAFETY in asked(NOW, [told(7, flags=None, premature=True)], level=1)
    assert Question.SAFETY not in asked(NOW, [told(6, flags=None, premature=True)], level=1)


@pytest.mark.parametrize(("heavy_days", "expected"), [(3, True), (2, False)])
def test_causes_are_asked_for_after_three_heavy_sessions(heavy_days: int, expected: bool) -> None:
    reports = [a_report(at(WEDNESDAY - timedelta(days=n), "10:00"), 4, timing=Timing.MIDDLE) for n in range(heavy_days)]
    assert (Question.CAUSE in asked(NOW, reports, plan=EMPTY)) is expected


def test_illness_is_asked_after_each_morning_until_it_is_over() -> None:
    ill = IllnessFacts(now=Illness.FEVER, since=WEDNESDAY - timedelta(days=1), stated_on=WEDNESDAY - timedelta(days=1))
    assert Question.ILLNESS in asked(NOW, [told()], illness=ill)
    assert Question.ILLNESS not in asked(NOW, [told()], illness=replace(ill, stated_on=WEDNESDAY))
    assert Question.ILLNESS not in asked(NOW, [told()], illness=IllnessFacts(end=WEDNESDAY))


@pytest.mark.parametrize(("connected", "missed", "expected"), [(True, 3, True), (True, 2, False), (False, 9, False)])
def test_missed_sessions_are_asked_for_where_they_usually_arrive(connected: bool, missed: int, expected: bool) -> None:
    athlete = replace(ATHLETE_A, connected=connected)
    given = counsel(a_case(NOW, [told()], athlete=athlete, missed_in_row=missed), ReportClass.ISOLATED, 0)
    assert (Question.MISSED in given.questions) is expected
    assert ("quiet" in {n.code for n in given.notices}) is expected


@pytest.mark.parametrize(
    ("athlete", "expected"),
    [
        (CONSENTING, True),
        (ATHLETE_A, False),
        (MINOR, False),
        (replace(CONSENTING, birth_year=2008), False),
        (replace(CONSENTING, birth_year=2007), True),
    ],
)
def test_energy_is_asked_about_only_of_adults_who_agreed(athlete: Athlete, expected: bool) -> None:
    assert (Question.LEA in asked(NOW, [told()], klass=ReportClass.P5_WEEK_TREND, level=3, athlete=athlete)) is expected


@pytest.mark.parametrize(("days_ago", "expected"), [(27, False), (28, True)])
def test_energy_is_asked_about_at_most_once_in_four_weeks(days_ago: int, expected: bool) -> None:
    state = State(asked=(f"Q-LEA@{WEDNESDAY - timedelta(days=days_ago)}",))
    assert (Question.LEA in asked(NOW, [told()], klass=ReportClass.P5_WEEK_TREND, level=3, athlete=CONSENTING, state=state)) is expected


@pytest.mark.parametrize(("times", "expected"), [(2, True), (1, False)])
def test_two_underfed_reports_in_two_weeks_ask_about_energy(times: int, expected: bool) -> None:
    reports = [
        a_report(at(WEDNESDAY - timedelta(days=3 * n), "10:00"), 4, timing=Timing.LATE, fuelling=Fuelling.POOR) for n in range(times)
    ]
    assert (Question.LEA in asked(NOW, reports, athlete=CONSENTING, plan=EMPTY)) is expected


def test_what_was_asked_is_remembered_with_its_date_and_forgotten_in_time() -> None:
    record = remember_asked(("Q-LEA@2026-01-01", "Q-TIMING@2026-03-01", "unreadable"), [Question.SAFETY], WEDNESDAY, 42)
    assert record == ("Q-SAFETY@2026-03-04", "Q-TIMING@2026-03-01")


# Checks


@pytest.mark.parametrize("level", range(6))
def test_from_level_1_on_both_sides_are_looked_at(level: int) -> None:
    given = counsel(a_case(NOW, [told()]), ReportClass.P3_WHOLE_RUN, level)
    assert {check.side for check in given.checks} == ({"training", "recovery"} if level else set())


def test_a_check_tells_what_was_found_and_by_which_rows() -> None:
    given = counsel(a_case(NOW, [told(standing_hours=6)], mean_stress=4.5), ReportClass.P3_WHOLE_RUN, 2)
    findings = {check.name: check for check in given.checks}
    assert findings["stress"].rows[:2] == ("S0-02", "S2-07")
    assert findings["shoes"].finding == "Not told."
    assert findings["mix"].finding == "Looked at, nothing found."
    assert findings["standing"].rows == ("S0-02", "S2-06")


# Notices


def noticed(*args: object, klass: ReportClass = ReportClass.ISOLATED, level: int = 0, **facts: object) -> set[str]:
    return {notice.code for notice in counsel(a_case(*args, **facts), klass, level).notices}


def test_level_4_asks_the_coach_for_a_call_and_a_rising_week_is_told() -> None:
    assert "coach-call" in noticed(NOW, [told()], level=4)
    assert "coach-call" not in noticed(NOW, [told()], level=3)
    assert "week-trend" in noticed(NOW, [told()], klass=ReportClass.P5_WEEK_TREND, level=3)


@pytest.mark.parametrize(
    ("days", "race_in", "priority", "expected"),
    [(15, 83, RacePriority.A, True), (14, 83, RacePriority.A, False), (15, 84, RacePriority.A, False), (15, 20, RacePriority.B, False)],
)
def test_a_long_illness_before_an_a_race_puts_the_goal_in_question(days: int, race_in: int, priority: RacePriority, expected: bool) -> None:
    plan = replace(PLAN_A, races=(Race("r", WEDNESDAY + timedelta(days=race_in), priority=priority),))
    illness = IllnessFacts(end=WEDNESDAY, days=days)
    assert ("goal-review" in noticed(NOW, [told()], plan=plan, illness=illness)) is expected


@pytest.mark.parametrize(("feel", "expected"), [(2, True), (3, False), (8, True), (None, False)])
def test_a_gap_between_feeling_and_legs_is_shown(feel: int | None, expected: bool) -> None:
    assert ("feel-gap" in noticed(NOW, [told(5, pre_run_feel=feel)])) is expected


@pytest.mark.parametrize(("days_ago", "expected"), [(2, True), (1, False)])
def test_the_coach_hears_of_an_illness_on_the_third_day(days_ago: int, expected: bool) -> None:
    illness = IllnessFacts(now=Illness.FEVER, since=WEDNESDAY - timedelta(days=days_ago), stated_on=WEDNESDAY)
    assert ("illness-day-three" in noticed(NOW, [told()], illness=illness)) is expected


def test_a_history_that_nobody_confirmed_is_said_to_be_assumed() -> None:
    assert "history-assumed" in noticed(NOW, [])
    assert "history-assumed" not in noticed(NOW, [], athlete=replace(ATHLETE_A, connected=True))


def test_a_lighter_week_that_comes_soon_may_be_shifted() -> None:
    plan = replace(PLAN_A, weeks=(Week(date(2026, 3, 16), recovery=True),))
    assert "lighter-week-offer" in noticed(NOW, [told()], plan=plan, level=3)
    assert "lighter-week-offer" not in noticed(NOW, [told()], plan=plan, level=2)


def test_who_runs_for_fitness_and_only_runs_may_want_variety() -> None:
    assert "variety" in noticed(NOW, [told()], athlete=replace(ATHLETE_A, goal=Goal.FITNESS))
    assert "variety" not in noticed(NOW, [told()])


def test_what_a_minor_eats_is_a_matter_for_the_family() -> None:
    reports = [a_report(at(WEDNESDAY - timedelta(days=7 * n), "10:00"), 5, timing=Timing.LATE, fuelling=Fuelling.POOR) for n in range(3)]
    assert "food-of-a-minor" in noticed(NOW, reports, plan=EMPTY, athlete=MINOR)
    assert "food-of-a-minor" not in noticed(NOW, reports, plan=EMPTY)


def test_strain_that_stays_is_told_to_the_coach() -> None:
    assert "strain-stays" in noticed(NOW, [told(1)], constant_strain=frozenset({"sleep"}), blocks=(Block(WEDNESDAY, WEDNESDAY),) * 6)
