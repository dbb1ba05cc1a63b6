"""Reports that a platform's data suggests and a person has to confirm before they count."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.errors import Conflict
from service.store.repositories.inbox import InboxRecord
from service.store.tables import InboxStatus
from service.store.tenancy import Scope
from service.usecases.reports import Receipt, order_answer, take_in
from service.usecases.services import Services


def list_suggested(services: Services, scope: Scope, athlete_id: str) -> Sequence[InboxRecord]:
    """Oldest first."""
    with services.store.writing(scope) as work:
        work.athletes.get(athlete_id)
        work.audit.note("suggestions.read", athlete_id, athlete_id)
        return work.inbox.to_confirm(athlete_id)


def reports_in(record: InboxRecord) -> list[dict[str, Any]]:
    """`report/1`, as suggested."""
    found: list[dict[str, Any]] = json.loads(record.document)
    return found


def confirm(services: Services, scope: Scope, athlete_id: str, id: str) -> Sequence[Receipt]:
    """The suggested reports count from now on, and are answered. Raises NotFound, and Conflict when it was decided before."""
    with services.store.writing(scope) as work:
        record = _waiting(work.inbox.get(id), athlete_id)
        athlete = work.athletes.get(athlete_id)
        taken = [take_in(work, athlete, validated(ReportDocument, report, "report"), None) for report in reports_in(record)]
        work.inbox.settle(id, InboxStatus.DONE, athlete_id=athlete_id, detail=f"confirmed by {scope.actor}")
        order_answer(work, athlete_id)
        work.audit.note("suggestion.confirmed", id, athlete_id)
        return taken


def dismiss(services: Services, scope: Scope, athlete_id: str, id: str) -> None:
    """It was nothing. Raises NotFound, and Conflict when it was decided before."""
    with services.store.writing(scope) as work:
        _waiting(work.inbox.get(id), athlete_id)
        work.inbox.settle(id, InboxStatus.IGNORED, athlete_id=athlete_id, detail=f"dismissed by {scope.actor}")
        work.audit.note("suggestion.dismissed", id, athlete_id)


def _waiting(record: InboxRecord, athlete_id: str) -> InboxRecord:
    if record.athlete_id != athlete_id or record.status is not InboxStatus.CONFIRM:
        raise Conflict("There is nothing to be confirmed under this id; it was decided before.")
    return record
