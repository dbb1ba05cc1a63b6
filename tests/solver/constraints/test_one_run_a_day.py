from tests.solver.alone import DROP, brief_of, easy, is_allowed

RULE = "one-run-a-day"


def test_two_runs_meet_on_a_date_only_where_the_coach_put_two() -> None:
    brief = brief_of([easy("a", 3), easy("b", 5), easy("c", 5), easy("d", 16)])
    assert is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"a": 16})
    assert is_allowed(RULE, brief, {"a": 16, "d": DROP})
    assert not is_allowed(RULE, brief, {"a": 5})
    assert is_allowed(RULE, brief, {"a": 5, "b": DROP})


def test_a_brick_is_a_run_and_a_ride_is_not() -> None:
    brief = brief_of([easy("brick", 3, sport="brick"), easy("b", 5), easy("ride", 8, sport="bike")])
    assert not is_allowed(RULE, brief, {"b": 3})
    assert is_allowed(RULE, brief, {"ride": 3})
