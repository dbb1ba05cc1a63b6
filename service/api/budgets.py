"""How often callers may call: each key, and each organisation where a call makes the solver work.

Counted in this process: of several processes, each gives the whole budget.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request

from service.api.problems import Problem
from service.usecases.keys import Caller

WINDOW_S = 60
SOLVING = frozenset({"createAdjustment", "resolveAdjustment", "askWhyNot"})
"""Operations whose callers have the solver work."""


@dataclass(frozen=True, slots=True)
class Budgets:
    """Calls in any 60 seconds."""

    calls: int = 600
    solves: int = 60


@dataclass(slots=True)
class Window:
    """The calls of one caller in the last 60 seconds."""

    at: deque[float] = field(default_factory=deque)

    def is_granted(self, amount: int, now: float) -> bool:
        """Whether one more is within `amount`; it is counted then."""
        while self.at and self.at[0] <= now - WINDOW_S:
            self.at.popleft()
        if len(self.at) >= amount:
            return False
        self.at.append(now)
        return True


class Meter:
    """Counts calls in a moving window and tells what is left (draft-ietf-httpapi-ratelimit-headers-11).

    Asked in the thread of the event loop only, and at every call: hence no lock, and no library whose clean-up is a thread for each call.
    """

    def __init__(self, budgets: Budgets, now: Callable[[], float] = time.monotonic) -> None:
        self._amounts = {"default": budgets.calls, "solve": budgets.solves}
        self._windows: dict[tuple[str, str], Window] = {}
        self._now = now
        self._swept_at = now()

    def spend(self, request: Request, caller: Caller) -> None:
        """One call of the caller. Answers 429 when a budget is used up."""
        self._spend_of(request, "default", caller.scope.actor)
        if request.scope["route"].operation_id in SOLVING:
            self._spend_of(request, "solve", caller.scope.org_id)

    def _spend_of(self, request: Request, policy: str, whose: str) -> None:
        amount, now = self._amounts[policy], self._now()
        self._sweep(now)
        window = self._windows.setdefault((policy, whose), Window())
        granted = window.is_granted(amount, now)
        wait_s = max(1, math.ceil(window.at[0] + WINDOW_S - now)) if window.at else WINDOW_S
        headers = request.state.headers
        _add(headers, "RateLimit-Policy", f'"{policy}";q={amount};w={WINDOW_S}')
        _add(headers, "RateLimit", f'"{policy}";r={amount - len(window.at)};t={wait_s}')
        if not granted:
            detail = f"At most {amount} calls of this kind in {WINDOW_S} seconds. Try again in {wait_s} seconds."
            raise Problem("too-many-calls", detail, headers={"Retry-After": str(wait_s)})

    def _sweep(self, now: float) -> None:
        """Once a window, forget who has not called for one."""
        if now - self._swept_at >= WINDOW_S:
            self._swept_at = now
            self._windows = {whose: window for whose, window in self._windows.items() if window.at and window.at[-1] > now - WINDOW_S}


def _add(headers: dict[str, Any], name: str, item: str) -> None:
    headers[name] = f"{headers[name]}, {item}" if name in headers else item
