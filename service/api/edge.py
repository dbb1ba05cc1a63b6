"""How the API meets the outside: whom it believes, how often they may call, what it tells operators."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi.telemetry import TelemetryConfig

from service.api.budgets import Budgets
from service.api.tokens import Issuer
from service.usecases.last_use import LastUse
from service.usecases.services import Services

LAST_USE_S = 20.0


def _nothing() -> None:
    """Where nothing runs beside the server."""


def _is_a_secret(scope: Mapping[str, Any]) -> bool:
    """Whether the address lets in whoever knows it: those of platforms' messages, of feeds, and of those who come back from consent."""
    path: str = scope["path"]
    return path.startswith(("/v1/hooks/", "/v1/feeds/")) or path.endswith("/callback")


@dataclass(frozen=True, slots=True)
class Edge:
    """Without an issuer only our own keys let callers in. Requests carry health data: nothing about them leaves this process
    unless an operator wants `traces`, which then go where the `OTEL_*` variables say.
    """

    budgets: Budgets = field(default_factory=Budgets)
    issuer: Issuer | None = None
    traces: bool = False
    public_url: str | None = None
    """Where the outside reaches us; without it, the address that a call came to."""
    before_the_end: Callable[[], None] = _nothing
    """Called when the last request is done and the workers still live."""

    @property
    def telemetry(self) -> TelemetryConfig:
        return {
            "tracing": self.traces, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": self.traces,
            "exclude": _is_a_secret,
        }  # fmt: skip


@contextmanager
def writing_last_use(services: Services, last_use: LastUse) -> Iterator[None]:
    """Inside the block the last use of keys is written every twenty seconds, and once more at its end."""
    ended = threading.Event()

    def write_now_and_then() -> None:
        while not ended.wait(LAST_USE_S):
            last_use.write(services)

    thread = threading.Thread(target=write_now_and_then, name="last-use-of-keys", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        last_use.write(services)
