"""A line in which callers leave what they want done, and go on waiting for something else: few threads take it up, several at a time.

A commit costs about as much for one caller as for thirty, and so does waking a thread.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any

from service.store.tenancy import Scope

LINGER_S = 1.0
"""So long a thread waits for the next turn before it ends."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one caller wants done with a unit of work, in the context from which it was asked (logs name the request)."""

    scope: Scope
    do: Callable[[Any], Any]
    promise: Future[Any] = field(default_factory=Future)
    context: Context = field(default_factory=copy_context)

    def taken(self, unit: Any) -> Any:
        return self.context.run(self.do, unit)


class Turns:
    """`carry_out` gets up to `together` turns at once, in one of `threads` threads, and keeps or breaks the promise of each.

    Threads begin with the first turn and end when nobody comes any more; there is nothing to open or close.
    """

    def __init__(self, name: str, carry_out: Callable[[Sequence[Turn]], None], *, threads: int, together: int) -> None:
        self._name = name
        self._carry_out = carry_out
        self._threads = threads
        self._together = together
        self._waiting: deque[Turn] = deque()
        self._news = threading.Condition()
        self._idle = 0
        self._at_work = 0

    def take(self, turn: Turn) -> Future[Any]:
        """A place at the end of the line. The promise is kept when what was done is certain.

        Raises RuntimeError where there is no thread to be had; nothing is done then.
        """
        with self._news:
            if self._idle > len(self._waiting):
                self._news.notify()
            elif self._at_work < self._threads:
                threading.Thread(target=self._work, name=self._name, daemon=True).start()
                self._at_work += 1
            self._waiting.append(turn)
        return turn.promise

    def _work(self) -> None:
        while turns := self._next():
            # Whoever gave up waiting meanwhile is left out; from here on nobody can.
            wanted = [turn for turn in turns if turn.promise.set_running_or_notify_cancel()]
            if not wanted:
                continue
            try:
                self._carry_out(wanted)
            except BaseException as error:  # noqa: BLE001  whatever it is, nobody must wait for ever
                for turn in wanted:
                    if not turn.promise.done():
                        turn.promise.set_exception(error)

    def _next(self) -> list[Turn]:
        """The turns at the head of the line; empty when this thread is to end."""
        with self._news:
            if not self._waiting:
                self._idle += 1
                self._news.wait(LINGER_S)
                self._idle -= 1
            taken = [self._waiting.popleft() for _ in range(min(self._together, len(self._waiting)))]
            if not taken:
                self._at_work -= 1
            return taken
