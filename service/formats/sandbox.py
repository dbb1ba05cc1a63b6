"""One untrusted file, one process: what parses binary formats may take 20 seconds and 512 MiB, and its end harms nobody.

The child is a fresh interpreter and no fork: it holds nothing of its parent, and can be started from any process or thread.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from service.documents.refusal import refuse
from service.errors import Finding

Payload = TypeVar("Payload")
Answer = TypeVar("Answer")

CHILD = "service.formats.sandbox_child"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds on the clock, and bytes of address space."""

    seconds: float = 20
    memory: int = 512 * 1024 * 1024


LIMITS = Limits()


def guarded(job: Callable[[Payload], Answer], payload: Payload, *, name: str, limits: Limits = LIMITS) -> Answer:
    """`job(payload)`, computed in a child process of its own that is killed at its limits.

    `job` is a function of a module; payload and answer can be pickled. What the job finds wrong with the file it returns, because
    an exception in it counts as a file that broke its reader. Raises BadInput that names the file when it took too long, needed
    too much, or broke.
    """
    question = pickle.dumps((limits.memory, job.__module__, job.__qualname__, payload))
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and module
            [sys.executable, "-m", CHILD],
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        refuse([Finding("", "took-too-long", f"Reading took more than {limits.seconds:g} seconds; split the file.")], name)
    if done.returncode != 0:
        refuse([Finding("", "unreadable", "The file is damaged, or needs more memory than one upload may take; save it anew.")], name)
    answer: Answer = pickle.loads(done.stdout)  # noqa: S301  written by our own child
    return answer
