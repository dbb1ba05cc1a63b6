from service.domain.forms import Form
from service.domain.session import Group, GroupKind
from tests.solver.alone import Put, brief_of, easy, hard, is_allowed, long

RULE = "after-sequence"


def pair(first: int):
    sequence = Group("g", GroupKind.SEQUENCE)
    return [long("one", first, group=sequence), long("two", first + 1, group=sequence)]


def test_two_easy_days_follow_a_back_to_back() -> None:
    brief = brief_of([*pair(3), hard("h", 12), easy("e", 14)])
    assert not is_allowed(RULE, brief, {"h": 5})
    assert not is_allowed(RULE, brief, {"h": 6})
    assert is_allowed(RULE, brief, {"h": 7})
    assert is_allowed(RULE, brief, {"e": 5})
    assert is_allowed(RULE, brief, {"h": Put(form=Form.EASY)})


def test_one_that_was_done_counts_and_the_coachs_own_may_stay() -> None:
    assert not is_allowed(RULE, brief_of([*pair(-2), hard("h", 9)]), {"h": 0})
    stood = brief_of([*pair(3), hard("h", 6)])
    assert is_allowed(RULE, stood)
    assert not is_allowed(RULE, stood, {"h": 5})


def test_other_sports_are_free() -> None:
    assert is_allowed(RULE, brief_of([*pair(3), hard("ride", 12, sport="bike")]), {"ride": 5})
