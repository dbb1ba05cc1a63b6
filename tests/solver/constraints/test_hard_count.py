from dataclasses import replace

from service.domain.athlete import Gate
from tests.solver.alone import DROP, brief_of, hard, is_allowed
from tests.support.builders import ATHLETE_A

RULE = "hard-count"
BEGINNER = replace(ATHLETE_A, training_age_months=6)
MINOR = replace(ATHLETE_A, birth_year=2010)


def test_beginners_have_two_hard_sessions_in_fourteen_dates() -> None:
    brief = brief_of([hard("a", 0), hard("b", 6), hard("c", 14)], athlete=BEGINNER)
    assert is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"c": 13})
    assert is_allowed(RULE, brief, {"c": 13, "b": DROP})


def test_done_sessions_and_those_after_the_tail_count() -> None:
    brief = brief_of([hard("p", -8), hard("q", -4), hard("a", 7)], athlete=BEGINNER)
    assert not is_allowed(RULE, brief, {"a": 5})
    assert is_allowed(RULE, brief, {"a": 6})
    later = brief_of([hard("x", 20), hard("y", 27), hard("a", 10)], athlete=BEGINNER)
    assert not is_allowed(RULE, later, {"a": 16})


def test_minors_have_two_in_seven_dates_and_keep_what_was_planned() -> None:
    brief = brief_of([hard("a", 0), hard("b", 3), hard("c", 7)], athlete=MINOR)
    assert is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"c": 6})
    gated = replace(ATHLETE_A, gates=(Gate.MINOR,))
    planned = brief_of([hard("a", 0), hard("b", 2), hard("c", 5)], athlete=gated)
    assert is_allowed(RULE, planned)


def test_others_are_free() -> None:
    assert is_allowed(RULE, brief_of([hard("a", 0), hard("b", 3), hard("c", 12)]), {"c": 6})
