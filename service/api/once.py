"""Calls that may be repeated without being done twice: the Idempotency-Key header."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from typing import Annotated, TypeVar

from anyio import to_thread
from fastapi import Depends, Header, Request

from service.api.caller import services_of
from service.api.problems import Problem
from service.store.repositories.calls import CallRecord, StillRunning
from service.store.tenancy import Call, Scope
from service.usecases.keys import Caller

BARE = "[!#-~]([ -~]{0,198}[!#-~])?"
FORM = re.compile(f'{BARE}|"{BARE}"')
"""1 to 200 printable characters of ASCII, in quotes or bare; the published pattern says the same."""
DESCRIPTION = "A text of your own, new for each call; sent again with the same call, the call is not done twice (kept at least 24 hours)"
Answer = TypeVar("Answer")


class RunningCalls:
    """The calls that this process is carrying out. Another process that does the same loses when it comes to settle."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[tuple[str, Call]] = set()

    @contextmanager
    def alone(self, org_id: str, call: Call) -> Iterator[None]:
        """Raises StillRunning when the same call is under way."""
        with self._lock:
            if (org_id, call) in self._running:
                raise StillRunning
            self._running.add((org_id, call))
        try:
            yield
        finally:
            with self._lock:
                self._running.discard((org_id, call))


class Once:
    """One call of a route: done the first time, and answered from then on with what came of it.

    `once(do, again)`: `do` gets the scope, and its use case ends its last transaction with `work.calls.settle(id, …)`; `again`
    gets the id that was settled, and reads that resource anew.
    """

    def __init__(self, request: Request, key: str | None) -> None:
        self._request = request
        self._key = key
        self._found: CallRecord | None = None

    def __call__(self, do: Callable[[Scope], Answer], again: Callable[[str], Answer]) -> Answer:
        """Raises KeyReused and StillRunning, and whatever the two raise."""
        scope = self._caller.scope
        if self._key is None:
            return do(scope)
        call = self._call(self._key, scope)
        running: RunningCalls = self._request.app.state.running_calls
        with running.alone(scope.org_id, call):
            with services_of(self._request).store.reading(scope) as work:
                self._found = work.calls.recall(call)
            if self._found is None:
                return do(replace(scope, call=call))
        self._request.state.headers["Idempotency-Replayed"] = "true"
        return again(self._found.resource_id)

    async def soon(self, do: Callable[[Scope], Future[Answer]], again: Callable[[str], Answer]) -> Answer:
        """The same for what is done in a thread of its own; nothing waits but the caller."""
        if self._key is None:
            return await asyncio.wrap_future(do(self._caller.scope))
        return await to_thread.run_sync(self, lambda scope: do(scope).result(), again)

    def status(self, first: int = 201) -> int:
        """The status to answer with: `first`, or the one that the call was answered with then."""
        return first if self._found is None else self._found.status

    @property
    def _caller(self) -> Caller:
        caller: Caller = self._request.state.caller
        return caller

    def _call(self, key: str, scope: Scope) -> Call:
        url, operation = self._request.url, self._request.scope["route"].operation_id
        # Two coaches of one organisation may come upon the same key; neither gets an answer meant for the other.
        parts = (scope.coach_id or "", url.path, url.query, getattr(self._request.state, "body", b""))
        digest = sha256()
        for part in parts:
            encoded = part if isinstance(part, bytes) else part.encode()
            digest.update(len(encoded).to_bytes(8) + encoded)
        return Call(operation, sha256(key.encode()).hexdigest(), digest.hexdigest())


async def idempotency_key(
    request: Request, value: Annotated[str | None, Header(alias="Idempotency-Key", description=DESCRIPTION)] = None
) -> Once:
    """Answers 400 for a key that is empty, too long or not printable; the quotes of a structured field do not count."""
    if value is None:
        return Once(request, None)
    if not FORM.fullmatch(value):
        raise Problem("bad-request", "Idempotency-Key must be 1 to 200 printable ASCII characters.")
    return Once(request, value.strip('"'))


OnceOnly = Annotated[Once, Depends(idempotency_key)]
