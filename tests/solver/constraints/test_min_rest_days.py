import pytest

from service.domain.session import Kind, Lock, Sport
from tests.solver.alone import DROP, asked, brief_of, easy, is_allowed, on, strength
from tests.support.builders import a_session

RULE = "min-rest-days"


def week(**changes: object) -> list:
    return [easy(f"d{n}", n, **changes) for n in range(7)]


def test_enough_days_of_the_window_are_free() -> None:
    brief = brief_of(week(), asked(w1={"min_rest_days": 2}, w2={"min_rest_days": 0}))
    assert not is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"d6": DROP})
    assert is_allowed(RULE, brief, {"d0": DROP, "d6": DROP})
    assert is_allowed(RULE, brief, {"d0": 8, "d6": 9})


@pytest.mark.parametrize(("minutes", "allowed"), [(20, True), (21, False)])
def test_short_core_leaves_a_rest_day(minutes: int, allowed: bool) -> None:
    core = a_session("core", on(6), Kind.CORE, minutes)
    brief = brief_of([*week()[:6], core], asked(level=5, w1={"min_rest_days": 1}, w2={"min_rest_days": 0}))
    assert is_allowed(RULE, brief) is allowed


def test_facts_and_spared_sessions_leave_only_what_is_possible() -> None:
    fixed = [easy(f"d{n}", n, lock=Lock.ALL) for n in range(5)]
    swim = easy("swim", 5, sport=Sport.SWIM)
    brief = brief_of([*fixed, swim, easy("a", 6)], asked(w1={"min_rest_days": 3}, w2={"min_rest_days": 0}))
    assert is_allowed(RULE, brief, {"a": DROP})
    assert not is_allowed(RULE, brief)


def test_a_week_without_rest_is_left_alone_at_level_0() -> None:
    assert is_allowed(RULE, brief_of(week(), asked(level=0, w1={"min_rest_days": 1})))


def test_strength_makes_a_training_day() -> None:
    brief = brief_of([*week()[:6], strength("s", 6)], asked(w1={"min_rest_days": 1}, w2={"min_rest_days": 0}))
    assert not is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"s": DROP})
