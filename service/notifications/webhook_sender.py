"""Sends one webhook, once: to the address that was checked, without following anybody elsewhere."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2

from service.kit.clock import Clock, system_clock
from service.notifications.addresses import Forbidden, Resolve, Target, find_target, resolve

TOTAL_S, CONNECT_S = 15.0, 5.0
"""From the first packet to the last, however busy the receiver looks in between; and to be let in."""
LARGEST_ANSWER = 64 * 1024
LONGEST_WAIT_S = 86_400
DIGITS = 9
"""Longer numbers are over that in any case."""


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

    def __init__(self, *, anywhere: bool = False, ask: Resolve = resolve, clock: Clock = system_clock) -> None:
        self._anywhere = anywhere
        self._ask = ask
        self._clock = clock
        # Connections are told apart by their address, which many names share, and a certificate counts for the name that it was
        # shown to: none is kept for the next message.
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(TOTAL_S, connect=CONNECT_S), limits=httpx2.Limits(max_keepalive_connections=0),
            follow_redirects=False, trust_env=False,
        )  # fmt: skip

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
        with _cut_off_after(TOTAL_S) as patience:
            return self._post(target, headers, body, patience)

    def _post(self, target: Target, headers: Mapping[str, str], body: bytes, patience: _Patience) -> Outcome:
        sent = {"Content-Type": "application/json", "User-Agent": "coaching-plan-adjuster", **headers, "Host": target.authority}
        watched = {"sni_hostname": target.host, "trace": patience.watch}
        try:
            with self._client.stream("POST", target.url, headers=sent, content=body, extensions=watched) as answer:
                _read_a_little(answer)
        except httpx2.TimeoutException:
            return Outcome(None, "timeout")
        except (httpx2.HTTPError, httpx2.InvalidURL):
            return Outcome(None, "timeout" if patience.is_over else "connection-failed")
        return Outcome(answer.status_code, None if answer.is_success else f"status-{answer.status_code}", self._asked_wait(answer))

    def _asked_wait(self, answer: httpx2.Response) -> int | None:
        """What the receiver asks for in seconds, or until an instant; a day at most, and None for what cannot be read."""
        said = answer.headers.get("retry-after", "")
        if said.isascii() and said.isdecimal():
            return LONGEST_WAIT_S if len(said) > DIGITS else min(int(said), LONGEST_WAIT_S)
        try:
            until = parsedate_to_datetime(said)
        except (ValueError, OverflowError):
            return None
        wait = until.replace(tzinfo=until.tzinfo or UTC) - self._clock()
        return max(0, min(int(wait.total_seconds()), LONGEST_WAIT_S))

    def close(self) -> None:
        self._client.close()


class _Patience:
    """Ends a connection that takes too long as a whole, in whatever it is busy: each of its steps alone could go on for ever."""

    def __init__(self) -> None:
        self.is_over = False
        self._line: socket.socket | None = None

    def watch(self, step: str, facts: Mapping[str, Any]) -> None:
        """Told of every step by the client."""
        if step == "connection.connect_tcp.complete":
            # One of our own: the client gives its own away when TLS begins.
            self._line = facts["return_value"].get_extra_info("socket").dup()

    def end(self) -> None:
        self.is_over = True
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        if self._line is not None:
            self._line.close()


@contextmanager
def _cut_off_after(seconds: float) -> Iterator[_Patience]:
    patience = _Patience()
    timer = threading.Timer(seconds, patience.end)
    timer.daemon = True
    timer.start()
    try:
        yield patience
    finally:
        timer.cancel()
        timer.join()
        patience.close()


def _read_a_little(answer: httpx2.Response) -> None:
    """Enough for the connection to end well; nothing of it is kept, so it does not matter how it ends."""
    size = 0
    with suppress(httpx2.HTTPError):
        for part in answer.iter_raw():
            size += len(part)
            if size > LARGEST_ANSWER:
                return
