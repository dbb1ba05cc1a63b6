from service.domain.forms import Form
from tests.solver.alone import DROP, Put, brief_of, easy, is_allowed

RULE = "no-make-up"


def test_load_does_not_move_into_the_windows() -> None:
    brief = brief_of([easy("a", 3, load=100), easy("t", 14, load=90)])
    assert is_allowed(RULE, brief, {"a": 9})
    assert not is_allowed(RULE, brief, {"t": 9})
    assert is_allowed(RULE, brief, {"t": 9, "a": DROP})
    assert not is_allowed(RULE, brief, {"t": 9, "a": Put(form=Form.SHORTENED, minutes=35)})


def test_load_does_not_move_out_of_the_windows_into_a_later_week() -> None:
    assert not is_allowed(RULE, brief_of([easy("a", 13, load=100), easy("t", 14, load=90)]), {"a": 15})
