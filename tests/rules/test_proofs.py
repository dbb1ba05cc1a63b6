"""Every row that is carried has a test that fails without it; the others say in the catalogue why they are not."""

from __future__ import annotations

from pathlib import Path

from service.rules import all_rules, find_rule

ROOT = Path(__file__).parents[2]
WORDS_NEVER_SAID = {"C6"}
"""What is not said has no switch; a test reads all texts for it."""


def test_every_row_that_is_carried_has_a_test_that_fails_without_it():
    assert {rule.id for rule in all_rules() if rule.is_carried and not rule.tests} == WORDS_NEVER_SAID


def test_a_row_that_is_not_carried_proves_nothing():
    assert [rule.id for rule in all_rules() if rule.tests and not rule.is_carried] == []


def test_a_test_that_proves_a_row_still_stands_in_its_file():
    gone = {}
    for rule in all_rules():
        for test in rule.tests:
            path, name = test.split("::", maxsplit=1)
            if not (ROOT / path).is_file() or f"def {name.split('[')[0]}(" not in (ROOT / path).read_text("utf-8"):
                gone[rule.id] = test
    assert gone == {}, "run: uv run python -m tests.catalogue.prove_rows --rows " + " ".join(gone)


def test_most_rows_are_proved():
    assert sum(bool(rule.tests) for rule in all_rules()) >= 420


def test_a_red_flag_is_proved():
    assert find_rule("S3-27").tests
