import pytest

from service.domain.plan import Phase
from tests.solver.alone import asked, brief_of, easy, hard, is_allowed, on

RULE = "needless-moves"


def test_at_most_two_sessions_move_without_need() -> None:
    brief = brief_of([easy("a", 1), easy("b", 3), easy("c", 5)])
    assert is_allowed(RULE, brief, {"a": 2, "b": 4})
    assert not is_allowed(RULE, brief, {"a": 2, "b": 4, "c": 6})


def test_a_session_whose_own_place_is_forbidden_moves_for_a_reason() -> None:
    brief = brief_of([easy("a", 1), easy("b", 3), hard("h", 5)], asked(first_hard_on=on(6)))
    assert is_allowed(RULE, brief, {"a": 2, "b": 4, "h": 6})


@pytest.mark.parametrize(("kind", "allowed"), [("base", False), ("build", True)])
def test_in_a_base_phase_nothing_moves_without_need(kind: str, allowed: bool) -> None:
    brief = brief_of([easy("a", 1), easy("b", 3)], phases=(Phase("p", kind, on(0), on(27)),))
    assert is_allowed(RULE, brief, {"a": 2}) is allowed
    assert is_allowed(RULE, brief_of([easy("a", 1)], phases=(Phase("p", kind, on(1), on(27)),)), {"a": 2}), "W1 begins before the phase"
