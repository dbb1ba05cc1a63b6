"""How much memory a process may take, and how one that lives long looks for what it may give back."""

from __future__ import annotations

import gc
from contextlib import suppress

NEW_OBJECTS = 10_000
"""So many more containers than were given back, and the young ones are looked through; Python's own 700 are one document of ours."""


def settle() -> None:
    """Take everything that is loaded by now for what stays until the process ends. Call it once, when all is imported and made.

    Python walks through every living object again and again in search of unreachable circles. What the libraries of a server load
    is some 200,000 objects, and one such walk stops all threads for 100 to 150 ms: every caller of that moment waits.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])


def limit_memory(amount: int) -> None:
    """Bound the address space of this process to so many bytes, where the system can."""
    with suppress(ImportError):  # not every system has it
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (amount, amount))
