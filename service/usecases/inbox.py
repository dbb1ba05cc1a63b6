"""The coach's inbox: what waits for a decision, the most urgent first, and one proposal as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from service.store.repositories.adjustments import AdjustmentRecord, InboxFilter
from service.store.repositories.base import Page
from service.store.tenancy import Scope
from service.usecases.services import Services


def list_adjustments(services: Services, scope: Scope, wanted: InboxFilter, page: Page) -> Sequence[AdjustmentRecord]:
    with services.store.reading(scope) as work:
        return work.adjustments.list(wanted, page)


def open_adjustment(services: Services, scope: Scope, id: str) -> AdjustmentRecord:
    """One proposal, read by somebody: noted, and a coach's look at it ends the reminders. A program's look does not."""
    with services.store.writing(scope) as work:
        record = work.adjustments.get(id)
        if scope.coach_id is not None:
            work.adjustments.mark_opened(id)
        work.audit.note("adjustment.read", id, record.athlete_id)
        return work.adjustments.get(id)
