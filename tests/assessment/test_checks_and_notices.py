"""What was looked at on both sides, and what the coach is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.assessment.features import Block, IllnessFacts
from service.domain.athlete import Gate, Goal
from service.domain.plan import Race, RacePriority, Week
from service.domain.report import Fuelling, Illness, Report, Timing
from service.domain.report_class import ReportClass
from tests.assessment.cases import a_case, counsel
from tests.support.builders import ATHLETE_A, PLAN_A, a_report, at, plan_a

WEDNESDAY = date(2026, 3, 4)
NOW = at(WEDNESDAY, "20:00")
EMPTY = plan_a(weeks=0)
CONSENTING = replace(ATHLETE_A, energy_questions=True)
MINOR = replace(CONSENTING, gates=(Gate.MINOR,))


def told(heaviness: int | None = 5, clock: str = "08:00", **fields: object) -> Report:
    return a_report(at(WEDNESDAY, clock), heaviness, **{"timing": Timing.WHOLE, "flags": (), **fields})


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
    assert "history-assumed" in noticed(NOW, [told()])
    assert "history-assumed" not in noticed(NOW, [told()], athlete=replace(ATHLETE_A, connected=True))
    assert "history-assumed" not in noticed(NOW, [told()], plan=EMPTY)


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
