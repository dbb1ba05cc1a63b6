import pytest

from tests.solver.alone import DROP, brief_of, is_allowed, long

RULE = "long-to-long"


@pytest.mark.parametrize(("first", "second", "allowed"), [(3, 6, False), (3, 7, True), (5, 5, False), (13, 16, False), (12, 16, True)])
def test_long_sessions_keep_four_dates_apart(first: int, second: int, allowed: bool) -> None:
    assert is_allowed(RULE, brief_of([long("a", 0), long("b", 9)]), {"a": first, "b": second}) is allowed


def test_a_long_session_done_before_today_counts() -> None:
    brief = brief_of([long("done", -1), long("a", 6)])
    assert not is_allowed(RULE, brief, {"a": 2})
    assert is_allowed(RULE, brief, {"a": 3})


def test_a_pair_of_the_coach_may_stand_as_it_stood_and_other_sports_do_not_count() -> None:
    brief = brief_of([long("a", 2), long("b", 4), long("ride", 3, 200, sport="bike")])
    assert is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"b": 3})
    assert is_allowed(RULE, brief, {"a": DROP, "b": 3})
