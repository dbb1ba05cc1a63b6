"""What routes take in, each read in one way: a strict JSON body, a precondition, a place in a list."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request
from pydantic import BaseModel

from service.api.body import read_json_body
from service.api.cursor import read_cursor
from service.api.problems import Problem
from service.documents.base import Instant
from service.documents.json_text import parse_json
from service.documents.refusal import validated
from service.errors import BadInput
from service.store.repositories.base import MOST_ITEMS, Page


class JsonBody:
    """The body as a command of that model: unknown and repeated keys, NaN and control characters are refused."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.model = model

    async def __call__(self, request: Request) -> Any:
        raw = await read_json_body(request)
        request.state.body = raw
        try:
            value = parse_json(raw, name="body")
        except BadInput as error:
            raise Problem("not-json", error.message, error.findings) from None
        return validated(self.model, value, "body")


class UnreadBody(JsonBody):
    """The body as it came, described by that model: large ones are read in a worker."""

    async def __call__(self, request: Request) -> bytes:
        raw: bytes = await read_json_body(request)
        request.state.body = raw
        return raw


TAG = r'"[!#-~]+"'
"""How every ETag of ours is written; the published pattern says the same."""


async def if_match(value: Annotated[str | None, Header(alias="If-Match", description="The ETag that you read last")] = None) -> str:
    """The tag without its quotes. Answers 428 when there is none."""
    if value is None:
        raise Problem("precondition-required", "Send the ETag that you read last as If-Match.")
    if not re.fullmatch(TAG, value):
        raise Problem("stale", "If-Match holds no ETag that this resource ever had.")
    return value[1:-1]


async def page(
    limit: Annotated[int, Query(ge=1, le=MOST_ITEMS, description="Items at most")] = 50,
    cursor: Annotated[str | None, Query(max_length=300, description="next_cursor of the page before")] = None,
    updated_since: Annotated[Instant | None, Query(description="Only what has changed from then on")] = None,
) -> Page:
    at, id = read_cursor(cursor) if cursor is not None else (None, None)
    return Page(limit, at, id, updated_since)


IfMatch = Annotated[str, Depends(if_match)]
ListPage = Annotated[Page, Depends(page)]


def version_of(tag: str) -> int:
    """The version in an ETag. Answers 412 for a tag that no version ever had."""
    if not tag.isascii() or not tag.isdecimal() or len(tag) > 9:
        raise Problem("stale", "If-Match holds no ETag that this resource ever had.")
    return int(tag)
