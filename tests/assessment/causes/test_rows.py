"""Each catalogue row behind a tag acts: switched off alone, it is no longer named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.assessment.features import Block, IllnessFacts, SleepFacts
from service.domain.report import FuelAfter, Fuelling, Hydration, Illness, Timing
from service.domain.report_class import ReportClass
from service.domain.session import Kind
from tests.assessment.cases import a_case, tags_of
from tests.support.builders import POLICY, a_plan, a_report, a_session, at

TODAY = date(2026, 3, 8)
NOW = at(TODAY, "20:00")
MIDDLING = a_plan([a_session(f"m{n}", TODAY - timedelta(days=n), Kind.STEADY) for n in range(1, 30)])
WEEKS = tuple(Block(TODAY, TODAY, heavy=True, highest_level=2) for _ in range(6))


def a_start(policy):
    earlier = a_report(at("2026-03-07", "07:00"), 4, minutes_done=60, fuel_after=FuelAfter.NO, first_food_delay_h=3)
    report = a_report(
        at(TODAY, "07:00"), 5, timing=Timing.START, fuelling=Fuelling.FASTED, breathing_ok=True, minutes_done=80, warmup_min=2,
        sitting_hours=6, hydration=Hydration.POOR, mass_change_pct=-2.0, heat=True, shoe_km=900, shoe_first_use=True, pain=1,
        first_food_delay_h=3, travel=True, heavy_bleeding=True, unusual_fatigue=True, missed_periods=True, cycle_heavy=True,
    )  # fmt: skip
    return a_case(
        NOW, [earlier, report], ReportClass.P1_START, plan=MIDDLING, policy=policy, blocks=WEEKS, spike=True, mean_stress=5.0,
        sleep=SleepFacts(last_hours=4.0, short_nights=3), illness=IllnessFacts(now=Illness.ABOVE_NECK, end=TODAY),
        constant_strain=frozenset({"stress"}), level_on={TODAY - timedelta(days=n): 2 for n in range(1, 30)},
    )  # fmt: skip


def midway(policy):
    report = a_report(
        at(TODAY, "11:00"), 5, timing=Timing.MIDDLE, onset_min=20, temp_c=2, breathing_ok=True, session_id="today", srpe_done=7,
        minutes_done=90, fuelling=Fuelling.POOR,
    )  # fmt: skip
    plan = a_plan([*(a_session(f"h{n}", TODAY - timedelta(days=n), Kind.TEMPO) for n in (1, 3, 5)), a_session("today", TODAY)])
    return a_case(NOW, [report], ReportClass.P2_MIDWAY, plan=plan, policy=policy, days_in_row=9)


def unexplained(policy):
    report = a_report(at(TODAY, "11:00"), 5, timing=Timing.WHOLE)
    return a_case(NOW, [report], ReportClass.P4_MULTI_DAY, plan=a_plan([]), policy=policy, form_affected=True)


def by_default(policy):
    report = a_report(at(TODAY, "11:00"), 5, timing=Timing.WHOLE)
    return a_case(NOW, [report], ReportClass.P5_WEEK_TREND, plan=a_plan([]), policy=policy)


CASES = (a_start, midway, unexplained, by_default)


def rows_of(case) -> set[str]:
    return {row for tag in tags_of(case) for row in tag.rows}


@pytest.mark.parametrize(("build", "row"), [(build, row) for build in CASES for row in sorted(rows_of(build(POLICY)))])
def test_a_row_that_is_switched_off_is_not_named(build, row: str) -> None:
    assert row not in rows_of(build(replace(POLICY, switched_off=frozenset({row}))))


def test_the_cases_reach_most_causes() -> None:
    assert len({tag.tag for build in CASES for tag in tags_of(build(POLICY))}) >= 17
