from service.domain.session import PartOfDay
from tests.solver.alone import DROP, brief_of, easy, is_allowed, strength
from tests.support.builders import at

RULE = "training-days"


def test_a_plan_week_gets_no_more_training_days_than_planned() -> None:
    brief = brief_of([easy("a", 0), strength("s", 0), easy("b", 5)])
    assert is_allowed(RULE, brief, {"b": 6})
    assert not is_allowed(RULE, brief, {"s": 2})
    assert is_allowed(RULE, brief, {"s": 2, "b": DROP})
    assert not is_allowed(RULE, brief, {"b": 7})


def test_done_days_count_and_weeks_begin_where_the_plan_says() -> None:
    done = brief_of([easy("done", 0, part_of_day=PartOfDay.AM), easy("a", 1), strength("s", 1)], now=at("2026-03-02", "20:00"))
    assert not is_allowed(RULE, done, {"s": 3})
    sunday = brief_of([easy("a", 5), strength("s", 6)], first_weekday=6)
    assert not is_allowed(RULE, sunday, {"a": 7})
    assert is_allowed(RULE, sunday, {"a": 4})
