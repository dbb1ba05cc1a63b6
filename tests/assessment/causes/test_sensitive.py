"""IRON_RISK, LEA_RISK, CAPACITY and CYCLE: what needs consent, time, or a person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.assessment.features import Block
from service.domain.assessment import TagName
from service.domain.athlete import Athlete, Gate
from service.domain.report import Fuelling, Report, Timing
from service.domain.report_class import ReportClass
from service.domain.session import Kind
from tests.assessment.cases import a_case, names
from tests.support.builders import ATHLETE_A, a_plan, a_report, a_session, at, plan_a

TODAY = date(2026, 3, 8)
NOW = at(TODAY, "20:00")
EMPTY = plan_a(weeks=0)
MINOR = replace(ATHLETE_A, gates=(Gate.MINOR,))
HEAVY_WEEKS = (Block(TODAY - timedelta(6), TODAY, heavy=True), Block(TODAY - timedelta(13), TODAY - timedelta(7), heavy=True))


def lasting(days: int) -> dict[date, int]:
    return {TODAY - timedelta(days=n): 2 for n in range(1, days + 1)}


def iron(days: int = 14, athlete: Athlete = ATHLETE_A, **fields: object) -> bool:
    plan = fields.pop("plan", EMPTY)
    blocks = fields.pop("blocks", HEAVY_WEEKS)
    case = a_case(NOW, [a_report(at(TODAY, "10:00"), 5, **fields)], plan=plan, athlete=athlete, level_on=lasting(days), blocks=blocks)
    return TagName.IRON_RISK in names(case)


def much_training():
    return a_plan([a_session(f"l{n}", TODAY - timedelta(days=n), Kind.LONG, 120) for n in range(1, 27, 2)])


def test_two_weeks_of_heavy_legs_and_unusual_fatigue() -> None:
    assert iron(unusual_fatigue=True)
    assert not iron(days=13, unusual_fatigue=True)
    assert not iron()


def test_a_level_held_without_heavy_reports_does_not_count() -> None:
    assert not iron(unusual_fatigue=True, blocks=(HEAVY_WEEKS[0], replace(HEAVY_WEEKS[1], heavy=False)))


def test_two_risk_factors_do_as_well_and_one_does_not() -> None:
    assert iron(plan=much_training(), heavy_bleeding=True)
    assert not iron(plan=much_training())
    assert not iron(heavy_bleeding=True)


def test_what_a_minor_says_about_bleeding_is_not_used() -> None:
    assert not iron(plan=much_training(), heavy_bleeding=True, athlete=MINOR)


def short_of_food(weeks: int) -> list[Report]:
    return [a_report(at(TODAY - timedelta(days=7 * n), "10:00"), 5, timing=Timing.LATE, fuelling=Fuelling.POOR) for n in range(weeks)]


@pytest.mark.parametrize(("weeks", "found"), [(3, True), (2, False)])
def test_too_little_food_in_three_of_four_weeks(weeks: int, found: bool) -> None:
    assert (TagName.LEA_RISK in names(a_case(NOW, short_of_food(weeks), plan=EMPTY))) is found


@pytest.mark.parametrize(
    ("fields", "found"), [({"weight_change_pct": -3.0}, True), ({"weight_change_pct": -2.9}, False), ({"missed_periods": True}, True)]
)
def test_weight_and_periods_when_an_adult_tells_of_them(fields: dict[str, object], found: bool) -> None:
    assert (TagName.LEA_RISK in names(a_case(NOW, [a_report(at(TODAY, "10:00"), 1, **fields)], plan=EMPTY))) is found


@pytest.mark.parametrize("athlete", [MINOR, replace(ATHLETE_A, birth_year=2008)])
def test_minors_and_those_who_may_be_minors_never_get_this_tag(athlete: Athlete) -> None:
    reports = [*short_of_food(4), a_report(at(TODAY, "12:00"), 1, weight_change_pct=-9.0, missed_periods=True)]
    assert TagName.LEA_RISK not in names(a_case(NOW, reports, plan=EMPTY, athlete=athlete))


def test_strain_that_never_changes_is_a_matter_of_capacity() -> None:
    reports = [a_report(at(TODAY, "10:00"), 1)]
    assert TagName.CAPACITY in names(a_case(NOW, reports, ReportClass.GOOD, constant_strain=frozenset({"sleep"})))
    assert TagName.CAPACITY not in names(a_case(NOW, reports, ReportClass.GOOD, constant_strain=frozenset()))


def test_usual_for_the_cycle_is_taken_from_adults_only() -> None:
    reports = [a_report(at(TODAY, "10:00"), 5, cycle_heavy=True)]
    assert TagName.CYCLE in names(a_case(NOW, reports, plan=EMPTY))
    assert TagName.CYCLE not in names(a_case(NOW, reports, plan=EMPTY, athlete=MINOR))
