from service.domain.session import Kind, Lock
from tests.solver.alone import DROP, brief_of, easy, is_allowed, on, strength
from tests.support.builders import a_session

RULE = "no-new-double"


def test_endurance_and_strength_may_meet_and_endurance_with_endurance_may_not() -> None:
    brief = brief_of([easy("a", 0), easy("ride", 3, sport="bike"), strength("s", 8), strength("t", 16)])
    assert is_allowed(RULE, brief, {"s": 3})
    assert not is_allowed(RULE, brief, {"a": 3})
    assert is_allowed(RULE, brief, {"a": 3, "ride": DROP})
    assert not is_allowed(RULE, brief, {"s": 16})


def test_the_coachs_double_may_move_together() -> None:
    brief = brief_of([easy("a", 3), easy("ride", 3, sport="bike"), easy("b", 9)])
    assert is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"a": 5, "ride": 5})
    assert not is_allowed(RULE, brief, {"b": 3})


def test_short_core_meets_anything_and_facts_count() -> None:
    core = a_session("core", on(9), Kind.CORE, 20)
    brief = brief_of([strength("race", 3, lock=Lock.ALL), strength("s", 8), core])
    assert is_allowed(RULE, brief, {"core": 3})
    assert not is_allowed(RULE, brief, {"s": 3})
