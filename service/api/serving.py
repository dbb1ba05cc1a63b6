"""The server process: how it listens, and how it ends."""

from __future__ import annotations

import signal
import socket
import sys
import time
from types import FrameType

import uvicorn
from fastapi import FastAPI

from service.kit.memory import settle
from service.kit.priority import take_short_turns

GRACE_S = 30
"""Running requests are given this long once connections are closed."""
CANNOT_START = 3


class DrainingServer(uvicorn.Server):
    """On SIGTERM it first says that it is not ready any more, closes connections later, and ends well. A second signal ends the wait."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, drain_s: float) -> None:
        super().__init__(config)
        self._app = app
        self._drain_s = drain_s
        self._closes_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if sig != signal.SIGTERM or self._closes_at is not None:
            super().handle_exit(sig, frame)
            return
        self._app.state.draining = True
        self._closes_at = time.monotonic() + self._drain_s

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        settle()
        take_short_turns()

    async def on_tick(self, counter: int) -> bool:
        if self._closes_at is not None and time.monotonic() >= self._closes_at:
            self.should_exit = True
        return await super().on_tick(counter)


def serve(app: FastAPI, *, host: str, port: int, drain_s: float) -> None:
    """Serve until a signal ends it. Exits with 3 when it cannot even start."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,  # one log, set up by whoever called
        access_log=False,  # it would hold addresses and times of people who report
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server = DrainingServer(config, app, drain_s)
    server.run()
    if not server.started:
        sys.exit(CANNOT_START)
