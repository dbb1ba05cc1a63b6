"""The catalogue is complete, and no part of the service names a row that it does not hold."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from service.rules import all_rules, catalogue_sha256, find_rule, nearest

SERVICE = Path(__file__).parents[2] / "service"
SOURCES = {"S0": 32, "S1": 39, "S2": 108, "S3": 30, "S4": 38}
OTHERS = {
    "K": [f"K{n:02}" for n in range(1, 73)],
    "R": [f"R2.7-{n}" for n in range(1, 12)],
    "M": [f"M{n}" for n in range(7)],
    "N": [f"N{n}" for n in range(1, 7)],
    "G": [f"G{n}" for n in range(1, 20)],
    "D": [f"D{n}" for n in range(1, 13)],
    "C": [f"C{n}" for n in range(1, 11)],
}
DIRECTIVES = (
    "first-hard", "first-strength", "first-long", "long-ratio", "load-cap-w1", "load-cap-w2", "max-hard-w1", "max-hard-w2", "max-runs",
    "rest-days", "cross-training", "key-sessions", "review",
)  # fmt: skip
NAMED_ROW = re.compile(r"""["'](S[0-4]-\d{2,3}|K\d{2}|R2\.7-\d+|D-[0-5]-[a-z0-9-]+|[MNGC]\d{1,2}|D\d{1,2})["']""")
"""A row id as code and data files write it: a whole string."""


@pytest.mark.parametrize(("source", "count"), SOURCES.items())
def test_a_source_has_all_its_rows_in_order(source, count):
    ids = [rule.id for rule in all_rules() if rule.id.startswith(f"{source}-")]
    assert ids == [f"{source}-{n:02}" for n in range(1, count + 1)]


def test_the_five_sources_have_247_rows():
    assert sum(bool(re.fullmatch(r"S[0-4]-\d+", rule.id)) for rule in all_rules()) == 247


@pytest.mark.parametrize("group", OTHERS)
def test_figures_rulings_and_tables_are_there(group):
    ids = {rule.id for rule in all_rules()}
    assert set(OTHERS[group]) <= ids


def test_every_level_has_every_directive():
    expected = {f"D-{level}-{name}" for level in range(6) for name in DIRECTIVES}
    assert {rule.id for rule in all_rules() if rule.id.startswith("D-")} == expected


def test_no_row_stands_twice():
    assert [row for row, count in Counter(rule.id for rule in all_rules()).items() if count > 1] == []


def test_every_row_says_what_who_and_how():
    assert [rule.id for rule in all_rules() if not (rule.statement and rule.source and rule.rule and rule.carrier)] == []


def test_carriers_are_known():
    assert [
        rule.id for rule in all_rules() if not set(rule.carrier) <= set("FAHSCRLTK") or len(set(rule.carrier)) < len(rule.carrier)
    ] == []


def test_every_row_acts_somewhere_or_says_why_not():
    assert [rule.id for rule in all_rules() if not rule.acts or not all(place.strip() for place in rule.acts)] == []


def test_a_row_is_either_carried_or_excused():
    assert [rule.id for rule in all_rules() if rule.is_carried and any(place.startswith("none:") for place in rule.acts)] == []


def test_a_figure_of_a_study_says_how_strong_it_is():
    assert [row for row in OTHERS["K"] if not find_rule(row).evidence] == []


def test_every_row_that_the_service_names_exists():
    named = {}
    for path in [*SERVICE.rglob("*.py"), *SERVICE.rglob("*.json")]:
        if SERVICE / "rules" not in path.parents:
            for row in NAMED_ROW.findall(path.read_text("utf-8")):
                named.setdefault(row, path.relative_to(SERVICE).as_posix())
    assert {row: place for row, place in named.items() if find_rule(row) is None} == {}


def test_a_row_is_found_in_any_case():
    assert find_rule(" s1-15 ") == find_rule("S1-15") is not None
    assert find_rule("d-3-LOAD-cap-w1") == find_rule("D-3-load-cap-w1") is not None
    assert find_rule("k16").id == "K16"


def test_a_row_that_does_not_exist_is_not_found():
    assert find_rule("S1-40") is None
    assert find_rule("") is None


def test_a_typing_error_gets_the_nearest_row():
    assert nearest("S1-155") == "S1-15"
    assert nearest("d-3-loadcap-w1") == "D-3-load-cap-w1"


def test_nonsense_has_no_nearest_row():
    assert nearest("hello world") is None


def test_the_fingerprint_is_stable():
    assert catalogue_sha256() == catalogue_sha256()
    assert re.fullmatch(r"[0-9a-f]{64}", catalogue_sha256())
