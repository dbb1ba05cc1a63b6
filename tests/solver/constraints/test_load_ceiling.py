import pytest

from tests.solver.alone import brief_of, easy, is_allowed

RULE = "load-ceiling"


def history(load: int = 300, weeks: int = 4):
    return [easy(f"p{n}", -7 * n, 60, load=load) for n in range(1, weeks + 1)]


def every_day(load: int = 43):
    """301 a week before and after today: seven dates may hold 391."""
    return [easy(f"d{n}", n, 30, load=load) for n in range(-30, 21)]


@pytest.mark.parametrize(("load", "allowed"), [(50, True), (51, False)])
def test_seven_dates_stay_within_the_ratio_of_the_weeks_before(load: int, allowed: bool) -> None:
    brief = brief_of([*every_day(), easy("x", 3, load=40, sport="swim"), easy("y", 10, load=load, sport="swim")])
    assert is_allowed(RULE, brief, {"y": 4}) is allowed


def test_what_the_coach_planned_may_stay() -> None:
    assert is_allowed(RULE, brief_of([*history(), easy("a", 3, load=600), easy("b", 4, load=600)]))


def test_it_binds_windows_that_end_in_the_tail_and_count_done_days() -> None:
    done = [*history(), easy("yesterday", -1, load=300)]
    assert not is_allowed(RULE, brief_of([*done, easy("b", 8, load=290)]), {"b": 0})
    rows = [*history(), easy("r1", 0, load=300), easy("r2", 7, load=300), easy("t", 14, load=300), easy("b", 9, load=300)]
    assert not is_allowed(RULE, brief_of(rows), {"b": 16})


def test_it_does_not_act_on_a_short_history_or_hardly_any_training() -> None:
    short = [easy("p", -13, 240, load=300)]
    assert is_allowed(RULE, brief_of([*short, easy("a", 3, load=300), easy("b", 10, load=300)]), {"b": 4})
    little = [easy(f"p{n}", -7 * n, 59, load=100) for n in range(1, 5)]
    assert is_allowed(RULE, brief_of([*little, easy("a", 3, load=300), easy("b", 12, load=300)]), {"b": 4})
