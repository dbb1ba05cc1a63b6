"""Values out of a session in plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

ENDS = {"value", "low", "high"}
"""What makes a part of a session a quantity."""


def value_at(session: Mapping[str, Any], path: Sequence[str]) -> Any:
    """The value at `path`, None where there is none; a quantity is its value, or the middle of its range."""
    here: Any = session
    for name in path:
        if isinstance(here, dict):
            here = _middle(here) if name == "value" else here.get(name)
        elif name != "value":
            return None
    return _middle(here) if isinstance(here, dict) and here.keys() & ENDS else here


def _middle(quantity: Mapping[str, Any]) -> float | None:
    ends = [quantity[end] for end in ("low", "high") if quantity.get(end) is not None]
    value: float | None = quantity.get("value")
    return value if value is not None else sum(ends) / len(ends) if ends else None
