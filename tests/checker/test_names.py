"""The checker knows every rule and level of the specification, by its name."""

import re
from pathlib import Path

from service.checker import RULES, check, measure
from tests.support.builders import PLAN_A, a_key_session
from tests.support.cases import a_brief, day

MODEL = Path("docs/reference/model.md").read_text("utf-8")


def names_in_tables(text: str) -> list[str]:
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return [name for cell in rows for name in re.findall(r"`([a-z0-9-]+)`", cell)]


def test_every_rule_of_the_specification_is_judged_once():
    start = MODEL.index("## Unary rules")
    assert sorted(RULES) == sorted(names_in_tables(MODEL[start:]))
    assert len(set(RULES)) == len(RULES)


def test_levels_come_in_the_order_of_the_specification():
    brief = a_brief([a_key_session("a", day(1), rank=1), a_key_session("b", day(3), "tempo", rank=2)])
    told = re.findall(r"^\d+\. `([a-z_0-9]+)`(?:, `([a-z_0-9]+)`)?", MODEL, re.MULTILINE)
    assert [name for name, _ in measure(brief, brief.plan)] == [name for names in told for name in names if name]


def test_the_coachs_own_plan_breaks_no_rule_that_asks_for_nothing():
    brief = a_brief(PLAN_A.sessions)
    assert check(brief, brief.plan) == ()
