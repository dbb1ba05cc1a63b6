"""Keys that let somebody in a moment ago, so that who calls often is not looked up each time."""

from __future__ import annotations

import time
from collections.abc import Callable

from service.store.repositories.organisations import KeyRecord

KEPT_S = 2.0
"""So long a key that was revoked by another process may still open; one that was revoked by this process does not."""
MOST = 10_000


class KnownKeys:
    """By the hash of the whole token: who has the id of a key and not its secret finds nothing."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._kept: dict[str, tuple[KeyRecord, float]] = {}

    def find(self, token_hash: str) -> KeyRecord | None:
        """The key, if it was there two seconds ago."""
        key, until = self._kept.get(token_hash, (None, 0.0))
        return key if self._now() < until else None

    def keep(self, token_hash: str, key: KeyRecord) -> None:
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[token_hash] = key, self._now() + KEPT_S

    def forget(self) -> None:
        """Look every key up again: one of them has been revoked."""
        self._kept.clear()
