import pytest

from service.domain.plan import Race
from tests.solver.alone import brief_of, easy, hard, is_allowed, long, on
from tests.support.builders import a_session

RULE = "race-spacing"


def race(day: int, metres: int | None, minutes: int = 60, sport: str = "run"):
    return a_session("race", on(day), "race", minutes, sport=sport, distance_m=metres)


@pytest.mark.parametrize(
    ("metres", "minutes", "first_hard", "first_long"),
    [(10_000, 45, 3, 1), (10_001, 50, 5, 7), (None, 60, 3, 1), (None, 61, 5, 7), (30_000, 140, 10, 14), (21_097, 150, 10, 14)],
)
def test_a_done_race_keeps_hard_and_long_runs_away(metres: int | None, minutes: int, first_hard: int, first_long: int) -> None:
    brief = brief_of([race(-1, metres, minutes), hard("h", 16), long("l", 15)])
    assert is_allowed(RULE, brief, {"h": first_hard - 1})
    assert first_hard == 1 or not is_allowed(RULE, brief, {"h": first_hard - 2})
    assert is_allowed(RULE, brief, {"l": first_long - 1})
    assert first_long == 1 or not is_allowed(RULE, brief, {"l": first_long - 2})


def test_no_run_on_the_day_after_a_marathon() -> None:
    brief = brief_of([race(5, 42_195, 200), easy("e", 3), easy("ride", 3, sport="bike")])
    assert not is_allowed(RULE, brief, {"e": 6})
    assert is_allowed(RULE, brief, {"e": 7})
    assert is_allowed(RULE, brief, {"ride": 6})


@pytest.mark.parametrize(("minutes", "first_hard"), [(239, 2), (240, 3)])
def test_a_bike_race_by_its_minutes(minutes: int, first_hard: int) -> None:
    brief = brief_of([race(4, None, minutes, sport="bike"), hard("h", 1)])
    assert not is_allowed(RULE, brief, {"h": 4 + first_hard - 1})
    assert is_allowed(RULE, brief, {"h": 4 + first_hard})


def test_a_test_counts_as_a_short_race_and_may_move_itself() -> None:
    brief = brief_of([hard("trial", 1, kind="test"), hard("h", 8)])
    assert not is_allowed(RULE, brief, {"h": 3})
    assert not is_allowed(RULE, brief, {"trial": 6})
    assert is_allowed(RULE, brief, {"trial": 5})


def test_what_the_coach_put_after_the_race_may_stay_and_what_comes_before_is_free() -> None:
    brief = brief_of([race(4, 10_000), hard("after", 6), hard("before", 2)])
    assert is_allowed(RULE, brief)
    assert is_allowed(RULE, brief, {"before": 3})
    assert not is_allowed(RULE, brief, {"after": 5})
    assert not is_allowed(RULE, brief, {"before": 6})


def test_the_race_entry_knows_the_distance_better_than_the_session() -> None:
    entry = Race("r", on(-1), distance_m=42_195, session_id="race")
    brief = brief_of([race(-1, 8_000, 120), hard("h", 16)], races=(entry,))
    assert not is_allowed(RULE, brief, {"h": 8})
    assert is_allowed(RULE, brief, {"h": 9})
