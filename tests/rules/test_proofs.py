"""Every row that decides something has a test that fails without it, or stands here with the reason why it has no switch."""

from __future__ import annotations

from pathlib import Path

from service.rules import all_rules, find_rule

ROOT = Path(__file__).parents[2]
FIGURES = {
    "K01", "K02", "K03", "K14", "K15", "K16", "K21", "K22", "K23", "K24", "K26", "K28", "K29", "K30", "K50", "K51", "K52", "K54", "K56",
    "K72",
}  # fmt: skip
"""They stand behind numbers of the policy; the rows that use the numbers are switched off instead."""
DEFINITIONS = {"D1", "D2", "D3", "D4", "D5", "D6", "D9", "D10", "D12", "C3", "C8"}
"""They say what words such as original, constant, count, swap and today mean for every rule; without them there is no model."""
SHAPE = {"S1-03", "S2-87", "S2-90", "S2-108", "G19"}
"""They describe the answer as a whole: tags that lead to cards, graded levels, nothing changed without a reason, further scenarios."""
PROOF_WANTED = frozenset("AHR")


def test_every_row_that_decides_is_proved_or_has_its_reason():
    without = {rule.id for rule in all_rules() if PROOF_WANTED & set(rule.carrier) and rule.is_carried and not rule.tests}
    assert without == FIGURES | DEFINITIONS | SHAPE


def test_nothing_is_proved_twice_over_by_an_excuse():
    assert [rule.id for rule in all_rules() if rule.tests and rule.id in FIGURES | DEFINITIONS | SHAPE] == []


def test_a_test_that_proves_a_row_still_stands_in_its_file():
    gone = {}
    for rule in all_rules():
        for test in rule.tests:
            path, name = test.split("::", maxsplit=1)
            if not (ROOT / path).is_file() or f"def {name.split('[')[0]}(" not in (ROOT / path).read_text("utf-8"):
                gone[rule.id] = test
    assert gone == {}, "run: uv run python -m tests.catalogue.prove_rows --rows " + " ".join(gone)


def test_most_rows_are_proved():
    assert sum(bool(rule.tests) for rule in all_rules()) >= 370


def test_a_red_flag_is_proved():
    assert find_rule("S3-27").tests
