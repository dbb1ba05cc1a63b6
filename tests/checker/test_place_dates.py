"""Unary rules about dates, each at its boundary."""

from dataclasses import replace
from datetime import time

import pytest

from service.domain.adjustment import Pin, Refusal
from service.domain.athlete import Availability
from service.domain.directives import DayRule, DayRuleKind
from service.domain.placing import Placing
from service.domain.plan import Race, RacePriority
from service.domain.session import Lock, PartOfDay, Sport
from tests.support.builders import a_key_session, a_session, at
from tests.support.cases import RUNNER, a_brief, broken, day, eased, moved, shortened

EASY = a_session("e", day(2))
KEY = a_key_session("k", day(4), "interval")
LONG = a_key_session("l", day(5), "long", 100)


def test_nothing_stands_before_today():
    assert "past" in broken(a_brief([EASY]), moved(EASY, -1))


def test_a_session_moves_onto_today_only_while_something_is_still_open_today():
    other = a_session("today", day(0), part_of_day=PartOfDay.AM)
    assert "past" not in broken(a_brief([EASY, other]), moved(EASY, 0))
    assert "past" in broken(a_brief([EASY, other], now=at(day(0), "12:00")), moved(EASY, 0))


@pytest.mark.parametrize("fields", [{"lock": Lock.DATE}, {"group_session": True}])
def test_a_fixed_date_may_be_eased_in_place_and_not_moved(fields):
    steady = a_session("s", day(2), "steady", **fields)
    assert "fixed-date" in broken(a_brief([steady]), moved(steady, 3))
    assert "fixed-date" not in broken(a_brief([steady]), eased(steady))


def test_nothing_moves_when_sessions_may_only_become_easier():
    assert "fixed-date" in broken(a_brief([EASY], ease_only=True), moved(EASY, 3))
    assert "fixed-date" not in broken(a_brief([EASY]), moved(EASY, 3))


@pytest.mark.parametrize(("clock", "is_soon"), [("08:00", True), ("07:00", False), ("10:30", True)])
def test_a_session_within_two_hours_stays_where_it_is(clock, is_soon):
    session = a_session("s", day(0), start_time=time(9), part_of_day=PartOfDay.EVENING, minutes=120)
    brief = a_brief([session], now=at(day(0), clock))
    assert ("soon" in broken(brief, moved(session, 1))) is is_soon


@pytest.mark.parametrize(("to", "wrong"), [(4, False), (5, True), (0, False)])
def test_other_sessions_move_at_most_two_days(to, wrong):
    brief = a_brief([EASY, a_session("t", day(0), sport="swim")], move_days=3)
    assert ("move-limit" in broken(brief, moved(EASY, to))) is wrong


@pytest.mark.parametrize(("to", "wrong"), [(1, False), (0, True)])
def test_key_sessions_move_as_far_as_the_level_allows(to, wrong):
    brief = a_brief([KEY, a_session("t", day(0), sport="swim")], move_days=3)
    assert ("move-limit" in broken(brief, moved(KEY, to))) is wrong


def test_a_pin_goes_as_far_as_the_coach_likes_and_widens_the_limit_of_the_others():
    pinned = a_brief([EASY, KEY], move_days=0, wishes={"pins": (Pin("k", day(10)),)})
    assert "move-limit" not in broken(pinned, moved(KEY, 10))
    assert "move-limit" not in broken(pinned, moved(EASY, 4), moved(KEY, 10))
    assert "move-limit" in broken(pinned, moved(EASY, 5), moved(KEY, 10))
    assert "move-limit" in broken(a_brief([EASY], move_days=0), moved(EASY, 3))
    assert "move-limit" not in broken(a_brief([EASY], move_days=0, wishes={"refusals": (Refusal("e:drop"),)}), moved(EASY, 3))


def test_a_session_stays_in_its_window():
    late = a_session("l", day(6))
    assert "zone-crossing" in broken(a_brief([late]), moved(late, 7))
    assert "zone-crossing" not in broken(a_brief([late]), moved(late, 5))


def test_a_key_session_changes_the_window_only_when_it_must_leave_its_place():
    key = a_key_session("k", day(6), "interval")
    assert "zone-crossing" in broken(a_brief([key]), moved(key, 7))
    assert "zone-crossing" not in broken(a_brief([key], first_hard_on=day(7)), moved(key, 7))


