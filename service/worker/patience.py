"""Jobs have time: nobody waits at their other end, so one that finds every place at the solver taken asks again and has not failed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from service.kit.workers import WorkersBusy

TRIES = 60
"""Each waits for a place as long as a caller would; whoever is still waiting then has a solver that is stuck, and that is a failure."""
PAUSE_S = 0.5
"""Between two tries, for the line itself may be full."""
Found = TypeVar("Found")


def patiently(do: Callable[[], Found], pause: Callable[[float], None] = time.sleep) -> Found:
    """What `do` finds, once there was a place for it. Raises WorkersBusy after 60 tries, and whatever else `do` raises at once."""
    for _ in range(TRIES - 1):
        try:
            return do()
        except WorkersBusy:
            pause(PAUSE_S)
    return do()
