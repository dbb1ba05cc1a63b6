"""Plans for formats that stand on the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

from service.documents.plan import PlanDocument, anchored
from service.documents.plan_checks import undated_findings
from service.documents.refusal import refuse
from service.documents.session import SessionDocument
from service.documents.session_ids import with_ids

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


def dated(document: PlanDocument) -> PlanDocument:
    """The plan with an id and a date on every session. Raises BadInput that says how to tie it to the calendar."""
    plan = anchored(with_ids(document))
    if findings := [f for f in undated_findings(plan) if f.pointer.startswith("/sessions")]:
        refuse(findings, document.name)
    return plan


def date_of(session: SessionDocument) -> date:
    """The date of a session of a `dated` plan."""
    assert session.date is not None
    return session.date


def edited_at(session: SessionDocument) -> datetime | None:
    """When the session last became what it is, in UTC; None where the plan does not say."""
    changed = session.change.at if session.change is not None else None
    known = [instant for instant in (session.updated_at, changed) if instant is not None]
    return max(known).astimezone(UTC).replace(microsecond=0) if known else None
