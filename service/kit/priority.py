"""Who goes first where processes share a machine, and threads an interpreter."""

from __future__ import annotations

import os
import sys

NICENESS = 10
SHORT_TURN_S = 0.001
"""A fifth of the default."""


def let_servers_go_first() -> None:
    """Take less of the processor than whoever answers callers: platforms give up on an answer after seconds, thinking has time.

    The process keeps a priority that is lower still. Nothing happens where the system knows no priorities.
    """
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))


def take_short_turns() -> None:
    """Have threads hand over the interpreter sooner: an answer needs it five times or so, and stands behind a dozen jobs each time."""
    sys.setswitchinterval(SHORT_TURN_S)
