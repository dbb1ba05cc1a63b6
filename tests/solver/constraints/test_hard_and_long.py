"""`hard-to-long` and `long-to-hard`: one table, looked at from both sides."""

from datetime import time

import pytest

from service.domain.session import Group, GroupKind
from tests.solver.alone import DROP, brief_of, hard, is_allowed, long


@pytest.mark.parametrize(
    ("hard_on", "long_on", "broken"),
    [
        (3, 4, "hard-to-long"),
        (3, 5, None),
        (4, 3, "long-to-hard"),
        (5, 3, None),
        (15, 16, "hard-to-long"),
        (16, 15, "long-to-hard"),
    ],
)
def test_hard_and_long_sessions_keep_two_dates_apart(hard_on: int, long_on: int, broken: str | None) -> None:
    brief = brief_of([hard("h", 0), long("l", 9)])
    for rule in ("hard-to-long", "long-to-hard"):
        assert is_allowed(rule, brief, {"h": hard_on, "l": long_on}) is (rule != broken)


def test_on_one_date_the_hours_tell_which_rule_is_broken() -> None:
    brief = brief_of([hard("h", 0, start_time=time(7)), long("l", 9, start_time=time(12))])
    assert not is_allowed("hard-to-long", brief, {"h": 5, "l": 5})
    assert is_allowed("long-to-hard", brief, {"h": 5, "l": 5})
    turned = brief_of([hard("h", 0, start_time=time(16)), long("l", 9, start_time=time(12))])
    assert not is_allowed("long-to-hard", turned, {"h": 5, "l": 5})


def test_facts_at_both_edges_count() -> None:
    brief = brief_of([hard("done", -1), long("l", 5), long("later", 17), hard("h", 13)])
    assert not is_allowed("hard-to-long", brief, {"l": 0})
    assert not is_allowed("hard-to-long", brief, {"h": 16})
    assert is_allowed("hard-to-long", brief, {"l": 1, "h": 15})


def test_a_close_pair_of_the_coach_may_stay_and_turn() -> None:
    brief = brief_of([hard("h", 2), long("l", 3)])
    assert is_allowed("hard-to-long", brief)
    assert is_allowed("long-to-hard", brief, {"h": 3, "l": 2})
    assert not is_allowed("hard-to-long", brief, {"h": 3, "l": 3})


def test_other_sports_back_to_backs_and_dropped_sessions_are_free() -> None:
    pair = Group("g", GroupKind.SEQUENCE)
    brief = brief_of([hard("h", 0, group=pair), long("l", 4, group=pair), long("ride", 8, 200, sport="bike")])
    assert is_allowed("hard-to-long", brief, {"h": 3})
    assert is_allowed("hard-to-long", brief, {"h": 7, "l": DROP})
