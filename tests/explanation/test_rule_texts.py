"""Every rule of the model can be named to a coach, with rows that the catalogue knows."""

from __future__ import annotations

from service.checker import RULES
from service.explanation.rule_texts import LEVEL_TEXTS, RULE_TEXTS
from service.rules import find_rule


def test_every_rule_has_its_sentence() -> None:
    assert set(RULE_TEXTS) == set(RULES)


def test_every_row_behind_a_sentence_is_in_the_catalogue() -> None:
    rows = [row for told in RULE_TEXTS.values() for row in told.rows] + [row for rows, _ in LEVEL_TEXTS.values() for row in rows]
    assert [row for row in rows if find_rule(row) is None] == []
