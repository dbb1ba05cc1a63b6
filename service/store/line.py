"""The line of those who want to write, one at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MOST_AHEAD = 8
"""So many callers in a row may go before a job that waits."""
_gives_way: ContextVar[bool] = ContextVar("gives_way", default=False)


@contextmanager
def giving_way() -> Iterator[None]:
    """For work that nobody waits for at this moment: whoever answers a caller goes first."""
    token = _gives_way.set(True)
    try:
        yield
    finally:
        _gives_way.reset(token)


class Line:
    """A place for one. Callers go before whoever gives way, and among their like those who came first.

    Whoever leaves hands the place over: a lock that is free for all would go to whoever happens to run, and let somebody wait
    for long among many.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_taken = False
        self._callers: deque[threading.Lock] = deque()
        self._jobs: deque[threading.Lock] = deque()
        self._ahead = 0

    @property
    def waiting(self) -> int:
        """How many."""
        with self._guard:
            return len(self._callers) + len(self._jobs)

    def enter(self, timeout_s: float, *, gives_way: bool = False) -> bool:
        """Wait for the place; False when it did not come free in time. Gives way also within `giving_way`."""
        waiting = self._jobs if gives_way or _gives_way.get() else self._callers
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            turn = threading.Lock()
            turn.acquire()
            waiting.append(turn)
        if turn.acquire(timeout=timeout_s):
            return True
        with self._guard:
            if turn not in waiting:
                return True  # it was handed over in the last moment
            waiting.remove(turn)
            return False

    def leave(self) -> None:
        with self._guard:
            if (next_one := self._next()) is None:
                self._is_taken = False
            else:
                next_one.release()

    def _next(self) -> threading.Lock | None:
        if self._callers and not (self._jobs and self._ahead >= MOST_AHEAD):
            self._ahead += 1
            return self._callers.popleft()
        self._ahead = 0
        return self._jobs.popleft() if self._jobs else None
