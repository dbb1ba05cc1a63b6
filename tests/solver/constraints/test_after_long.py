import pytest

from service.domain.forms import Form
from tests.solver.alone import DROP, Put, brief_of, easy, hard, is_allowed, long

RULE = "after-long"


@pytest.mark.parametrize(("minutes", "allowed"), [(72, True), (73, False)])
def test_the_day_after_is_easy_and_at_most_six_tenths(minutes: int, allowed: bool) -> None:
    brief = brief_of([long("l", 3, 120), easy("e", 8, minutes)])
    assert is_allowed(RULE, brief, {"e": 4}) is allowed


def test_a_hard_session_the_day_after_is_forbidden_and_two_days_after_is_not() -> None:
    brief = brief_of([long("l", 3), hard("h", 8)])
    assert not is_allowed(RULE, brief, {"h": 4})
    assert is_allowed(RULE, brief, {"h": 5})
    assert is_allowed(RULE, brief, {"h": 3})


def test_a_long_session_done_yesterday_and_one_that_was_cut_count() -> None:
    assert not is_allowed(RULE, brief_of([long("done", -1), hard("h", 5)]), {"h": 0})
    brief = brief_of([long("l", 3, 120), easy("e", 8, 60)])
    assert not is_allowed(RULE, brief, {"l": Put(form=Form.SHORTENED, minutes=95), "e": 4})


def test_a_run_almost_as_long_as_the_longest_of_30_days_counts() -> None:
    brief = brief_of([easy("done", -10, 80), easy("a", 3, 60), hard("h", 8)])
    assert not is_allowed(RULE, brief, {"h": 4})
    shorter = brief_of([easy("done", -10, 80), easy("a", 3, 59), hard("h", 8)])
    assert is_allowed(RULE, shorter, {"h": 4})


def test_the_coachs_own_pair_may_stay_in_its_order_and_other_sports_are_free() -> None:
    brief = brief_of([long("l", 3), hard("h", 4), hard("ride", 8, sport="bike")])
    assert is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"l": 5, "h": 6})
    assert is_allowed(RULE, brief, {"h": DROP, "ride": 4})
