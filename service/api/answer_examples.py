"""An answer of each sort, shown in the specification. Written by `python -m tests.api.write_examples` from real answers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("answer_examples.json")


@cache
def answer_examples() -> dict[str, Any]:
    """By the name of the model."""
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found
