from service.domain.forms import Form
from service.domain.session import Sport
from tests.solver.alone import DROP, Put, asked, brief_of, easy, hard, is_allowed, strength

RULE = "max-runs"
TWO = asked(w1={"max_runs": 2, "min_rest_days": 0})


def test_runs_of_the_window_are_counted_to_its_last_day() -> None:
    brief = brief_of([easy("a", 0), easy("b", 3), easy("c", 6), easy("d", 7)], TWO)
    assert not is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"c": DROP})
    assert is_allowed(RULE, brief, {"b": Put(form=Form.CROSS)})
    assert not is_allowed(RULE, brief, {"c": DROP, "d": 6})


def test_strength_races_and_other_sports_do_not_count() -> None:
    others = [strength("s", 1), hard("race", 2, kind="race"), easy("ride", 4, sport=Sport.BIKE)]
    assert is_allowed(RULE, brief_of([easy("a", 0), easy("b", 3), *others], TWO))


def test_a_brick_is_a_run() -> None:
    brick = easy("brick", 5, sport=Sport.BRICK)
    assert not is_allowed(RULE, brief_of([easy("a", 0), easy("b", 3), brick], TWO))
