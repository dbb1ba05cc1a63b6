"""Ids that say what they name and sort by age: a prefix and a UUID of version 7 (RFC 9562)."""

from __future__ import annotations

import os
from collections.abc import Callable
from uuid import UUID

from service.kit.clock import Clock

IdMaker = Callable[[str], str]
"""From a prefix (`plan`) to a new id (`plan_0198…`)."""


def id_maker(clock: Clock, random: Callable[[int], bytes] = os.urandom) -> IdMaker:
    """Ids made at the instants of `clock`; never two the same, as far as 74 random bits promise it."""

    def make(prefix: str) -> str:
        milliseconds = int(clock().timestamp() * 1000) & (2**48 - 1)
        noise = int.from_bytes(random(10), "big")
        value = milliseconds << 80 | 0x7 << 76 | (noise >> 62 & 0xFFF) << 64 | 0b10 << 62 | noise & (2**62 - 1)
        return f"{prefix}_{UUID(int=value).hex}"

    return make
