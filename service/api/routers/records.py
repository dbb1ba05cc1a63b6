"""What happened: events to follow along, and the audit of who saw and changed what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from service.api.answers import answered
from service.api.caller import Admin, Backstage, PlanReader
from service.api.schemas.records import AuditEntry, AuditList, AuditVerdict, EventList, EventOut
from service.usecases.records import list_audit, list_events, verify_audit

router = APIRouter(prefix="/v1", tags=["records"])
LARGEST = 2**53 - 1
Limit = Annotated[int, Query(ge=1, le=200, description="Items at most")]
Number = Annotated[int, Query(ge=0, le=LARGEST)]


@router.get("/events", operation_id="listEvents", summary="What happened since", response_model=EventList)
def events(
    services: Backstage,
    caller: PlanReader,
    after: Annotated[Number, Query(description="`next_after` of the answer before; 0 begins with the oldest kept")] = 0,
    type: Annotated[str | None, Query(max_length=64, description="Only events of this type")] = None,
    limit: Limit = 50,
) -> Response:
    """Oldest first, kept for 30 days. Events of one organisation never appear out of order."""
    found = list_events(services, caller.scope, after=after, limit=limit, type=type)
    last = found[-1].sequence if found else after
    return answered(EventList(items=[EventOut.of(record) for record in found], next_after=last))


@router.get("/audit", operation_id="listAudit", summary="Who saw and changed what", response_model=AuditList)
def audit(
    services: Backstage,
    caller: Admin,
    before: Annotated[Number | None, Query(description="`next_before` of the answer before")] = None,
    athlete_id: Annotated[str | None, Query(max_length=48, description="Only what concerns this athlete")] = None,
    limit: Limit = 50,
) -> Response:
    """Newest first. It outlives the athletes whom it names, of whom only the id is left."""
    found = list_audit(services, caller.scope, before=before, athlete_id=athlete_id, limit=limit)
    more = found[-1].sequence if len(found) == limit else None
    return answered(AuditList(items=[AuditEntry.of(record) for record in found], next_before=more))


@router.get("/audit/verdict", operation_id="verifyAudit", summary="Whether the audit is whole", response_model=AuditVerdict)
def verdict(services: Backstage, caller: Admin) -> Response:
    """Each entry holds the hash of the one before; all are reckoned anew."""
    broken_at = verify_audit(services, caller.scope)
    return answered(AuditVerdict(whole=broken_at is None, broken_at=broken_at))
