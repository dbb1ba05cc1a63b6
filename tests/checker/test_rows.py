"""A catalogue row that is switched off is silent in the checker too."""

from dataclasses import replace
from datetime import time

import pytest

from service.domain.session import PartOfDay
from tests.checker.test_measure import stated
from tests.support.builders import POLICY, a_key_session, a_session, at
from tests.support.cases import a_brief, broken, crossed, day, dropped, levels, moved, shortened


def without(*rows: str):
    return replace(POLICY, switched_off=frozenset(rows))


HARD = a_key_session("h", day(1), "tempo", 50)
LONG = a_key_session("l", day(1), "long", 100)
LIFT = a_session("ls", day(1), "strength", 40, start_time=time(9), part_of_day=PartOfDay.AM)
LATER = a_key_session("r", day(5), "tempo", 50, start_time=time(7), part_of_day=PartOfDay.AM)


@pytest.mark.parametrize(
    ("rule", "rows", "sessions", "to"),
    [
        ("hard-to-hard", ["R2.7-1"], [HARD, a_key_session("x", day(5), "interval")], 2),
        ("hard-to-long", ["R2.7-2"], [HARD, a_key_session("x", day(5), "long", 100)], 2),
        ("long-to-hard", ["R2.7-2"], [LONG, a_key_session("x", day(5), "tempo")], 2),
        ("long-to-long", ["R2.7-9", "S4-04"], [LONG, a_key_session("x", day(6), "long", 100)], 4),
        ("after-long", ["R2.7-10", "S4-03"], [LONG, a_session("x", day(4), "steady", 40)], 2),
        ("strength-spacing", ["R2.7-6", "S1-16"], [LIFT, replace(LATER, id="x")], 2),
        ("strength-spacing", ["R2.7-7"], [LIFT, replace(LATER, id="x")], 1),
        ("speed-strength-rest", ["S1-15"], [LIFT, a_session("e", day(3)), a_key_session("x", day(5), "interval")], 2),
        ("race-spacing", ["R2.7-3"], [a_session("race", day(0), "race", 40, distance_m=8_000), a_key_session("x", day(5), "tempo")], 2),
        ("rest-in-seven", ["S0-21"], [*(a_session(f"d{n}", day(n)) for n in range(6)), a_session("x", day(8))], 6),
        ("needless-moves", ["S0-32"], [a_session("a", day(3)), a_session("b", day(5)), a_session("x", day(8))], 7),
        ("soon", ["S4-18"], [a_session("x", day(0), start_time=time(7))], 1),
    ],
)
def test_a_rule_is_off_with_any_of_its_rows(rule, rows, sessions, to):
    session = next(s for s in sessions if s.id == "x")
    others = [moved(s, (s.date - day(0)).days + 1) for s in sessions if rule == "needless-moves" and s.id != "x"]
    asked = {"level": 1, "move_days": 30, "now": at(day(0), "06:00")}
    assert rule in broken(a_brief(sessions, **asked), moved(session, to), *others)
    for row in rows:
        assert rule not in broken(a_brief(sessions, policy=without(row), **asked), moved(session, to), *others)


def test_small_cuts_are_made_when_their_row_is_off():
    run = a_session("r", day(1), minutes=60)
    assert "forms" in broken(a_brief([run]), shortened(run, 55))
    assert "forms" not in broken(a_brief([run], policy=without("G12")), shortened(run, 55))


def test_a_swap_counts_minute_for_minute_when_its_row_is_off():
    run = a_session("r", day(1), "steady", 65, distance_m=13_000)
    brief = a_brief([run], plan=stated(distance_m=13_000))
    assert levels(brief, crossed(run))["goals_missed"] == 4
    assert levels(replace(brief, policy=without("K49")), crossed(run))["goals_missed"] == 0


@pytest.mark.parametrize("level", [1, 4])
def test_upper_body_work_is_left_alone_up_to_level_four(level):
    press = a_session("u", day(1), "upper_body", 40)
    assert "spared" in broken(a_brief([press], level=level), dropped(press))
    assert "spared" not in broken(a_brief([press], level=level, policy=without("S1-13")), dropped(press))


def test_a_coachs_own_close_pair_is_no_worse_by_its_row():
    one, other = a_key_session("a", day(2), "tempo"), a_key_session("b", day(3), "tempo")
    assert "hard-to-hard" not in broken(a_brief([one, other]))
    assert "hard-to-hard" in broken(a_brief([one, other], policy=without("D5")))
