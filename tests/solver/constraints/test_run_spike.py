from tests.solver.alone import brief_of, easy, is_allowed, long

RULE = "run-spike"


def test_no_form_makes_a_run_of_something_else_so_planned_runs_are_free() -> None:
    brief = brief_of([easy("done", -3, 40), long("l", 5, 150), easy("ride", 3, 120, sport="bike")])
    assert is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"l": 6})
