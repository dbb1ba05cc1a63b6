"""What an accepted revision took off today's morning is not resurrected in the evening as something that was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from service.domain.history import read_timeline, reference_plan, reopened
from service.domain.plan import Plan
from service.domain.report import Report
from service.domain.session import Kind, PartOfDay, PlannedSession, Status
from tests.support.builders import MONDAY, ZONE, a_plan, a_report, a_session, at
from tests.support.cases import day, dropped, eased, moved

TODAY = MONDAY
MORNING = a_session("m", day(0), Kind.TEMPO, 50, part_of_day=PartOfDay.AM, title="25 min tempo")
EVENING = a_session("v", day(0), Kind.EASY, 45, part_of_day=PartOfDay.EVENING)
LATER = a_session("l", day(2), Kind.TEMPO, 50)


def _cut(plan: Plan, clock: str, reports: tuple[Report, ...] = ()) -> tuple[Plan, set[str], set[str]]:
    """The reference, what counts as done, and what is still open."""
    given = read_timeline(plan, at(TODAY, clock), reports, ZONE)
    reference = reference_plan(plan, given)
    timeline = reopened(given, reference)
    return reference, {d.session.id for d in timeline.done}, {s.id for s in timeline.open}


def _revised(was: PlannedSession, now: PlannedSession) -> Plan:
    return a_plan([replace(now, original=was.snapshot())])


@pytest.mark.parametrize(("clock", "status", "is_open"), [("08:00", Status.PLANNED, True), ("14:00", Status.CANCELLED, False)])
def test_a_dropped_session_of_today_comes_back_only_as_long_as_its_time_is_not_over(clock: str, status: Status, is_open: bool) -> None:
    reference, done, still_open = _cut(_revised(MORNING, dropped(MORNING)), clock)
    assert (reference.by_id["m"].status, done, still_open == {"m"}) == (status, set(), is_open)


def test_a_suspended_session_of_this_morning_stays_suspended_in_the_evening() -> None:
    reference, done, still_open = _cut(_revised(MORNING, replace(MORNING, status=Status.SUSPENDED)), "20:00")
    assert (reference.by_id["m"].status, done, still_open) == (Status.SUSPENDED, set(), set())


@pytest.mark.parametrize(("clock", "on"), [("08:00", day(0)), ("14:00", day(1))])
def test_a_session_that_was_moved_off_this_morning_is_not_put_back_there_in_the_evening(clock: str, on: date) -> None:
    reference, done, still_open = _cut(_revised(MORNING, moved(MORNING, 1)), clock)
    assert (reference.by_id["m"].date, done, still_open) == (on, set(), {"m"})


def test_a_report_of_the_evening_does_not_tell_of_a_session_that_was_moved_away() -> None:
    report = a_report(at(TODAY, "17:00"), 5, is_run=None)
    reference, done, still_open = _cut(_revised(EVENING, moved(EVENING, 1)), "17:30", (report,))
    assert (reference.by_id["v"].date, done, still_open) == (day(0), set(), {"v"})


def test_what_was_done_in_another_form_stays_done_in_that_form() -> None:
    reference, done, still_open = _cut(_revised(MORNING, eased(MORNING)), "14:00")
    assert (reference.by_id["m"].kind, done, still_open) == (Kind.EASY, {"m"}, set())


def test_what_is_still_to_come_goes_back_to_its_coach() -> None:
    reference, done, still_open = _cut(_revised(LATER, dropped(LATER)), "14:00")
    assert (replace(reference.by_id["l"], original=None), done, still_open) == (LATER, set(), {"l"})
