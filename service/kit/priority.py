"""Which process goes first where several share a machine."""

from __future__ import annotations

import os

NICENESS = 10


def let_servers_go_first() -> None:
    """Take less of the processor than whoever answers callers: platforms give up on an answer after seconds, thinking has time.

    The process keeps a priority that is lower still. Nothing happens where the system knows no priorities.
    """
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
