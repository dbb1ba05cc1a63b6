from dataclasses import replace

from service.domain.session import Kind
from tests.solver.alone import DROP, brief_of, easy, is_allowed, on, strength
from tests.support.builders import ATHLETE_A, a_session

RULE = "sessions-per-day"
ONE = replace(ATHLETE_A, max_sessions_per_day=1)


def test_a_date_holds_what_the_athlete_can_do() -> None:
    brief = brief_of([easy("a", 3), strength("s", 8)], athlete=ONE)
    assert not is_allowed(RULE, brief, {"s": 3})
    assert is_allowed(RULE, brief, {"s": 3, "a": DROP})
    assert is_allowed(RULE, brief_of([easy("a", 3), strength("s", 8)]), {"s": 3})


def test_the_coachs_double_may_stay_and_short_core_is_no_session() -> None:
    core = a_session("core", on(3), Kind.CORE, 20)
    brief = brief_of([easy("a", 3), strength("s", 3), core, easy("b", 16)], athlete=ONE)
    assert is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"b": 3})
