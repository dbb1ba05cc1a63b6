"""Which questions go with a verdict, and how often they come."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.assessment.features import IllnessFacts
from service.assessment.questions import remember_asked
from service.domain.assessment import Question
from service.domain.athlete import Athlete, Gate
from service.domain.report import Fuelling, Illness, Report, Timing
from service.domain.report_class import ReportClass
from service.domain.state import State
from tests.assessment.cases import a_case, counsel
from tests.support.builders import ATHLETE_A, a_report, at, plan_a

WEDNESDAY = date(2026, 3, 4)
NOW = at(WEDNESDAY, "20:00")
EMPTY = plan_a(weeks=0)
CONSENTING = replace(ATHLETE_A, energy_questions=True)
MINOR = replace(CONSENTING, gates=(Gate.MINOR,))


def told(heaviness: int | None = 5, clock: str = "08:00", **fields: object) -> Report:
    return a_report(at(WEDNESDAY, clock), heaviness, **{"timing": Timing.WHOLE, "flags": (), **fields})


def asked(
    *args: object, level: int = 0, klass: ReportClass = ReportClass.ISOLATED, fields: dict[str, object] | None = None, **facts: object
):
    return counsel(a_case(*args, **facts), klass, level, **(fields or {})).questions


def test_an_unknown_timing_is_asked_for() -> None:
    assert Question.TIMING in asked(NOW, [told(6, timing=None)])
    assert Question.TIMING not in asked(NOW, [told(6)])
    assert Question.TIMING not in asked(NOW, [told(2, timing=None)])


def test_away_from_training_there_is_no_timing_to_ask_for() -> None:
    assert Question.TIMING not in asked(NOW, [told(6, timing=None, is_run=False)], plan=EMPTY)


def test_on_hold_nothing_is_asked() -> None:
    assert asked(NOW, [told(6, timing=None, flags=None)], level=5, klass=ReportClass.RED_FLAG) == ()


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
