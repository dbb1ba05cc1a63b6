from datetime import time

from service.domain.adjustment import Pin
from service.domain.forms import Form
from service.domain.session import Group, GroupKind, Lock, PartOfDay
from tests.solver.alone import DROP, Put, brief_of, easy, is_allowed, on

RULE = "group-together"
DOUBLE = Group("g", GroupKind.DOUBLE)


def test_members_shift_by_the_same_days_or_are_dropped() -> None:
    brief = brief_of([easy("a", 3, group=DOUBLE), easy("b", 4, group=DOUBLE)])
    assert is_allowed(RULE, brief, {"a": 5, "b": 6})
    assert not is_allowed(RULE, brief, {"a": 5})
    assert not is_allowed(RULE, brief, {"a": 4, "b": 3})
    assert is_allowed(RULE, brief, {"a": 5, "b": DROP})
    assert is_allowed(RULE, brief, {"b": Put(form=Form.SHORTENED, minutes=35)})


def test_a_locked_member_holds_the_others() -> None:
    brief = brief_of([easy("a", 3, group=DOUBLE, lock=Lock.ALL), easy("b", 3, group=DOUBLE, sport="bike")])
    assert is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"b": 4})


def test_a_pin_does_not_turn_the_order_of_a_date() -> None:
    members = [easy("a", 3, group=DOUBLE, start_time=time(7)), easy("b", 3, group=DOUBLE, start_time=time(12), sport="bike")]
    assert is_allowed(RULE, brief_of(members, pins=(Pin("a", on(3), PartOfDay.AM),)))
    assert not is_allowed(RULE, brief_of(members, pins=(Pin("a", on(3), PartOfDay.EVENING),)))
