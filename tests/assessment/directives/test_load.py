"""Load caps: easier weeks are not cut twice, silence is not fitness, those who train little (G7, G8, G11, G12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.athlete import Athlete
from service.domain.plan import Phase, Plan, Week
from service.domain.report_class import ReportClass
from service.domain.session import Completion, Kind, Status
from tests.assessment.directives.given import ATHLETE_A, PLAN_A, POLICY, Given, day, ended, on_day
from tests.support.builders import a_plan, a_session, plan_a

P4 = ReportClass.P4_MULTI_DAY


def scaled(plan: Plan, start: date, end: date, factor: float) -> Plan:
    """The plan with other loads between two dates."""
    return plan.with_sessions(replace(s, load=round(s.load * factor)) if start <= s.date <= end else s for s in plan.sessions)


def confirmed(plan: Plan, until: date, loads: float = 1.0) -> Plan:
    return plan.with_sessions(
        replace(s, status=Status.COMPLETED, completed=Completion(load=round(s.load * loads))) if s.date <= until else s
        for s in plan.sessions
    )


@pytest.mark.parametrize(("level", "caps"), [(1, (1645, 1645)), (2, (1480.5, 1645)), (3, (1233.75, 1480.5)), (4, (904.75, 1316))])
def test_caps_by_level(level, caps):
    given = Given(on_day(5), level, P4).directives()
    assert (given.w1.load_cap, given.w2.load_cap) == caps


def test_a_planned_easier_week_is_not_cut_again():
    plan = scaled(PLAN_A, day(6), day(12), 0.7)
    given = Given(on_day(5), 3, P4, plan=plan).directives()
    assert given.w1.load_cap == sum(s.load for s in plan.between(day(6), day(12)))
    harsher = Given(on_day(5), 4, P4, plan=plan).directives()
    assert harsher.w1.load_cap == 904.75


def test_a_steep_week_is_measured_against_what_was_done():
    plan = scaled(PLAN_A, day(6), day(12), 2.0)
    assert Given(on_day(5), 3, P4, plan=plan).directives().w1.load_cap == pytest.approx(0.75 * 1.1 * 1645, abs=0.01)


def test_level_1_takes_the_planned_load_however_steep():
    plan = scaled(PLAN_A, day(6), day(12), 2.0)
    assert Given(on_day(5), 1, ReportClass.P2_MIDWAY, plan=plan).directives().w1.load_cap == 3290


def test_recovery_weeks_and_tapers_do_not_lower_the_usual_week():
    monday = date(2026, 2, 16)
    plan = scaled(PLAN_A, monday, monday + timedelta(days=6), 0.2)
    lower = Given(on_day(1), 3, P4, plan=plan).directives().w1.load_cap
    marked = Given(on_day(1), 3, P4, plan=replace(plan, weeks=(Week(monday, recovery=True),))).directives().w1.load_cap
    tapered = (
        Given(on_day(1), 3, P4, plan=replace(plan, phases=(Phase("t", "taper", monday, monday + timedelta(days=6)),)))
        .directives()
        .w1.load_cap
    )
    assert lower < marked == tapered == 1233.75


def test_with_less_than_two_weeks_of_history_the_plan_is_the_measure():
    def cap(weeks_before: int, extra: int = 0) -> float:
        first = day(2) - timedelta(days=7 * weeks_before - extra)
        plan = a_plan(
            [a_session(f"e{n}", first + timedelta(days=n), Kind.EASY, 60 if n < 7 * weeks_before - extra else 120, 4) for n in range(60)]
        )
        return Given(on_day(2, "06:00"), 3, P4, plan=plan).directives().w1.load_cap

    assert cap(2, extra=1) == 0.75 * 7 * 480
    assert cap(2) == round(0.75 * 1.1 * 7 * 240, 2)


def test_races_count_in_no_cap():
    race = a_session("race", day(8), Kind.RACE, 90, 9)
    plan = PLAN_A.with_sessions([*PLAN_A.sessions, race])
    assert Given(on_day(5), 1, P4, plan=plan).directives().w1.load_cap == 1645


def test_what_the_service_changed_before_does_not_lower_the_cap():
    dropped = [replace(s, status=Status.CANCELLED, original=s.snapshot()) if s.id == "int-0302" else s for s in PLAN_A.sessions]
    inserted = a_session("insert-2026-03-06-core", day(6), Kind.CORE, 20, inserted=True)
    plan = PLAN_A.with_sessions([*dropped, inserted])
    said = {"new_windows": False, "held": True}
    assert Given(on_day(6), 2, P4, day(1), day0=day(2), plan=plan, said=said).directives().w1.load_cap == 1480.5


def test_a_mild_start_keeps_the_planned_load():
    assert Given(on_day(5), 2, P4, said={"mild_start": True}).directives().w1.load_cap == 1645
    off = replace(POLICY, switched_off=frozenset({"G7"}))
    assert Given(on_day(5), 2, P4, said={"mild_start": True}, policy=off).directives().w1.load_cap == 1480.5


def weekly(*minutes: int) -> Plan:
    """Easy runs on the first days of each week."""
    first = date(2026, 2, 2)
    return a_plan(
        [a_session(f"e{w}-{n}", first + timedelta(days=7 * w + n), Kind.EASY, length) for w in range(8) for n, length in enumerate(minutes)]
    )


@pytest.mark.parametrize(
    ("plan", "cut"),
    [(weekly(60, 60, 60), False), (weekly(60, 60, 60, 60), True), (weekly(45, 45, 45, 44), False), (weekly(45, 45, 45, 45), True)],
)
def test_those_who_train_little_keep_load_and_count_at_level_2(plan, cut):
    given = Given(on_day(5), 2, P4, plan=plan).directives()
    planned = sum(s.load for s in plan.between(day(6), day(12)))
    assert given.w1.load_cap == (planned * 0.9 if cut else planned)
    assert given.first_hard_on == day(7)


def test_those_who_train_little_are_cut_from_level_3_on():
    plan = weekly(60, 60, 60)
    assert Given(on_day(5), 3, P4, plan=plan).directives().w1.load_cap == 0.75 * 540


def test_a_cap_leaves_room_for_two_short_easy_sessions():
    silent = replace(ATHLETE_A, connected=True)
    given = Given(on_day(5), 3, P4, athlete=silent).directives()
    assert given.w1.load_cap == 120
    off = replace(POLICY, switched_off=frozenset({"S2-27"}))
    assert Given(on_day(5), 3, P4, athlete=silent, policy=off).directives().w1.load_cap == 0


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("loads", [0.6, 1.0, 1.4])
def test_taking_back_a_completion_never_raises_a_cap(level, loads):
    athlete = replace(ATHLETE_A, connected=True)
    plan = confirmed(plan_a(), day(5), loads)
    seen = {"illness": ended(day(1), 4)}

    def caps(changed: Plan) -> tuple:
        given = Given(on_day(5), level, P4 if level else ReportClass.GOOD, plan=changed, athlete=athlete, seen=seen).directives()
        return (given.w1.load_cap, given.w2.load_cap, given.w1.max_runs, given.w1.max_hard)

    before = caps(plan)
    for session in plan.sessions:
        if session.date > day(5):
            continue
        forgotten = plan.with_sessions(replace(s, status=Status.PLANNED, completed=None) if s is session else s for s in plan.sessions)
        after = caps(forgotten)
        assert all(now is None or now <= was for now, was in zip(after, before, strict=True)), session.id


def test_ten_silent_days_and_a_long_run_do_not_raise_the_measure():
    athlete = Athlete(timezone=ATHLETE_A.timezone, connected=True)
    silent = plan_a()
    steady = confirmed(silent, date(2026, 2, 22))
    long_run = steady.with_sessions(
        replace(s, status=Status.COMPLETED, completed=Completion(load=900)) if s.id == "long-0223" else s for s in steady.sessions
    )
    assert Given(on_day(4), 3, P4, plan=long_run, athlete=athlete).directives().w1.load_cap < 1233.75


@pytest.mark.parametrize(
    ("row", "given"),
    [
        ("G7", Given(on_day(5), 2, P4, said={"mild_start": True})),
        ("G12", Given(on_day(5), 2, P4, plan=weekly(60, 60))),
        ("G8", Given(on_day(5), 4, P4, plan=scaled(PLAN_A, day(6), day(12), 0.7))),
        ("S2-63", Given(on_day(5), 3, P4)),
        ("S2-105", Given(on_day(5), 3, P4)),
        ("K57", Given(on_day(5), 4, P4)),
        ("D-2-load-cap-w1", Given(on_day(5), 2, P4)),
    ],
)
def test_the_cap_names_the_rows_that_made_it(row, given):
    assert row in given.directives().why("load_cap_w1").rows
    without = replace(given, policy=replace(POLICY, switched_off=frozenset({row}))).directives()
    assert without.w1.load_cap != given.directives().w1.load_cap
    assert row not in without.why("load_cap_w1").rows
