from service.domain.session import Lock
from tests.solver.alone import DROP, asked, brief_of, easy, is_allowed, on

RULE = "rest-by"


def test_one_rest_day_comes_by_the_date() -> None:
    brief = brief_of([easy(f"d{n}", n) for n in range(4)], asked(level=3, rest_by=on(2)))
    assert not is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"d3": DROP})
    assert is_allowed(RULE, brief, {"d2": DROP})
    assert is_allowed(RULE, brief, {"d0": 5})


def test_days_that_are_taken_by_facts_cannot_rest() -> None:
    facts = [easy("d0", 0, lock=Lock.ALL), easy("d1", 1, lock=Lock.ALL)]
    assert is_allowed(RULE, brief_of(facts, asked(level=3, rest_by=on(1))))
    brief = brief_of([*facts, easy("d2", 2)], asked(level=3, rest_by=on(2)))
    assert not is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"d2": DROP})
