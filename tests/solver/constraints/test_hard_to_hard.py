import pytest

from tests.solver.alone import DROP, brief_of, easy, hard, is_allowed

RULE = "hard-to-hard"


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        (0, 1, False),
        (0, 2, True),
        (3, 3, False),
        (6, 7, False),
        (13, 14, False),
        (15, 16, False),
        (14, 16, True),
    ],
)
def test_hard_sessions_of_a_sport_keep_two_dates_apart(first: int, second: int, allowed: bool) -> None:
    brief = brief_of([hard("a", 0), hard("b", 9)])
    assert is_allowed(RULE, brief, {"a": first, "b": second}) is allowed


def test_a_hard_session_done_yesterday_counts() -> None:
    brief = brief_of([hard("done", -1), hard("a", 4)])
    assert not is_allowed(RULE, brief, {"a": 0})
    assert is_allowed(RULE, brief, {"a": 1})


def test_a_hard_session_just_after_the_tail_counts() -> None:
    brief = brief_of([hard("a", 12), hard("later", 17)])
    assert not is_allowed(RULE, brief, {"a": 16})
    assert is_allowed(RULE, brief, {"a": 15})


def test_a_close_pair_of_the_coach_may_stay_as_close_but_not_closer() -> None:
    brief = brief_of([hard("a", 2), hard("b", 3)])
    assert is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"a": 4, "b": 5})
    assert not is_allowed(RULE, brief, {"a": 3, "b": 3})


def test_other_sports_and_dropped_sessions_do_not_count() -> None:
    brief = brief_of([hard("a", 2), hard("ride", 6, sport="bike"), hard("b", 8), easy("e", 4)])
    assert is_allowed(RULE, brief, {"ride": 3})
    assert is_allowed(RULE, brief, {"b": DROP, "a": 7})
