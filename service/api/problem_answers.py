"""How the specification tells of problems: grouped by status, each with the codes behind it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from service.api.examples import PROBLEM_EXAMPLE
from service.api.problems import MEDIA_TYPE, PROBLEM_TYPES


def by_status(codes: tuple[str, ...]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for code in codes:
        grouped.setdefault(str(PROBLEM_TYPES[code].status), []).append(code)
    return grouped


def problem_response(codes: list[str], reference: Any) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": "; ".join(f"`{code}`: {PROBLEM_TYPES[code].title}" for code in codes),
        "content": {MEDIA_TYPE: {"schema": reference}},
    }
    if "bad-input" in codes:
        response["content"][MEDIA_TYPE]["example"] = PROBLEM_EXAMPLE
    if any(PROBLEM_TYPES[code].retry for code in codes):
        seconds = TypeAdapter(int).json_schema()
        response["headers"] = {"Retry-After": {"description": "Seconds to wait", "schema": seconds}}
    return response
