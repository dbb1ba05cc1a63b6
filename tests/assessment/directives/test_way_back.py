"""The two steps back to the plan (S2-108): an easy day first, then everything as written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from service.domain.directives import DayRuleKind
from service.kit.weeks import days
from tests.assessment.directives.given import POLICY, Given, day, on_day
from tests.support.builders import a_plan, a_session

EASY = DayRuleKind.EASY_ONLY


def in_force(**until: int) -> dict[date, int]:
    """Levels by date of March: `five=9` is level 5 up to the 9th; what follows takes over from there."""
    numbers = {"zero": 0, "one": 1, "two": 2, "five": 5}
    levels: dict[date, int] = {}
    start = 1
    for name, last in until.items():
        levels |= dict.fromkeys(days(day(start), day(last)), numbers[name])
        start = last + 1
    return levels


def eased(given: Given) -> list[date]:
    return [rule.day for rule in given.directives().day_rules if (rule.kind, rule.code) == (EASY, "way_back")]


def back(today: int, levels: dict[date, int], clock: str = "06:00", **fields: object) -> Given:
    return Given(on_day(today, clock), seen={"level_on": levels}, **fields)


def test_after_a_stop_that_ends_at_once_the_first_day_on_the_legs_is_easy() -> None:
    given = back(10, in_force(five=9))
    assert eased(given) == [day(10)], "Tuesday's intervals"
    assert given.directives().why("day_rules").rows == ("S2-108",)
    assert given.directives().move_days == 0, "nothing is put off into the days that follow"


def test_it_waits_for_the_first_day_that_has_a_session_for_the_legs() -> None:
    assert eased(back(9, in_force(five=8))) == [day(10)], "Monday is rest"
    swims = a_plan([a_session("swim", day(10), sport="swim"), a_session("run", day(12), "tempo")])
    assert eased(back(10, in_force(five=9), plan=swims)) == [day(12)]


def test_the_second_step_is_the_whole_plan() -> None:
    assert eased(back(11, in_force(five=9, zero=10))) == []


def test_the_first_step_stays_while_its_day_is_still_to_come() -> None:
    assert eased(back(10, in_force(five=8, zero=9))) == [day(10)]


@pytest.mark.parametrize("levels", [in_force(two=5, one=9), in_force(zero=9), {}])
def test_a_level_that_came_down_step_by_step_lets_the_plan_return_at_once(levels: dict[date, int]) -> None:
    assert eased(back(10, levels)) == []


def test_no_step_is_left_while_a_level_is_in_force() -> None:
    assert eased(back(10, in_force(five=9), level=1)) == []


def test_the_coachs_own_level_0_needs_no_step() -> None:
    assert eased(back(10, in_force(two=9), said={"in_force": {"underlying_level": 2}})) == []


def test_the_way_back_is_one_step_without_its_row() -> None:
    assert eased(back(10, in_force(five=9), policy=replace(POLICY, switched_off=frozenset({"S2-108"})))) == []
