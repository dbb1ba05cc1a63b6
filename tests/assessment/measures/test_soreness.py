"""Sessions that explain soreness, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.report import Side, Timing
from service.domain.session import Group, GroupKind, Kind
from tests.assessment.asking import seen
from tests.assessment.measures.looking import NOW, TODAY, ago, looks
from tests.support.builders import ATHLETE_A, a_plan, a_report, a_session, at


def _after(kind: Kind, hours: float, report_day: date = TODAY, **fields: object):
    observed = at(report_day, "12:00")
    start = observed - timedelta(hours=hours)
    session = a_session("x", start.date(), kind, start_time=start.timetz().replace(tzinfo=None), **{"minutes": 40, **fields})  # type: ignore[arg-type]
    early = a_session("early", date(2026, 1, 1), Kind.STRENGTH)
    near = a_session("near", TODAY - timedelta(days=15), Kind.STRENGTH)
    others = [early, *([] if fields.get("id") == "first" else [near])]
    report = a_report(observed, 5, is_run=False, timing=Timing.NOT_RUNNING)
    return seen(NOW, [report], plan=a_plan([*others, session])).doms_source


@pytest.mark.parametrize(("hours", "found"), [(7.9, False), (8, True), (72, True), (72.1, False)])
@pytest.mark.parametrize("kind", [Kind.STRENGTH, Kind.HILLS, Kind.RACE])
def test_strength_hills_and_races_explain_soreness_for_8_to_72_hours(kind: Kind, hours: float, found: bool) -> None:
    assert (_after(kind, hours) is not None) is found


@pytest.mark.parametrize("kind", [Kind.EASY, Kind.INTERVAL, Kind.CORE])
def test_other_sessions_do_not(kind: Kind) -> None:
    assert _after(kind, 24) is None


def test_a_title_that_says_downhill_does() -> None:
    assert _after(Kind.STEADY, 24, title="Downhill repeats") is not None


@pytest.mark.parametrize(
    ("metres", "hours", "found"), [(24_999, 73, False), (25_000, 73, True), (25_000, 120, True), (25_000, 120.1, False)]
)
def test_a_long_race_is_felt_for_five_days(metres: int, hours: float, found: bool) -> None:
    assert (_after(Kind.RACE, hours, distance_m=metres) is not None) is found


@pytest.mark.parametrize(("hours", "found"), [(120, True), (120.1, False)])
def test_so_is_the_first_leg_strength_in_three_weeks(hours: float, found: bool) -> None:
    observed = at(TODAY, "12:00")
    start = observed - timedelta(hours=hours)
    strength = a_session("new", start.date(), Kind.STRENGTH, 40, start_time=start.timetz().replace(tzinfo=None))
    plan = a_plan([a_session("old", date(2026, 2, 1)), strength])
    report = a_report(observed, 5, is_run=False, timing=Timing.NOT_RUNNING)
    assert (seen(NOW, [report], plan=plan).doms_source is not None) is found


@pytest.mark.parametrize(("born", "hours", "found"), [(1977, 90, False), (1976, 90, True), (1970, 96, True), (1970, 96.1, False)])
def test_from_fifty_on_soreness_lasts_four_days(born: int, hours: float, found: bool) -> None:
    observed = at(TODAY, "12:00")
    start = observed - timedelta(hours=hours)
    hills = a_session("h", start.date(), Kind.HILLS, 40, start_time=start.timetz().replace(tzinfo=None))
    report = a_report(observed, 5, is_run=False, timing=Timing.NOT_RUNNING)
    athlete = replace(ATHLETE_A, birth_year=born)
    assert (seen(NOW, [report], plan=a_plan([hills]), athlete=athlete).doms_source is not None) is found


@pytest.mark.parametrize(("minutes", "found"), [(149, False), (150, True)])
def test_a_long_run_of_two_and_a_half_hours_explains_soreness(minutes: int, found: bool) -> None:
    assert (_after(Kind.LONG, 24, minutes=minutes) is not None) is found


def test_so_does_a_back_to_back() -> None:
    assert _after(Kind.LONG, 24, minutes=90, group=Group("g", GroupKind.SEQUENCE)) is not None


@pytest.mark.parametrize(("hours", "found"), [(7, False), (8, True), (48, True), (49, False)])
def test_unasked_only_leg_strength_of_two_days_counts(hours: float, found: bool) -> None:
    observed = at(TODAY, "12:00")
    start = observed - timedelta(hours=hours)
    strength = a_session("ls", start.date(), Kind.STRENGTH, 40, start_time=start.timetz().replace(tzinfo=None))
    report = a_report(observed, 5, is_run=False, timing=Timing.NOT_RUNNING)
    assert (seen(NOW, [report], plan=a_plan([strength])).strength_source is not None) is found


def test_the_newest_word_on_soreness_counts_while_fresh() -> None:
    features = looks(ago(2, soreness=6), ago(1, soreness=2, soreness_side=Side.LEFT), ago(0))
    assert features.soreness is not None
    assert (features.soreness.points, features.soreness.side) == (2, Side.LEFT)
    assert looks(ago(4, soreness=6), ago(0)).soreness is None
