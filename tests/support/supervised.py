"""Processes that are started again whenever they end, as an operator's supervisor would do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE_S = 0.2


class Supervised:
    """`python ARGUMENTS`, until `give_up`. `exits` are the codes that it ended with by itself or by our hand."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._command = [sys.executable, *arguments]
        self._environment = {**os.environ, **environment}
        self.exits: list[int] = []
        self._over = threading.Event()
        self.process = self._started()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, env=self._environment, stderr=subprocess.DEVNULL)

    def _watch(self) -> None:
        while True:
            self.exits.append(self.process.wait())
            if self._over.wait(PAUSE_S):
                return
            self.process = self._started()

    def signal(self, number: signal.Signals) -> None:
        """To the process that runs just now."""
        self.process.send_signal(number)

    def give_up(self) -> None:
        """Kill it and let it be."""
        self._over.set()
        while self._thread.is_alive():
            self.process.kill()  # one that was started meanwhile as well
            self._thread.join(0.1)


@contextmanager
def supervised(*arguments: str, **environment: str) -> Iterator[Supervised]:
    process = Supervised(*arguments, **environment)
    try:
        yield process
    finally:
        process.give_up()
