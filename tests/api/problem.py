"""What every problem answer must look like."""

from __future__ import annotations

from typing import Any

from service.api.problems import PROBLEM_TYPES, TYPE_PREFIX


def assert_problem(response: Any, code: str) -> dict[str, Any]:
    """The body of a problem of that code; fails when anything about it is not as promised."""
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert set(body) == {"type", "title", "status", "detail", "instance", "errors"}
    assert body["type"] == TYPE_PREFIX + code
    assert body["status"] == response.status_code == PROBLEM_TYPES[code].status
    assert body["title"] == PROBLEM_TYPES[code].title
    assert body["instance"] == f"urn:uuid:{response.headers['x-request-id']}"
    assert all(set(entry) == {"pointer", "code", "detail"} for entry in body["errors"])
    return body
