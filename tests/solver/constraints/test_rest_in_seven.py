from dataclasses import replace

from tests.solver.alone import DROP, brief_of, easy, is_allowed
from tests.support.builders import ATHLETE_A

RULE = "rest-in-seven"


def test_every_seven_dates_keep_a_rest_day() -> None:
    brief = brief_of([easy(f"d{n}", n) for n in range(6)] + [easy("x", 8)])
    assert is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"x": 6})


def test_days_already_done_and_days_after_the_tail_count() -> None:
    done = [easy(f"d{n}", n) for n in range(-6, 0)]
    assert not is_allowed(RULE, brief_of([*done, easy("x", 3)]), {"x": 0})
    later = [easy(f"l{n}", n) for n in range(17, 23)]
    assert not is_allowed(RULE, brief_of([*later, easy("x", 12)]), {"x": 16})
    assert is_allowed(RULE, brief_of([*later, easy("x", 12)]), {"x": 15})


def test_a_week_that_the_coach_planned_full_may_stay_full() -> None:
    brief = brief_of([easy(f"d{n}", n) for n in range(7)])
    assert is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"d3": DROP})


def test_beginners_rest_twice() -> None:
    beginner = replace(ATHLETE_A, training_age_months=6)
    brief = brief_of([*(easy(f"d{n}", n) for n in range(5)), easy("x", 8)], athlete=beginner)
    assert not is_allowed(RULE, brief, {"x": 5})
    assert is_allowed(RULE, brief, {"x": 7})
