"""The real server with real workers, whose jobs do what the body says: `sleep <s>`, `spin <s>`, `die`, or answer at once."""

from __future__ import annotations

import os
import sys
import time

import uvicorn

from service.api import jobs
from service.api.app import create_app
from service.bootstrap import Services
from service.kit.workers import Limits, WorkerPool


def warm() -> None:
    """Nothing to load."""


def obey(body: bytes) -> bytes:
    words = body.decode().split()
    if words[:1] == ["sleep"]:
        time.sleep(float(words[1]))
    if words[:1] == ["spin"]:
        until = time.monotonic() + float(words[1])
        while time.monotonic() < until:
            pass
    if words[:1] == ["die"]:
        os._exit(9)
    return b'"%d"' % os.getpid()


if __name__ == "__main__":
    jobs.adjust = obey  # type: ignore[assignment]
    pool = WorkerPool(warm, Limits(size=2, waiting=1, wait_s=0.5, wall_s=2.0))
    uvicorn.run(create_app(Services(pool, 1_000_000, 1.0)), port=int(sys.argv[1]), log_level="error", access_log=False)
