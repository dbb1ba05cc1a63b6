"""LOAD, FREQ and GREYZONE: what the done sessions say."""

from datetime import date, timedelta

import pytest

from service.domain.assessment import Confidence, TagName
from service.domain.history import DoneSession, Proof
from service.domain.plan import Plan
from service.domain.report import Timing
from service.domain.report_class import ReportClass
from service.domain.session import Completion, Kind, Status
from tests.assessment.cases import a_case, names, tags_of
from tests.support.builders import PLAN_A, a_plan, a_report, a_session, at

TODAY = date(2026, 3, 8)
NOW = at(TODAY, "20:00")
HEAVY = a_report(at(TODAY, "18:00"), 5, timing=Timing.WHOLE)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def easy_on(*days_ago: int) -> Plan:
    return a_plan([a_session(f"s{ago}", day(ago)) for ago in days_ago])


@pytest.mark.parametrize(("days", "expected"), [(3, None), (4, Confidence.LOW), (7, Confidence.LOW), (8, Confidence.NORMAL)])
def test_days_in_a_row(days: int, expected: Confidence | None) -> None:
    found = [t for t in tags_of(a_case(NOW, [HEAVY], plan=easy_on(0), days_in_row=days)) if t.tag is TagName.LOAD]
    assert [t.confidence for t in found] == ([] if expected is None else [expected])


def test_a_jump_in_load_is_a_sure_cause() -> None:
    (load,) = (t for t in tags_of(a_case(NOW, [HEAVY], plan=easy_on(0), days_in_row=0, spike=True)) if t.tag is TagName.LOAD)
    assert load.confidence is Confidence.NORMAL


@pytest.mark.parametrize(("done", "expected"), [(480, True), (479, False)])
def test_a_fifth_more_than_planned_within_a_week(done: int, expected: bool) -> None:
    completed = {"status": Status.COMPLETED, "completed": Completion(load=done)}
    plan = a_plan([a_session("t", day(3), minutes=60, load=400, **completed)])
    load = [t for t in tags_of(a_case(NOW, [HEAVY], plan=plan)) if t.tag is TagName.LOAD]
    assert any("S1-19" in t.rows for t in load) is expected


@pytest.mark.parametrize(("heaviness", "hard", "expected"), [(5, 3, True), (4, 3, False), (5, 2, False)])
def test_an_easy_run_that_is_heavy_after_three_hard_ones(heaviness: int, hard: int, expected: bool) -> None:
    quality = [a_session(f"h{n}", day(2 * n + 1), Kind.TEMPO) for n in range(hard)]
    plan = a_plan([*quality, a_session("today", TODAY)])
    report = a_report(at(TODAY, "18:00"), heaviness, session_id="today")
    rows = [row for t in tags_of(a_case(NOW, [report], plan=plan, days_in_row=0)) if t.tag is TagName.LOAD for row in t.rows]
    assert ("S0-18" in rows) is expected


def drifting() -> tuple[DoneSession, ...]:
    session = a_session("d", day(1))
    return (DoneSession(session, 45, 225, 5, None, Proof.REPORTED),) * 2


@pytest.mark.parametrize(("heat", "expected"), [(None, True), (True, False)])
def test_effort_that_heat_explains_is_no_sign_of_load(heat: bool | None, expected: bool) -> None:
    report = a_report(at(TODAY, "18:00"), 5, heat=heat)
    assert (TagName.LOAD in names(a_case(NOW, [report], plan=easy_on(0), effort_drift=drifting(), days_in_row=0))) is expected


@pytest.mark.parametrize("klass", [ReportClass.P3_WHOLE_RUN, ReportClass.P4_MULTI_DAY, ReportClass.P5_WEEK_TREND])
def test_without_a_sure_cause_a_pattern_is_put_down_to_load(klass: ReportClass) -> None:
    found = tags_of(a_case(NOW, [HEAVY], klass, plan=easy_on(0), days_in_row=0))
    assert [(t.tag, t.evidence, t.confidence) for t in found] == [(TagName.LOAD, False, Confidence.LOW)]


def test_a_sure_cause_needs_no_default() -> None:
    found = tags_of(a_case(NOW, [HEAVY], ReportClass.P3_WHOLE_RUN, plan=easy_on(0), days_in_row=0, mean_stress=5.0))
    assert [t.tag for t in found] == [TagName.STRESS]


def test_a_single_run_has_no_default_cause() -> None:
    assert names(a_case(NOW, [HEAVY], ReportClass.ISOLATED, plan=easy_on(0), days_in_row=0)) == set()


def four_weeks(last_week: tuple[int, ...]) -> Plan:
    """Three runs in each of the three weeks before, and those of the last seven days."""
    before = [a_session(f"b{ago}", day(ago)) for week in (1, 2, 3) for ago in (7 * week, 7 * week + 2, 7 * week + 6)]
    return a_plan([*before, *(a_session(f"n{ago}", day(ago), Kind.STEADY, rpe=4.5) for ago in last_week)])


@pytest.mark.parametrize(("last_week", "expected"), [((1, 2, 3, 4, 5), True), ((1, 2, 3, 5), False)])
def test_one_run_more_than_the_weekly_mean(last_week: tuple[int, ...], expected: bool) -> None:
    assert (TagName.FREQ in names(a_case(NOW, [HEAVY], plan=four_weeks(last_week)))) is expected


def test_a_history_of_less_than_four_weeks_has_no_mean() -> None:
    assert TagName.FREQ not in names(a_case(NOW, [HEAVY], plan=easy_on(0, 1, 2, 3, 4, 5)))


@pytest.mark.parametrize(("steady", "expected"), [(25, False), (26, True)])
def test_a_quarter_of_middling_minutes_is_the_limit(steady: int, expected: bool) -> None:
    plan = a_plan([a_session("e", day(9), minutes=100 - steady), a_session("m", day(10), Kind.STEADY, minutes=steady)])
    assert (TagName.GREYZONE in names(a_case(NOW, [HEAVY], plan=plan))) is expected


def test_two_middling_days_in_a_row_are_a_likely_cause() -> None:
    plan = a_plan([*easy_on(8, 9, 10, 11, 12).sessions, *(a_session(f"m{n}", day(n), Kind.STEADY, minutes=20) for n in (1, 2))])
    (grey,) = (t for t in tags_of(a_case(NOW, [HEAVY], plan=plan)) if t.tag is TagName.GREYZONE)
    assert grey.confidence is Confidence.LOW


def test_the_worked_example_has_no_grey_zone() -> None:
    assert TagName.GREYZONE not in names(a_case(NOW, [HEAVY], plan=PLAN_A))
