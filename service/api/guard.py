"""The outermost layer: a number for each request, security headers on every answer, a problem for every error left over, and
the time that it all took.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import MEDIA_TYPE, Problem
from service.kit.faults import place_of
from service.kit.logs import bound
from service.store.faults import is_away
from service.usecases.measures import Measures

log = logging.getLogger(__name__)

SECURITY_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For everything that does not bring its own."""
NOT_KEPT, ASKED_AGAIN = "no-store", "private, no-cache"
"""Answers are health data and are not kept; those with a tag may be, by the caller alone, who asks before showing them again.
What never changes says for itself how long.
"""


class Guard:
    """ASGI middleware; stands outside the framework's own error layer, whose answers are plain text."""

    def __init__(self, app: ASGIApp, measures: Measures) -> None:
        self.app = app
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = str(uuid4())
        state = scope.setdefault("state", {})
        state["instance"] = f"urn:uuid:{request_id}"
        state["headers"] = {}  # what dependencies have to say beside the answer itself
        answer = _Answer(send, request_id, state["headers"], without_body=scope["method"] == "HEAD")
        if scope["method"] == "HEAD":  # the answer to GET without its body
            scope["method"] = "GET"
        started = time.perf_counter()
        with bound(request_id=request_id):
            await self._answered(scope, receive, answer)
            seconds = time.perf_counter() - started
            operation = getattr(scope.get("route"), "operation_id", None) or "none"
            self._measures.http.labels(operation, str(answer.status)).observe(seconds)
            log.info("answered", extra={"operation": operation, "status": answer.status, "seconds": round(seconds, 4)})

    async def _answered(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        try:
            await self.app(scope, receive, answer)
        except Exception as error:
            # The words of an error may quote what came in; its sort and place do not.
            log.error("request %s failed: %s", answer.request_id, place_of(error))  # noqa: TRY400
            if answer.status:
                raise
            await _send(_left_over(error), scope, answer)


def _left_over(error: Exception) -> Problem:
    if is_away(error):
        # It may have gone away between storing and saying so.
        return Problem("database-unreachable", "Send it again in a moment; with an Idempotency-Key nothing is done twice.")
    return Problem("internal", "The request was not carried out; nothing was stored.")


@dataclass
class _Answer:
    """Sends on what the application answers, with the headers that every answer has."""

    send: Send
    request_id: str
    said: dict[str, str]
    without_body: bool
    status: int = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers.update(SECURITY_HEADERS | self.said)
            headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
            headers.setdefault("Cache-Control", ASKED_AGAIN if "etag" in headers else NOT_KEPT)
            headers["X-Request-ID"] = self.request_id
        elif self.without_body:
            message = {**message, "body": b""}
        await self.send(message)


async def _send(problem: Problem, scope: Scope, send: Send) -> None:
    body = problem.body(scope["state"]["instance"])
    said = {"content-type": MEDIA_TYPE, "content-length": str(len(body)), **{k.lower(): v for k, v in problem.headers.items()}}
    headers = [(name.encode(), value.encode()) for name, value in said.items()]
    await send({"type": "http.response.start", "status": problem.kind.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
