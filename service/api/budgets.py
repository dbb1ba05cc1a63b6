"""How often callers may call: each key, and each organisation where a call makes the solver work.

Counted in this process: of several processes, each gives the whole budget.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

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


class Meter:
    """Counts calls in a moving window and tells what is left (draft-ietf-httpapi-ratelimit-headers-11)."""

    def __init__(self, budgets: Budgets) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._policies = {"default": RateLimitItemPerMinute(budgets.calls), "solve": RateLimitItemPerMinute(budgets.solves)}

    def spend(self, request: Request, caller: Caller) -> None:
        """One call of the caller. Answers 429 when a budget is used up."""
        self._spend_of(request, "default", caller.scope.actor)
        if request.scope["route"].operation_id in SOLVING:
            self._spend_of(request, "solve", caller.scope.org_id)

    def _spend_of(self, request: Request, policy: str, whose: str) -> None:
        item = self._policies[policy]
        granted = self._limiter.hit(item, policy, whose)
        left = self._limiter.get_window_stats(item, policy, whose)
        wait_s = max(1, math.ceil(left.reset_time - time.time()))
        headers = request.state.headers
        _add(headers, "RateLimit-Policy", f'"{policy}";q={item.amount};w={WINDOW_S}')
        _add(headers, "RateLimit", f'"{policy}";r={left.remaining};t={wait_s}')
        if not granted:
            detail = f"At most {item.amount} calls of this kind in {WINDOW_S} seconds. Try again in {wait_s} seconds."
            raise Problem("too-many-calls", detail, headers={"Retry-After": str(wait_s)})


def _add(headers: dict[str, Any], name: str, item: str) -> None:
    headers[name] = f"{headers[name]}, {item}" if name in headers else item
