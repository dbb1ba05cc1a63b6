"""Hard sessions, sessions of the affected sport, rest days (D6, G2, G16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.athlete import Gate
from service.domain.plan import Plan
from service.domain.report_class import ReportClass
from service.domain.session import Kind, Sport
from tests.assessment.directives.given import Given, day, on_day
from tests.support.builders import ATHLETE_A, a_plan, a_session

P4 = ReportClass.P4_MULTI_DAY


def runs_a_week(number: int, kind: Kind = Kind.EASY, sport: Sport = Sport.RUN) -> Plan:
    first = date(2026, 2, 2)
    return a_plan(
        [a_session(f"s{w}-{n}", first + timedelta(days=7 * w + n), kind, 60, sport=sport) for w in range(8) for n in range(number)]
    )


def max_runs(level: int, number: int) -> int | None:
    return Given(on_day(8), level, P4, plan=runs_a_week(number)).directives().w1.max_runs


@pytest.mark.parametrize(
    ("level", "planned", "most"),
    [(1, 5, 5), (2, 4, 3), (2, 5, 4), (3, 1, 1), (3, 2, 1), (3, 3, 2), (3, 5, 4), (4, 1, 1), (4, 5, 3), (4, 6, 3), (3, 0, 0), (4, 0, 0)],
)
def test_sessions_of_the_affected_sport_by_level(level, planned, most):
    assert max_runs(level, planned) == most


def test_level_2_takes_no_session_from_three():
    assert max_runs(2, 3) == 3


def test_an_easier_week_counts_against_the_usual_number():
    plan = runs_a_week(5)
    plan = plan.with_sessions(s for s in plan.sessions if not (day(9) <= s.date <= day(15) and s.id.endswith(("3", "4"))))
    assert Given(on_day(8), 2, P4, plan=plan).directives().w1.max_runs == 3
    assert Given(on_day(8), 3, P4, plan=plan).directives().w1.max_runs == 3
    assert Given(on_day(8), 4, P4, plan=plan).directives().w1.max_runs == 3


def test_only_the_affected_sport_is_counted():
    rides = [replace(s, id=f"b{s.id}", sport=Sport.BIKE) for s in runs_a_week(6).sessions]
    plan = runs_a_week(4).with_sessions([*runs_a_week(4).sessions, *rides])
    assert Given(on_day(8), 4, P4, plan=plan).directives().w1.max_runs == 2
    assert Given(on_day(8), 4, P4, plan=plan, seen={"affected_sport": Sport.BIKE}).directives().w1.max_runs == 3
    assert Given(on_day(8), 4, P4, plan=plan, seen={"affected_sport": None}).directives().w1.max_runs == 5


def test_a_brick_is_a_run_and_a_ride():
    plan = runs_a_week(4, Kind.BRICK, Sport.BRICK)
    for sport in (Sport.RUN, Sport.BIKE):
        assert Given(on_day(8), 2, P4, plan=plan, seen={"affected_sport": sport}).directives().w1.max_runs == 3
    assert Given(on_day(8), 2, P4, plan=plan, seen={"affected_sport": Sport.SWIM}).directives().w1.max_runs == 0


@pytest.mark.parametrize(("level", "w1", "w2"), [(1, 4, 4), (2, 2, 4), (3, 1, 4), (4, 0, 1)])
def test_hard_sessions_by_level(level, w1, w2):
    given = Given(on_day(8), level, P4, plan=runs_a_week(4, Kind.INTERVAL)).directives()
    assert (given.w1.max_hard, given.w2.max_hard) == (w1, w2)


def test_never_more_hard_sessions_than_planned():
    given = Given(on_day(8), 3, P4, plan=runs_a_week(4)).directives()
    assert (given.w1.max_hard, given.w2.max_hard) == (0, 0)


def test_minors_have_two_hard_sessions_at_most():
    plan = runs_a_week(4, Kind.INTERVAL)
    given = Given(on_day(8), 1, P4, plan=plan, seen={"gates": (Gate.MINOR,)}).directives()
    assert (given.w1.max_hard, given.w2.max_hard) == (2, 2)


@pytest.mark.parametrize(("level", "rest", "rest_by"), [(1, 1, None), (2, 1, None), (3, 2, day(11)), (4, 2, day(10))])
def test_rest_days_by_level(level, rest, rest_by):
    given = Given(on_day(8), level, P4).directives()
    assert (given.w1.min_rest_days, given.rest_by, given.w2.min_rest_days) == (rest, rest_by, 1)


@pytest.mark.parametrize("gate", [Gate.PREGNANT, Gate.POSTPARTUM])
def test_nothing_hard_is_proposed_in_and_after_pregnancy(gate):
    seen = {"gates": (gate,)}
    given = Given(on_day(8), 1, P4, seen=seen).directives()
    assert given.first_hard_on == given.w2.end + timedelta(days=1)
    assert Given(on_day(8), 0, seen=seen).directives().first_hard_on is None


@pytest.mark.parametrize("gate", list(Gate))
def test_where_a_person_decides_nothing_moves_and_nothing_is_added(gate):
    given = Given(on_day(8), 2, P4, athlete=ATHLETE_A, seen={"gates": (gate,)}).directives()
    assert given.ease_only
    assert not given.may_insert
    assert given.why("ease_only").rows == ("G16",)
