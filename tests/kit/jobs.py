"""Jobs for the worker tests; spawned processes import them from here."""

from __future__ import annotations

import os
import time
from pathlib import Path


def warm() -> None:
    """Nothing to load."""


def warm_slowly() -> None:
    """Longer than anybody in the tests is willing to wait."""
    time.sleep(5)


def never_warm() -> None:
    raise RuntimeError("broken start")


def double(number: int) -> int:
    return 2 * number


def process_id(_: None) -> int:
    return os.getpid()


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "slept"


def say_so_and_sleep(file: str) -> str:
    Path(file).touch()
    return sleep(1.0)


def die(_: None) -> None:
    os._exit(9)


def fail(secret: str) -> None:
    raise ValueError(secret)


def hoard(amount: int) -> int:
    return len(bytearray(amount))
