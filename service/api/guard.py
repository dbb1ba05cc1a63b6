"""The outermost layer: a number for each request, security headers on every answer, and a problem for every error left over."""

from __future__ import annotations

import logging
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import MEDIA_TYPE, Problem

log = logging.getLogger(__name__)

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """ASGI middleware; stands outside the framework's own error layer, whose answers are plain text."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = str(uuid4())
        state = scope.setdefault("state", {})
        state["instance"] = f"urn:uuid:{request_id}"
        state["headers"] = {}  # what dependencies have to say beside the answer itself
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers.update(SECURITY_HEADERS | state["headers"])
                headers["X-Request-ID"] = request_id
            await send(message)

        try:
            await self.app(scope, receive, send_guarded)
        except Exception as error:
            # The words of an error may quote what came in; its sort and place do not.
            log.error("request %s failed: %s", request_id, type(error).__name__)  # noqa: TRY400
            if started:
                raise
            await _send(Problem("internal", "The request was not carried out; nothing was stored."), scope, send_guarded)


async def _send(problem: Problem, scope: Scope, send: Send) -> None:
    body = problem.body(scope["state"]["instance"])
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": problem.kind.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
