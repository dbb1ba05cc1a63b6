"""How routes answer: a document with its ETag, or a page of a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel

from service.api.cursor import write_cursor
from service.store.repositories.base import Page

JSON = "application/json"


class Placed(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=Placed)


def tagged(
    document: BaseModel | bytes, tag: str | int, *, request: Request | None = None, status: int = 200, media_type: str = JSON,
    **headers: str,
) -> Response:  # fmt: skip
    """The document under a strong ETag; 304 when the reader of `request` has it already."""
    if request is not None and str(tag) in known_tags(request):
        return unchanged(tag)
    body = document if isinstance(document, bytes) else document.model_dump_json().encode()
    return Response(body, status, {"ETag": f'"{tag}"', **_spelt(headers)}, media_type)


def unchanged(tag: str | int, **headers: str) -> Response:
    """304 for a reader who has what the tag names."""
    return Response(status_code=304, headers={"ETag": f'"{tag}"', **_spelt(headers)})


def known_tags(request: Request) -> frozenset[str]:
    """What the reader has already, by their ETags without quotes."""
    parts = (part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(","))
    return frozenset(part.strip('"') for part in parts if part)


def answered(document: BaseModel, status: int = 200, **headers: str) -> Response:
    return Response(document.model_dump_json(), status, _spelt(headers), JSON)


def next_cursor(items: Sequence[Item], page: Page, at: str = "updated_at") -> str | None:
    """Where the list goes on, if there may be more."""
    if len(items) < page.limit:
        return None
    last: Any = items[-1]
    instant: datetime = getattr(last, at)
    return write_cursor(instant, last.id)


def _spelt(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-").title(): value for name, value in headers.items()}
