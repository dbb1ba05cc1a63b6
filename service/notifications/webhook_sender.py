"""Sends one webhook, once: to the address that was checked, without following anybody elsewhere."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from service.notifications.addresses import Forbidden, Resolve, find_target, resolve

TOTAL_S, CONNECT_S = 15.0, 5.0
LARGEST_ANSWER = 64 * 1024
LONGEST_WAIT_S = 86_400


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `status` is None when nobody answered; `error` says why in a word that names nobody."""

    status: int | None
    error: str | None = None
    wait_s: int | None = None
    """How long the receiver asks to be left alone."""

    @property
    def is_delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """The receiver wants nothing more, ever."""
        return self.status == 410


class WebhookSender:
    """`anywhere` lets it send inside the own network too: for trying things out on one machine."""

    def __init__(self, *, anywhere: bool = False, ask: Resolve = resolve) -> None:
        self._anywhere = anywhere
        self._ask = ask
        timeout = httpx2.Timeout(TOTAL_S, connect=CONNECT_S)
        self._client = httpx2.Client(timeout=timeout, follow_redirects=False, trust_env=False)

    @property
    def anywhere(self) -> bool:
        return self._anywhere

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        try:
            target = find_target(url, self._ask, anywhere=self._anywhere)
        except Forbidden:
            return Outcome(None, "address-not-allowed")
        except OSError:
            return Outcome(None, "name-not-found")
        host = target.host if target.port in (80, 443) else f"{target.host}:{target.port}"
        sent = {"Content-Type": "application/json", "User-Agent": "coaching-plan-adjuster", **headers, "Host": host}
        try:
            with self._client.stream("POST", target.url, headers=sent, content=body, extensions={"sni_hostname": target.host}) as answer:
                _read_a_little(answer)
        except httpx2.TimeoutException:
            return Outcome(None, "timeout")
        except httpx2.HTTPError:
            return Outcome(None, "connection-failed")
        return Outcome(answer.status_code, None if answer.is_success else f"status-{answer.status_code}", _asked_wait(answer))

    def close(self) -> None:
        self._client.close()


def _read_a_little(answer: httpx2.Response) -> None:
    """Enough for the connection to end well; nothing of it is kept. A receiver that goes on and on is cut off."""
    size, end = 0, time.monotonic() + TOTAL_S
    for part in answer.iter_raw():
        size += len(part)
        if size > LARGEST_ANSWER or time.monotonic() > end:
            return


def _asked_wait(answer: httpx2.Response) -> int | None:
    wait = answer.headers.get("retry-after", "")
    return min(int(wait), LONGEST_WAIT_S) if wait.isascii() and wait.isdecimal() and len(wait) < 9 else None
