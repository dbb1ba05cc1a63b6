"""STRENGTH, FORM and SHOES."""

from datetime import date

import pytest

from service.assessment.features import Block
from service.domain.assessment import Confidence, TagName
from service.domain.report import Timing, Trend
from service.domain.report_class import ReportClass
from tests.assessment.cases import a_case, names, tags_of
from tests.support.builders import a_plan, a_report, at, plan_a, plan_a_week

NOW = at("2026-03-07", "20:00")
SATURDAY = at("2026-03-07", "10:00")
EMPTY = plan_a(weeks=0)
FRIDAY_STRENGTH = a_plan([s for s in plan_a_week(date(2026, 3, 2)) if s.id.startswith("ls")])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"soreness": 3}, Confidence.NORMAL),
        ({"soreness": 2}, None),
        ({"timing": Timing.WHOLE}, Confidence.LOW),
        ({"timing": Timing.LATE}, None),
        ({"timing": Timing.WHOLE, "in_run_trend": Trend.WORSENING}, None),
        ({"soreness": 6, "pain": 4}, None),
    ],
)
def test_leg_strength_of_the_day_before(fields: dict[str, object], expected: Confidence | None) -> None:
    found = [
        t.confidence for t in tags_of(a_case(NOW, [a_report(SATURDAY, 5, **fields)], plan=FRIDAY_STRENGTH)) if t.tag is TagName.STRENGTH
    ]
    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(("clock", "expected"), [("01:59", False), ("02:00", True)])
def test_strength_is_felt_from_eight_hours_on(clock: str, expected: bool) -> None:
    report = a_report(at("2026-03-07", clock), 5, soreness=5)
    assert (TagName.STRENGTH in names(a_case(NOW, [report], plan=FRIDAY_STRENGTH))) is expected


def weeks(*levels: int) -> tuple[Block, ...]:
    return tuple(Block(date(2026, 3, 1), date(2026, 3, 7), highest_level=level) for level in levels)


@pytest.mark.parametrize(
    ("klass", "levels", "said", "expected"),
    [
        (ReportClass.P4_MULTI_DAY, (0, 2, 2, 0), False, True),
        (ReportClass.P4_MULTI_DAY, (2, 2, 1, 1), False, False),
        (ReportClass.P3_WHOLE_RUN, (0, 0, 0, 0), True, True),
        (ReportClass.P5_WEEK_TREND, (0, 2, 2, 2), True, False),
    ],
)
def test_form_is_what_remains_when_nothing_else_explains_it(
    klass: ReportClass, levels: tuple[int, ...], said: bool, expected: bool
) -> None:
    case = a_case(
        NOW, [a_report(SATURDAY, 5, timing=Timing.WHOLE)], klass, plan=EMPTY, blocks=weeks(*levels), form_affected=said, days_in_row=0
    )
    assert (TagName.FORM in names(case)) is expected


def test_stress_explains_it_better_than_form() -> None:
    report = a_report(SATURDAY, 5, timing=Timing.WHOLE)
    case = a_case(NOW, [report], ReportClass.P3_WHOLE_RUN, plan=EMPTY, form_affected=True, mean_stress=4.5)
    assert names(case) == {TagName.STRESS}


def test_where_form_is_found_load_is_no_default() -> None:
    case = a_case(
        NOW, [a_report(SATURDAY, 5, timing=Timing.WHOLE)], ReportClass.P3_WHOLE_RUN, plan=EMPTY, form_affected=True, days_in_row=0
    )
    assert names(case) == {TagName.FORM}


@pytest.mark.parametrize(
    ("fields", "expected"), [({"shoe_km": 640}, True), ({"shoe_km": 639}, False), ({"shoe_first_use": True}, True), ({}, False)]
)
def test_shoes_that_are_worn_or_new(fields: dict[str, object], expected: bool) -> None:
    assert (TagName.SHOES in names(a_case(NOW, [a_report(SATURDAY, 4, **fields)], plan=EMPTY))) is expected


@pytest.mark.parametrize(("runs_since", "expected"), [(2, True), (3, False)])
def test_a_pair_is_new_for_three_runs(runs_since: int, expected: bool) -> None:
    first = a_report(at("2026-03-01", "10:00"), 1, shoe_id="a", shoe_first_use=True)
    later = [a_report(at(f"2026-03-0{2 + n}", "10:00"), 4, shoe_id="a") for n in range(runs_since)]
    assert (TagName.SHOES in names(a_case(at("2026-03-05", "20:00"), [first, *later], plan=EMPTY))) is expected


def test_shoes_are_a_hint_and_never_sure() -> None:
    (shoes,) = (t for t in tags_of(a_case(NOW, [a_report(SATURDAY, 4, shoe_km=2000, pain=2)], plan=EMPTY)) if t.tag is TagName.SHOES)
    assert shoes.confidence is Confidence.LOW
