from service.domain.session import Sport
from tests.solver.alone import DROP, asked, brief_of, hard, is_allowed

RULE = "max-hard"


def test_hard_sessions_of_the_affected_sport_are_counted_in_each_window() -> None:
    wanted = asked(w1={"max_hard": 1, "min_rest_days": 0}, w2={"max_hard": 1, "min_rest_days": 0})
    brief = brief_of([hard("a", 1), hard("b", 6), hard("c", 7)], wanted)
    assert not is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"a": DROP})
    assert not is_allowed(RULE, brief, {"b": 13})
    assert is_allowed(RULE, brief, {"b": 13, "c": 14})


def test_races_count_and_other_sports_do_not() -> None:
    wanted = asked(w1={"max_hard": 1, "min_rest_days": 0})
    brief = brief_of([hard("race", 6, kind="race"), hard("ride", 2, sport=Sport.BIKE), hard("a", 3)], wanted)
    assert not is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"a": DROP})


def test_a_race_beyond_the_number_is_a_fact_and_no_violation() -> None:
    brief = brief_of([hard("race", 6, kind="race"), hard("a", 3)], asked(w1={"max_hard": 0, "min_rest_days": 0}))
    assert is_allowed(RULE, brief, {"a": DROP})
    assert not is_allowed(RULE, brief)
