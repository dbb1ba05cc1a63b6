"""Prices, alternatives, and why a session cannot stand somewhere."""

import pytest

from service.checker import check
from service.domain.adjustment import Pin, Refusal
from service.domain.forms import Form
from service.solver import Limits, Revised, adjust, alternatives, price, why_not
from tests.solver.briefs import day, level_four, level_three, level_two


def test_refusing_the_move_costs_the_key_session() -> None:
    brief = level_two()
    answer = adjust(brief)
    assert isinstance(answer, Revised)
    cost = price(brief, Refusal("tempo-0302:move"), answer.levels)
    assert cost is not None
    assert (cost.feasible, cost.level, cost.delta) == (True, "key_sessions_rank_2", 2)


def test_refusing_what_nobody_proposed_costs_nothing() -> None:
    brief = level_two()
    answer = adjust(brief)
    assert isinstance(answer, Revised)
    cost = price(brief, Refusal("sat-0302:drop"), answer.levels)
    assert cost is not None
    assert (cost.feasible, cost.level, cost.delta) == (True, None, 0)


def test_a_refusal_that_leaves_nothing_names_the_conflict() -> None:
    brief = level_two(pins=(Pin("tempo-0302", day("2026-03-05")),))
    answer = adjust(brief)
    assert isinstance(answer, Revised)
    brief = level_two(pins=brief.pins, refusals=(Refusal("tempo-0302:swap"),))
    cost = price(brief, Refusal("tempo-0302:ease"), answer.levels)
    assert cost is not None
    assert not cost.feasible
    assert "tempo-0302" in (cost.conflict or "")


def test_a_price_that_could_not_be_found_in_time_is_none() -> None:
    brief = level_three()
    answer = adjust(brief)
    assert isinstance(answer, Revised)
    cost = price(brief, Refusal("int-0309:move"), answer.levels, Limits(0.0))
    assert cost is None or cost.feasible


def test_alternatives_keep_every_rule_and_differ() -> None:
    brief = level_three()
    best = adjust(brief)
    assert isinstance(best, Revised)
    found = alternatives(brief, 3)
    assert 1 <= len(found) <= 3
    plans = [best.plan, *(a.plan for a in found)]
    for number, alternative in enumerate(found):
        assert not check(brief, alternative.plan)
        assert all(alternative.plan != other for other in plans[: number + 1])


def test_no_more_alternatives_than_asked_for() -> None:
    assert len(alternatives(level_four(), 1)) <= 1


@pytest.mark.parametrize(
    ("session", "on", "form", "rules"),
    [
        ("tempo-0302", "2026-03-05", Form.KEPT, ("first-hard",)),
        ("tempo-0302", "2026-03-06", Form.KEPT, ()),
        ("tempo-0302", "2026-03-05", Form.EASY, ()),
        ("tempo-0302", "2026-03-03", Form.KEPT, ("past", "zone-crossing", "first-hard")),
        ("sat-0302", "2026-03-08", Form.SHORTENED, ("moved-or-changed",)),
        ("sat-0302", "2026-03-10", Form.KEPT, ("move-limit",)),
        ("sat-0302", "2026-03-07", Form.EASY, ("form",)),
        ("int-0302", "2026-03-05", Form.KEPT, ("constant",)),
        ("nobody", "2026-03-05", Form.KEPT, ("constant",)),
    ],
)
def test_why_not_names_the_rules_that_forbid_a_place(session: str, on: str, form: Form, rules: tuple[str, ...]) -> None:
    assert why_not(level_two(), session, day(on), form) == rules