def test_nothing_leaves_the_second_window_for_later():
    key = a_key_session("k", day(13), "interval")
    assert "zone-crossing" in broken(a_brief([key], first_hard_on=day(14)), moved(key, 14))
    assert "zone-crossing" not in broken(a_brief([key], wishes={"pins": (Pin("k", day(14)),)}), moved(key, 14))


def test_a_session_is_moved_or_changed_not_both():
    steady = a_session("s", day(2), "steady")
    assert "moved-or-changed" in broken(a_brief([steady]), eased(moved(steady, 3)))
    assert "moved-or-changed" not in broken(a_brief([steady]), moved(steady, 3))
    assert "moved-or-changed" not in broken(a_brief([steady], wishes={"pins": (Pin("s", day(3)),)}), eased(moved(steady, 3)))


@pytest.mark.parametrize(("minutes", "wrong"), [(75, False), (70, True)])
def test_a_long_key_session_may_move_with_the_exact_cut_only(minutes, wrong):
    long = a_key_session("l", day(5), "long", 100)
    brief = a_brief([long], long_max_ratio=0.75)
    assert ("moved-or-changed" in broken(brief, shortened(moved(long, 6), minutes))) is wrong


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        (Availability(date=day(3)), False),
        (Availability(date=day(3), available=False), True),
        (Availability(date=day(3), max_minutes=45), False),
        (Availability(date=day(3), max_minutes=44), True),
        (Availability(date=day(3), sports=(Sport.RUN,)), False),
        (Availability(date=day(3), sports=(Sport.BIKE,)), True),
    ],
)
def test_a_new_date_must_have_room(entry, wrong):
    athlete = replace(RUNNER, availability=(entry,))
    assert ("availability" in broken(a_brief([EASY], athlete=athlete), moved(EASY, 3))) is wrong


def test_the_own_date_needs_no_room():
    athlete = replace(RUNNER, availability=(Availability(date=day(2), available=False),))
    assert "availability" not in broken(
        a_brief([a_session("s", day(2), "steady")], athlete=athlete), eased(a_session("s", day(2), "steady"))
    )


@pytest.mark.parametrize(
    ("limits", "wrong"),
    [
        (Placing(allowed_weekdays=(3,)), False),
        (Placing(allowed_weekdays=(2,)), True),
        (Placing(not_before=day(3)), False),
        (Placing(not_before=day(4)), True),
        (Placing(not_after=day(3)), False),
        (Placing(not_after=day(2)), True),
    ],
)
def test_the_coachs_limits_bind_new_dates(limits, wrong):
    session = replace(EASY, placing=limits)
    assert ("placing" in broken(a_brief([session]), moved(session, 3))) is wrong


def test_a_closed_date_takes_nothing_new():
    closed = (DayRule(day(3), DayRuleKind.NO_MOVE_IN, "taper", ("G4",)),)
    assert "no-move-in" in broken(a_brief([EASY], day_rules=closed), moved(EASY, 3))
    assert "no-move-in" not in broken(a_brief([EASY], day_rules=closed), moved(EASY, 4))


@pytest.mark.parametrize(("race", "to", "closed"), [(9, 2, True), (9, 1, False), (4, 3, True), (3, 4, False), (9, 5, False)])
def test_nothing_long_is_put_off_into_the_week_before_an_a_race(race, to, closed):
    plan = {"races": (Race("a", day(race), priority=RacePriority.A),)}
    assert ("no-move-in" in broken(a_brief([LONG], plan=plan), moved(LONG, to))) is closed


def test_short_sessions_other_races_and_pins_are_free_of_that():
    def a_race(priority):
        return {"races": (Race("a", day(9), priority=priority),)}

    assert "no-move-in" not in broken(a_brief([EASY], plan=a_race(RacePriority.A)), moved(EASY, 3))
    assert "no-move-in" not in broken(a_brief([LONG], plan=a_race(RacePriority.B)), moved(LONG, 3))
    pinned = a_brief([LONG], plan=a_race(RacePriority.A), wishes={"pins": (Pin("l", day(3)),)})
    assert "no-move-in" not in broken(pinned, moved(LONG, 3))
