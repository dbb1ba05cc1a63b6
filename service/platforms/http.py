"""Calls to platforms: short patience, no redirects, no proxies from the environment, and three ways to fail."""

from __future__ import annotations

import json
import time
from types import TracebackType
from typing import Any, Self

import httpx2

from service.errors import ServiceError

CONNECT_S, TOTAL_S = 5.0, 15.0
LARGEST_ANSWER = 8 * 1024 * 1024
LONGEST_SAID = 2000
SOON_S = 60
A_WINDOW_S = 900
"""Most platforms count calls in quarters of an hour."""
A_DAY_S = 86_400
NOT_THERE = 404


class AccessLost(ServiceError):
    """The platform does not take our word for this athlete any more."""

    code = "platform-access-lost"

    def __init__(self, message: str, *, said: bytes = b"") -> None:
        super().__init__(message)
        self.said = said
        """The beginning of the platform's answer; for no log."""


class TryLater(ServiceError):
    """The platform is busy, down, or unreachable."""

    code = "platform-try-later"

    def __init__(self, message: str, *, after_s: int = SOON_S) -> None:
        super().__init__(message)
        self.after_s = after_s


class Refused(ServiceError):
    """The platform says no, and would say so again."""

    code = "platform-refused"

    def __init__(self, message: str, *, status: int, said: bytes = b"") -> None:
        super().__init__(message)
        self.status = status
        self.said = said
        """As above."""


class Http:
    """One client for all calls. Neither addresses nor answers reach a log: both may name a person."""

    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(TOTAL_S, connect=CONNECT_S), follow_redirects=False, trust_env=False, transport=transport,
            headers={"User-Agent": "coaching-plan-adjuster"},
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def call(self, method: str, url: str, *, bearer: str | None = None, basic: tuple[str, str] | None = None, **sent: Any) -> bytes:
        """The body of a good answer. `sent`: json, data (a form), content, params, headers.

        Raises AccessLost (401), TryLater (429, 5xx, no answer) or Refused (any other).
        """
        headers = dict(sent.pop("headers", {}))
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        try:
            with self._client.stream(method, url, headers=headers, auth=basic, **sent) as answer:
                body = _read(answer)
        except httpx2.HTTPError:
            raise TryLater("The platform did not answer.") from None
        _judge(answer, body[:LONGEST_SAID])
        return body

    def call_json(self, method: str, url: str, **how: Any) -> Any:
        """As `call`, read as JSON. Raises TryLater too for an answer that is none."""
        body = self.call(method, url, **how)
        try:
            return json.loads(body)
        except ValueError:
            raise TryLater("The platform answered with something that is no JSON.") from None


def _read(answer: httpx2.Response) -> bytes:
    parts: list[bytes] = []
    size, end = 0, time.monotonic() + TOTAL_S
    for part in answer.iter_bytes():
        size += len(part)
        if time.monotonic() > end:
            raise TryLater("The platform's answer does not come to its end.")
        if size > LARGEST_ANSWER:
            raise Refused("The platform's answer is too large.", status=answer.status_code)
        parts.append(part)
    return b"".join(parts)


def _judge(answer: httpx2.Response, said: bytes) -> None:
    status = answer.status_code
    if status < 300:
        return
    if status == 401:
        raise AccessLost("The platform does not accept our credentials for this athlete.", said=said)
    if status == 429 or status >= 500:
        raise TryLater(f"The platform answered {status}.", after_s=_wait(answer, A_WINDOW_S if status == 429 else SOON_S))
    raise Refused(f"The platform answered {status}.", status=status, said=said)


def _wait(answer: httpx2.Response, otherwise: int) -> int:
    """Seconds, as the platform says in one of the ways that are in use; never more than a day."""
    said = (answer.headers.get(name, "") for name in ("retry-after", "ratelimit-reset", "x-ratelimit-reset"))
    return next((min(int(text), A_DAY_S) for text in said if text.isascii() and text.isdecimal()), otherwise)
