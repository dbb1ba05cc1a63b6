"""Reads the catalogue from its data files; each file holds the rows of one source, one line a row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from service.rules.rule import Rule

PROOFS = "tests.json"
"""Row id to the tests that fail without it; written by the proof run."""


def all_rules() -> tuple[Rule, ...]:
    """Every row, source by source, in the order of the files."""
    return tuple(_by_id().values())


def find_rule(row: str) -> Rule | None:
    """The row with that id, in any case and with blanks around it; None when there is none."""
    return _by_id().get(row) or _by_id().get(_canonical(row))


def nearest(row: str) -> str | None:
    """The id that looks most like a mistyped one, for a hint in an error; None when nothing comes near."""
    close = get_close_matches(_canonical(row), _by_id(), n=1)
    return close[0] if close else None


@cache
def catalogue_sha256() -> str:
    """Fingerprint of what the rows say. Places in the code and lists of tests do not count."""
    rows = [[r.id, r.statement, r.source, r.rule, r.carrier, r.evidence] for r in sorted(all_rules(), key=lambda r: r.id)]
    return sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _canonical(row: str) -> str:
    """`s1-15` and `S1-15` are one row; directive rows keep their lower-case names."""
    head, dash, tail = row.strip().partition("-")
    return head.upper() + dash + tail.lower()


@cache
def _by_id() -> Mapping[str, Rule]:
    folder = files(__name__)
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".json") and item.name != PROOFS)
    proofs = json.loads((folder / PROOFS).read_text("utf-8"))
    rules: dict[str, Rule] = {}
    for name in names:
        for rule in _rows(json.loads((folder / name).read_text("utf-8")), proofs):
            if rule.id in rules:
                raise ValueError(f"{name}: row {rule.id} stands twice in the catalogue.")
            rules[rule.id] = rule
    return rules


def _rows(document: Mapping[str, Any], proofs: Mapping[str, list[str]]) -> Iterator[Rule]:
    """A row without a source of its own has that of its file."""
    for row in document["rows"]:
        yield Rule(
            id=row["id"], statement=row["statement"], source=row.get("source") or document["source"], rule=row["rule"],
            carrier=tuple(row.get("carrier", ())), acts=tuple(row.get("acts", ())), tests=tuple(proofs.get(row["id"], ())),
            evidence=row.get("evidence"),
        )  # fmt: skip
