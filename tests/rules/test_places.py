"""Every place that a row names exists: fields, tags, rules of the specification, directives, numbers of the policy, modules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from service.assessment.red_flags import CODES
from service.documents.policy import SECTIONS
from service.domain.assessment import Question, TagName
from service.domain.athlete import Athlete
from service.domain.directives import Directives, Window
from service.domain.report import Report
from service.domain.report_class import ReportClass
from service.rules import all_rules, find_rule

ROOT = Path(__file__).parents[2]
SPECIFICATION = (ROOT / "docs/reference/model.md").read_text("utf-8")
WINDOW_DIRECTIVES = {f"{name}_{window}" for name in ("load_cap", "max_hard", "max_runs") for window in ("w1", "w2")}


def names_of(*kinds: type) -> set[str]:
    return {field.name for kind in kinds for field in fields(kind)}


def policy_names() -> set[str]:
    names = names_of(*SECTIONS.values())
    for section in SECTIONS.values():
        for hint in get_type_hints(section).values():
            for part in (hint, *get_args(hint)):
                if is_dataclass(part):
                    names |= names_of(part)
    return names


def rules_of_the_model() -> set[str]:
    rows = re.findall(r"^\| (`[^|]*`) \|", SPECIFICATION, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([a-z0-9-]+)`", row)}


def levels_of_the_objective() -> set[str]:
    return set(re.findall(r"`([a-z0-9_]+)`", SPECIFICATION.split("## Levels")[1]))


KNOWN = {
    "field": names_of(Report),
    "profile": names_of(Athlete),
    "class": {entry.value for entry in ReportClass},
    "tag": {entry.value for entry in TagName},
    "question": {entry.value for entry in Question},
    "directive": names_of(Directives, Window) | WINDOW_DIRECTIVES,
    "policy": policy_names(),
    "rule": rules_of_the_model(),
    "level": levels_of_the_objective(),
    "modifier": {rule.id for rule in all_rules() if rule.id.startswith("M")},
    "ruling": {rule.id for rule in all_rules() if re.fullmatch(r"[NGD]\d+", rule.id)},
}


def places(sort: str) -> Iterable[tuple[str, str]]:
    """Row id and name of every place of that sort."""
    for rule in all_rules():
        for place in rule.acts:
            if place.startswith(f"{sort} "):
                yield rule.id, place.removeprefix(f"{sort} ")


@pytest.mark.parametrize("sort", KNOWN)
def test_a_named_place_exists(sort):
    assert [(row, name) for row, name in places(sort) if name not in KNOWN[sort]] == []


def test_only_these_sorts_of_places_are_used():
    sorts = {place.split(":")[0] if place.startswith("none:") else place.split(" ")[0] for rule in all_rules() for place in rule.acts}
    assert sorts <= {*KNOWN, "card", "lint", "flag", "output", "code", "none"}


def test_a_module_that_a_row_names_exists_and_names_the_row():
    """After moving code: `uv run python -m tests.catalogue.write_places`."""
    assert [(row, path) for row, path in places("code") if not (ROOT / path).is_file() or not names(row, ROOT / path)] == []


def names(row: str, path: Path) -> bool:
    text = path.read_text("utf-8")
    return f'"{row}"' in text or f'"{re.sub(r"^D-[1-4]-", "", row)}"' in text


def test_a_card_that_a_row_names_exists():
    cards = json.loads((ROOT / "service/assessment/texts/cards.json").read_text("utf-8"))
    assert [(row, card) for row, card in places("card") if card not in cards] == []


def test_a_lint_that_a_row_names_is_one_of_the_checker():
    lints = "".join(path.read_text("utf-8") for path in (ROOT / "service/checker/lints").glob("*.py"))
    assert [(row, lint) for row, lint in places("lint") if f'"{lint}"' not in lints] == []


def test_a_flag_that_a_row_names_can_be_reported():
    assert [(row, flag) for row, flag in places("flag") if flag not in CODES] == []


def test_an_excuse_gives_its_reason():
    excuses = [place for rule in all_rules() for place in rule.acts if place.startswith("none:")]
    assert excuses
    assert all(len(excuse.removeprefix("none:").split()) >= 4 for excuse in excuses)


def test_rows_about_red_flags_and_hard_rules_are_never_excused():
    assert [rule.id for rule in all_rules() if {"R", "H"} & set(rule.carrier) and not rule.is_carried] == []
    assert find_rule("S3-27").is_carried
