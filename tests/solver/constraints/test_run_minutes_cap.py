from service.domain.forms import Form
from service.domain.session import PartOfDay
from tests.solver.alone import DROP, Put, asked, brief_of, easy, is_allowed
from tests.support.builders import at

EVENING = at("2026-03-02", "20:00")
RULE = "run-minutes-cap"


def test_run_minutes_of_w1_stay_under_the_cap_with_those_done() -> None:
    brief = brief_of(
        [easy("done", 0, 40, part_of_day=PartOfDay.AM), easy("a", 1, 40), easy("b", 6, 40)],
        asked(run_minutes_cap=85),
        now=EVENING,
    )
    assert not is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"a": DROP})
    assert is_allowed(RULE, brief, {"a": Put(form=Form.CROSS)})
    assert is_allowed(RULE, brief, {"b": 7})


def test_what_is_done_already_raises_the_cap() -> None:
    brief = brief_of([easy("done", 0, 40, part_of_day=PartOfDay.AM), easy("a", 1, 40)], asked(run_minutes_cap=30), now=EVENING)
    assert is_allowed(RULE, brief, {"a": DROP})
    assert not is_allowed(RULE, brief)
