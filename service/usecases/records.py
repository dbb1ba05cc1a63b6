"""What happened, for programs that follow along; and who saw and changed what, for whoever has to answer for it."""

from __future__ import annotations

from collections.abc import Sequence

from service.store.repositories.records import AuditRecord, EventRecord
from service.store.tenancy import Scope
from service.usecases.services import Services


def list_events(services: Services, scope: Scope, *, after: int, limit: int, type: str | None = None) -> Sequence[EventRecord]:
    """Oldest first, of the athletes whom the caller may see."""
    with services.store.reading(scope) as work:
        return work.events.after(after, limit, type=type)


def list_audit(services: Services, scope: Scope, *, before: int | None, athlete_id: str | None, limit: int) -> Sequence[AuditRecord]:
    """Newest first, of the whole organisation. Reading it is noted itself."""
    with services.store.writing(scope) as work:
        entries = work.audit.list(before=before, athlete_id=athlete_id, limit=limit)
        work.audit.note("audit.read", athlete_id or scope.org_id, athlete_id)
        return entries


def verify_audit(services: Services, scope: Scope) -> int | None:
    """The number of the first entry that does not follow from the one before; None when nothing was changed or taken out."""
    with services.store.reading(scope) as work:
        return work.audit.broken_at()
