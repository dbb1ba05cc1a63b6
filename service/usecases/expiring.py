"""Proposals whose days are over leave the inbox by themselves; urgent ones stay until somebody has decided."""

from __future__ import annotations

from datetime import timedelta

from service.store.tables import AdjustmentStatus
from service.store.tenancy import Scope
from service.usecases.services import Services

ACTOR = "sweeper"
LAST_ZONE = timedelta(hours=12)
"""A day is over everywhere once it is over in the zone that is farthest behind."""


def expire_passed(services: Services) -> int:
    """Expire what speaks of no day from today on, in all organisations. How many there were."""
    now = services.clock()
    today = (now - LAST_ZONE).date()
    count = 0
    for org_id in services.store.organisation_ids():
        with services.store.writing(Scope(org_id, ACTOR, now.date(), sees_all=True)) as work:
            for id in work.adjustments.passed(today):
                record = work.adjustments.get(id)
                work.adjustments.decide(record, AdjustmentStatus.EXPIRED)
                work.events.emit("adjustment.expired", id, record.athlete_id)
                count += 1
    return count
