"""Reads a JSON body within limits of size and time, and hands it on unread: parsing happens in a worker."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from fastapi import Request

from service.api.problems import Problem


@dataclass(frozen=True, slots=True)
class BodyLimits:
    most_bytes: int
    seconds: float
    """A body that has not fully arrived by then is given up."""


async def read_json_body(request: Request) -> bytes:
    """The raw body. Raises Problem: not JSON by its content type, too large (declared or counted), too slow."""
    _expect_json(request)
    return await read_body(request)


async def read_body(request: Request) -> bytes:
    """The raw body of whatever type. Raises Problem: too large (declared or counted), too slow.

    The framework's own size limit answers in plain text, so the counting is done here.
    """
    limits: BodyLimits = request.app.state.body_limits
    max_bytes, seconds = limits.most_bytes, limits.seconds
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise _too_large(max_bytes)
    try:
        async with asyncio.timeout(seconds):
            return await _collect(request, max_bytes)
    except TimeoutError:
        raise Problem("body-too-slow", f"The body must arrive within {seconds:g} seconds.", headers={"Connection": "close"}) from None


async def _collect(request: Request, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > max_bytes:
            raise _too_large(max_bytes)
        parts.append(part)
    return b"".join(parts)


def _expect_json(request: Request) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        detail = "Send the document with Content-Type: application/json."
        raise Problem("unsupported-media-type", detail, headers={"Accept-Post": "application/json"})
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Problem("unsupported-media-type", "Send the document without Content-Encoding.")


def _too_large(max_bytes: int) -> Problem:
    # The rest of the body is not read, so the connection cannot be used again.
    return Problem("body-too-large", f"At most {max_bytes} bytes are taken.", headers={"Connection": "close"})
