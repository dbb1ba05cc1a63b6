"""When each key was used last: gathered in memory, written now and then, so that no read waits for a write."""

from __future__ import annotations

import threading
from collections import defaultdict
from datetime import datetime, timedelta

from service.store.repositories.organisations import KeyRecord
from service.store.tenancy import Scope
from service.usecases.services import Services

FINE_ENOUGH = timedelta(minutes=1)
"""A use that close to the one that is known is not written."""


class LastUse:
    """Uses since the last writing. What is lost when the process dies is a minute of one column."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, str] = {}
        self._known: dict[str, datetime] = {}

    def note(self, key: KeyRecord, now: datetime) -> None:
        """The key is in use."""
        known = self._known.get(key.id, key.last_used_at)
        if known is not None and now - known < FINE_ENOUGH:
            return
        with self._lock:
            self._known[key.id] = now
            self._waiting[key.id] = key.org_id

    def write(self, services: Services) -> None:
        """Store what has been gathered, one transaction an organisation."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            self._known = {id: at for id, at in self._known.items() if services.clock() - at < FINE_ENOUGH}
        keys_of: defaultdict[str, list[str]] = defaultdict(list)
        for id, org_id in waiting.items():
            keys_of[org_id].append(id)
        for org_id, ids in keys_of.items():
            with services.store.writing(Scope(org_id, "keys", services.clock().date(), sees_all=True)) as work:
                for id in ids:
                    work.keys.touch(id)
