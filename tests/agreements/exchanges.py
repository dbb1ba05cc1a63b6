"""Requests with their answers, as the documentation shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.testclient import TestClient

from tests.agreements.pages import Example

STATUS_LINE = re.compile(r"^HTTP/1\.1 (\d{3})$", re.MULTILINE)


@dataclass(frozen=True)
class Exchange:
    """One request on show, and what of its answer is shown: status, some headers, some of the JSON."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str
    status: int
    answer_headers: Mapping[str, str]
    answer: Any

    @classmethod
    def of(cls, example: Example) -> Exchange:
        found = STATUS_LINE.search(example.text)
        assert found, f"{example}: no status line"
        first, headers, body = _message(example.text[: found.start()])
        _, answer_headers, answer = _message(example.text[found.start() :])
        method, path = first.split()
        return cls(method, path, headers, body, int(found[1]), answer_headers, json.loads(answer) if answer else None)

    def happens(self, client: TestClient, key: Mapping[str, str], names: Mapping[str, str]) -> Any:
        """The whole answer; fails where it is not as shown. `names` fill in what stands in braces."""
        path = re.sub(r"\{(\w+)}", lambda found: names[found[1]], self.path)
        answer = client.request(self.method, path, content=self.body.encode(), headers={**key, **self.headers})
        assert answer.status_code == self.status, f"{self.method} {path}: {answer.status_code} {answer.text}"
        assert {name: answer.headers[name] for name in self.answer_headers} == self.answer_headers
        told = answer.json() if "json" in answer.headers.get("content-type", "") else None
        assert self.answer is None or shown_in(self.answer, told), f"{self.method} {path} answers {told}"
        return told


def shown_in(part: Any, whole: Any) -> bool:
    """Whether everything that is shown is there; objects may hold more."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and shown_in(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and len(part) == len(whole) and all(map(shown_in, part, whole))
    return bool(part == whole)


def _message(text: str) -> tuple[str, dict[str, str], str]:
    head, _, body = text.strip("\n").partition("\n\n")
    first, *lines = head.split("\n")
    return first, dict(line.split(": ", 1) for line in lines), body.strip("\n")
