"""A coach does not want a proposal; the plan stays as it is."""

from __future__ import annotations

from service.store.repositories.adjustments import AdjustmentRecord
from service.store.tables import AdjustmentStatus
from service.store.tenancy import Scope
from service.usecases.proposals import read_proposal
from service.usecases.services import Services


def reject(services: Services, scope: Scope, id: str, version: int, reason: str) -> AdjustmentRecord:
    """Raises NotFound, Stale, and Conflict for one that is decided already."""
    with services.store.writing(scope) as work:
        record = read_proposal(work, id, version).record
        decided = work.adjustments.decide(record, AdjustmentStatus.REJECTED, reason=reason)
        work.events.emit("adjustment.rejected", id, record.athlete_id)
        work.audit.note("adjustment.rejected", id, record.athlete_id)
        work.calls.settle(id, status=200, athlete_id=record.athlete_id)
        return decided
