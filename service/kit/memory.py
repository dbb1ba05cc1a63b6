"""How a process that lives long looks for memory it may give back."""

from __future__ import annotations

import gc

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
