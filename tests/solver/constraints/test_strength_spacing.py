from datetime import time

import pytest

from service.domain.session import PartOfDay
from tests.solver.alone import brief_of, easy, hard, is_allowed, long, strength

RULE = "strength-spacing"
AM, PM, EVENING = PartOfDay.AM, PartOfDay.PM, PartOfDay.EVENING


@pytest.mark.parametrize(("day", "allowed"), [(3, False), (4, True), (1, True)])
def test_no_hard_or_long_session_on_the_date_after_leg_strength(day: int, allowed: bool) -> None:
    brief = brief_of([strength("s", 2, part_of_day=AM), hard("h", 9, part_of_day=PM), long("l", 12, part_of_day=PM)])
    assert is_allowed(RULE, brief, {"h": day}) is allowed
    assert is_allowed(RULE, brief, {"l": day}) is allowed


@pytest.mark.parametrize(
    ("strength_at", "hard_at", "allowed"),
    [(time(10), time(7), True), (time(9, 59), time(7), False), (time(7), time(12), False), (time(7), time(7), False)],
)
def test_on_one_date_strength_comes_three_hours_after_the_hard_session(strength_at: time, hard_at: time, allowed: bool) -> None:
    brief = brief_of([strength("s", 2, start_time=strength_at), hard("h", 9, start_time=hard_at)])
    assert is_allowed(RULE, brief, {"h": 2}) is allowed


def test_a_long_run_may_come_before_strength_without_a_wait() -> None:
    brief = brief_of([strength("s", 2, start_time=time(8)), long("l", 9, start_time=time(7))])
    assert is_allowed(RULE, brief, {"l": 2})
    assert not is_allowed(RULE, brief_of([strength("s", 2, start_time=time(7)), long("l", 9, start_time=time(8))]), {"l": 2})


def test_strength_done_yesterday_and_hard_sessions_after_the_tail_count() -> None:
    brief = brief_of([strength("done", -1), hard("h", 5), strength("s", 12), hard("later", 17)])
    assert not is_allowed(RULE, brief, {"h": 0})
    assert not is_allowed(RULE, brief, {"s": 16})


def test_the_coachs_own_order_may_stay_but_a_turned_one_is_new() -> None:
    stood = brief_of([strength("s", 2), hard("h", 3), easy("e", 6)])
    assert is_allowed(RULE, stood)
    assert is_allowed(RULE, stood, {"s": 5, "h": 6, "e": 8})
    turned = brief_of([hard("h", 2), strength("s", 3)])
    assert not is_allowed(RULE, turned, {"s": 2, "h": 3})
