from datetime import timedelta

import pytest

from service.domain.assessment import Confidence, Tag, TagName
from service.domain.report import FuelAfter, Fuelling, Report, Timing
from service.domain.report_class import ReportClass
from tests.assessment.cases import a_case, names, tags_of
from tests.support.builders import a_plan, a_report, a_session, at, plan_a

SUNDAY = at("2026-03-08", "14:00")
LONG = at("2026-03-08", "11:00")
NO_PLAN = plan_a(weeks=0)


def fuel(*args: object, **fields: object) -> Tag | None:
    return next((t for t in tags_of(a_case(*args, **fields)) if t.tag is TagName.FUEL), None)


@pytest.mark.parametrize(
    ("timing", "minutes", "fuelling", "found"),
    [
        (Timing.LATE, 40, Fuelling.POOR, True),
        (Timing.WHOLE, 75, Fuelling.FASTED, True),
        (Timing.WHOLE, 74, Fuelling.FASTED, False),
        (Timing.LATE, 40, Fuelling.OK, False),
        (Timing.LATE, 40, None, False),
    ],
)
def test_too_little_food_and_late_or_long(timing: Timing, minutes: int, fuelling: Fuelling | None, found: bool) -> None:
    report = a_report(LONG, 6, timing=timing, minutes_done=minutes, fuelling=fuelling)
    tag = fuel(SUNDAY, [report], plan=NO_PLAN)
    assert (tag is not None and tag.confidence is Confidence.NORMAL) is found


@pytest.mark.parametrize(("timing", "found"), [(Timing.MIDDLE, True), (Timing.WHOLE, False)])
def test_legs_that_go_midway_while_the_breath_is_calm(timing: Timing, found: bool) -> None:
    tag = fuel(SUNDAY, [a_report(LONG, 5, timing=timing, breathing_ok=True)], plan=NO_PLAN)
    assert (tag is not None) is found


@pytest.mark.parametrize(
    ("clock", "since_meal", "confidence"),
    [("07:59", 8, Confidence.NORMAL), ("07:59", 7.9, Confidence.LOW), ("18:00", 5, Confidence.LOW), ("08:00", 9, Confidence.LOW)],
)
def test_an_empty_start_is_sure_with_two_circumstances(clock: str, since_meal: float, confidence: Confidence) -> None:
    report = a_report(at("2026-03-04", clock), 5, timing=Timing.START, fuelling=Fuelling.FASTED, hours_since_meal=since_meal)
    tag = fuel(at("2026-03-04", "20:00"), [report], plan=NO_PLAN)
    assert tag is not None
    assert tag.confidence is confidence


def test_training_the_day_before_is_one_of_the_circumstances() -> None:
    plan = a_plan([a_session("y", at("2026-03-03").date())])
    report = a_report(at("2026-03-04", "18:00"), 5, timing=Timing.START, fuelling=Fuelling.FASTED, hours_since_meal=5)
    tag = fuel(at("2026-03-04", "20:00"), [report], plan=plan)
    assert tag is not None
    assert tag.confidence is Confidence.NORMAL


@pytest.mark.parametrize(("late", "found"), [([2, 2], True), ([2, 1.9], False), ([2, 2, 0, 0, 0], False), ([2, 0, 2, 0], True)])
def test_first_food_late_after_two_of_the_last_four_sessions(late: list[float], found: bool) -> None:
    first = LONG - timedelta(days=len(late) - 1)
    reports = [a_report(first + timedelta(days=n), 4, first_food_delay_h=hours, timing=Timing.WHOLE) for n, hours in enumerate(late)]
    assert (fuel(SUNDAY, reports, plan=NO_PLAN) is not None) is found


@pytest.mark.parametrize(
    ("hours_ago", "minutes", "klass", "found"),
    [
        (72, 46, ReportClass.P1_START, True),
        (73, 46, ReportClass.P1_START, False),
        (24, 45, ReportClass.P1_START, False),
        (24, 46, ReportClass.P3_WHOLE_RUN, False),
        (24, 46, ReportClass.ISOLATED, True),
    ],
)
def test_a_missed_meal_after_a_run_is_felt_for_three_days(hours_ago: int, minutes: int, klass: ReportClass, found: bool) -> None:
    earlier = a_report(LONG - timedelta(hours=hours_ago), 1, minutes_done=minutes, fuel_after=FuelAfter.NO)
    now = a_report(LONG, 4, timing=Timing.START)
    assert (fuel(SUNDAY, [earlier, now], klass, plan=NO_PLAN) is not None) is found


def good_after_rest(**fields: object) -> list[Report]:
    before = a_report(at("2026-03-05", "11:00"), 6, timing=Timing.WHOLE)
    after = {"heaviness": 2, "sleep_h": 7, "fuelling": Fuelling.OK, **fields}
    return [before, a_report(LONG, after.pop("heaviness"), **after)]


def test_lighter_legs_after_rest_sleep_and_meals_speak_for_food_in_retrospect() -> None:
    tag = fuel(SUNDAY, good_after_rest(heaviness=2), ReportClass.GOOD, plan=NO_PLAN)
    assert tag is not None
    assert tag.rows[0] == "S2-40"


@pytest.mark.parametrize("fields", [{"heaviness": 4}, {"sleep_h": 6.9}, {"fuelling": None}])
def test_without_the_drop_the_sleep_or_the_meals_nothing_is_said(fields: dict[str, object]) -> None:
    assert fuel(SUNDAY, good_after_rest(**fields), plan=NO_PLAN) is None


def test_a_run_on_every_day_between_is_no_rest() -> None:
    plan = a_plan([a_session("f", at("2026-03-06").date()), a_session("s", at("2026-03-07").date())])
    assert fuel(SUNDAY, good_after_rest(), ReportClass.GOOD, plan=plan) is None


def test_a_heavy_run_with_good_meals_is_no_matter_of_food() -> None:
    assert TagName.FUEL not in names(a_case(SUNDAY, [a_report(LONG, 6, timing=Timing.LATE, fuelling=Fuelling.OK)]))
