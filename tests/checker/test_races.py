"""Days after a race, by its class."""

from dataclasses import replace

import pytest

from service.checker.rules.races import race_class
from service.domain.plan import Race
from tests.support.builders import POLICY, a_key_session, a_plan, a_session
from tests.support.cases import a_brief, broken, day, moved


@pytest.mark.parametrize(
    ("sport", "minutes", "metres", "expected"),
    [
        ("run", 45, 10_000, "short"),
        ("run", 45, 10_001, "middle"),
        ("run", 140, 29_999, "middle"),
        ("run", 140, 30_000, "marathon"),
        ("run", 150, 21_097, "marathon"),
        ("run", 60, None, "short"),
        ("run", 61, None, "middle"),
        ("bike", 239, None, "bike"),
        ("bike", 240, None, "long_bike"),
        ("swim", 60, None, None),
    ],
)
def test_a_race_has_its_class(sport, minutes, metres, expected):
    race = a_session("race", day(0), "race", minutes, sport=sport, distance_m=metres)
    assert race_class(race, a_plan([race]), POLICY) == expected


def test_the_race_entry_knows_the_distance():
    race = a_session("race", day(0), "race", 60)
    plan = a_plan([race], races=(Race("r", day(0), distance_m=21_097, session_id="race"),))
    assert race_class(race, plan, POLICY) == "middle"


def test_a_test_is_a_short_race_and_an_interval_session_is_none():
    assert race_class(a_session("t", day(0), "test", 50), a_plan([]), POLICY) == "short"
    assert race_class(a_session("t", day(0), "interval", 50), a_plan([]), POLICY) is None


@pytest.mark.parametrize(
    ("metres", "kind", "to", "wrong"),
    [
        (10_000, "tempo", 3, False),
        (10_000, "tempo", 2, True),
        (10_000, "long", 2, False),
        (21_097, "tempo", 5, False),
        (21_097, "tempo", 4, True),
        (21_097, "long", 7, False),
        (21_097, "long", 6, True),
        (42_195, "easy", 2, False),
        (42_195, "easy", 1, True),
        (42_195, "tempo", 10, False),
        (42_195, "tempo", 9, True),
        (42_195, "long", 14, False),
        (42_195, "long", 13, True),
    ],
)
def test_sessions_keep_their_days_after_a_race(metres, kind, to, wrong):
    race = a_session("race", day(0), "race", 60, distance_m=metres)
    session = a_key_session("k", day(15), kind, 100 if kind == "long" else 40)
    assert ("race-spacing" in broken(a_brief([race, session], move_days=20), moved(session, to))) is wrong


def test_the_coachs_own_days_after_a_race_are_no_worse():
    race = a_session("race", day(0), "race", 60, distance_m=10_000)
    tempo = a_key_session("k", day(2), "tempo")
    assert "race-spacing" not in broken(a_brief([race, tempo]))
    assert "race-spacing" in broken(a_brief([race, tempo]), moved(tempo, 1))


def test_a_row_that_is_off_asks_for_nothing():
    race = a_session("race", day(0), "race", 60, distance_m=10_000)
    tempo = a_key_session("k", day(6), "tempo")
    off = replace(POLICY, switched_off=frozenset({"R2.7-3"}))
    assert "race-spacing" in broken(a_brief([race, tempo]), moved(tempo, 2))
    assert "race-spacing" not in broken(a_brief([race, tempo], policy=off), moved(tempo, 2))
