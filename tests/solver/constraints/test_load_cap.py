import pytest

from service.domain.forms import Form
from service.domain.session import Lock, PartOfDay, Sport
from tests.solver.alone import DROP, Put, asked, brief_of, easy, hard, is_allowed
from tests.support.builders import at

RULE = "load-cap"
CAP = {"load_cap": 300.9, "min_rest_days": 0}


def test_the_load_of_each_window_stays_under_its_cap() -> None:
    wanted = asked(w1=CAP, w2=CAP)
    brief = brief_of([hard("a", 0, 30), hard("b", 2, 30), hard("c", 8, 30), hard("d", 13, 30)], wanted)
    assert not is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"b": DROP})
    assert is_allowed(RULE, brief, {"b": DROP, "d": DROP})
    assert is_allowed(RULE, brief, {"b": DROP, "d": 14})


@pytest.mark.parametrize(("load", "allowed"), [(60, True), (61, False)])
def test_done_load_counts_and_the_cap_is_rounded_down(load: int, allowed: bool) -> None:
    a, am = easy("a", 3, load=load), PartOfDay.AM
    now = at("2026-03-02", "20:00")
    assert is_allowed(RULE, brief_of([easy("done", -1, load=240), a], asked(w1=CAP)))
    assert is_allowed(RULE, brief_of([easy("done", 0, load=240, part_of_day=am), a], asked(w1=CAP), now=now)) is allowed


def test_what_cannot_change_raises_the_cap_but_leaves_no_room() -> None:
    race = hard("race", 3, 60, kind="race")
    locked = easy("locked", 2, load=400, lock=Lock.ALL)
    brief = brief_of([race, locked, easy("a", 4)], asked(w1=CAP))
    assert is_allowed(RULE, brief, {"a": DROP})
    assert not is_allowed(RULE, brief)


def test_spared_sessions_raise_the_cap_of_the_affected_sport() -> None:
    swim = easy("swim", 1, load=320, sport=Sport.SWIM)
    brief = brief_of([swim, easy("a", 3)], asked(w1=CAP))
    assert is_allowed(RULE, brief, {"a": DROP})
    assert not is_allowed(RULE, brief, {"a": Put(form=Form.SHORTENED)})
