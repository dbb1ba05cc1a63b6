"""The page about the HTTP API and the code say the same."""

from __future__ import annotations

import re
from pathlib import Path

from service.api.problems import PROBLEM_TYPES
from service.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "http.md").read_text("utf-8")
OPERATORS = (DOCS / "operators.md").read_text("utf-8")


def test_every_problem_stands_on_the_page_with_its_status() -> None:
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| (\d{3}) \|", PAGE, flags=re.MULTILINE))
    assert listed == {code: str(kind.status) for code, kind in PROBLEM_TYPES.items()}


def test_every_setting_stands_in_the_operators_guide() -> None:
    listed = re.findall(r"^\| `ADJUSTER_([A-Z_]+)` \|", OPERATORS, flags=re.MULTILINE)
    assert set(listed) == {name.upper() for name in Settings.model_fields}
