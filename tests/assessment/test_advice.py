"""Which cards go with a verdict, and in which order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.assessment.features import SleepFacts
from service.domain.assessment import Confidence, Referral, Tag, TagName, Urgency
from service.domain.athlete import Condition, Gate
from service.domain.report import Eased, Fuelling, Report, Surface, Timing, Trend
from service.domain.report_class import ReportClass
from tests.assessment.cases import a_case, counsel, shown, tags_of
from tests.support.builders import ATHLETE_A, POLICY, a_report, at, plan_a

WEDNESDAY = date(2026, 3, 4)
NOW = at(WEDNESDAY, "20:00")
EMPTY = plan_a(weeks=0)
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
