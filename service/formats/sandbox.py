"""One untrusted file, one process: what parses binary formats may take 20 seconds and 512 MiB, and its end harms nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from service.documents.refusal import refuse
from service.errors import Finding
from service.kit.workers import JobFailed, JobOverran, Limits, WorkerPool

Payload = TypeVar("Payload")
Answer = TypeVar("Answer")

MOST_SECONDS = 20
MOST_MEMORY = 512 * 1024 * 1024
LIMITS = Limits(size=1, waiting=0, wait_s=60, wall_s=MOST_SECONDS, memory_bytes=MOST_MEMORY)


def guarded(job: Callable[[Payload], Answer], payload: Payload, *, name: str, limits: Limits = LIMITS) -> Answer:
    """`job(payload)`, computed in a child process of its own that is killed at its limits.

    `job` is a function of a module, payload and answer can be pickled. What the job finds wrong with the file it returns, because
    an exception in it counts as a file that broke its reader. Raises BadInput that names the file when it took too long, needed
    too much, or broke.
    """
    try:
        with WorkerPool(_no_warm_up, limits) as pool:
            return pool.run(job, payload)
    except JobOverran:
        refuse([Finding("", "took-too-long", f"Reading took more than {limits.wall_s:g} seconds; split the file.")], name)
    except JobFailed:
        refuse([Finding("", "unreadable", "The file is damaged, or needs more memory than one upload may take; save it anew.")], name)


def _no_warm_up() -> None:
    """The child is ready at once."""
