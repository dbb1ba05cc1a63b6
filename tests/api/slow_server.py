"""The real server with real workers; a body says what its job does: `sleep <s>`, `spin <s>`, `meet <folder> <name>`, `die`, or nothing."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import uvicorn

from service.api.app import create_app
from service.api.body import BodyLimits
from service.bootstrap import build_services, read_settings
from service.kit.workers import Limits, WorkerPool
from service.usecases import thinking


def warm() -> None:
    """Nothing to load."""


def _meet(place: Path, name: str) -> None:
    """Waits until two are there: who works alone waits for ever, that is until the wall limit."""
    (place / name).touch()
    while len(list(place.iterdir())) < 2:
        time.sleep(0.01)


def obey(body: bytes) -> bytes:
    words = body.decode().split()
    if words[:1] == ["sleep"]:
        time.sleep(float(words[1]))
    if words[:1] == ["spin"]:
        until = time.monotonic() + float(words[1])
        while time.monotonic() < until:
            pass
    if words[:1] == ["meet"]:
        _meet(Path(words[1]), words[2])
    if words[:1] == ["die"]:
        os._exit(9)
    return b'"%d"' % os.getpid()


if __name__ == "__main__":
    thinking.adjust = obey  # type: ignore[assignment]
    pool = WorkerPool(warm, Limits(size=2, waiting=1, wait_s=0.5, wall_s=2.0))
    services = replace(build_services(read_settings()), pool=pool)
    uvicorn.run(create_app(services, BodyLimits(1_000_000, 1.0)), port=int(sys.argv[1]), log_level="error", access_log=False)
