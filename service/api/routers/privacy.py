"""An athlete's rights: a copy of everything, and erasure."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from service.api.answers import answered
from service.api.caller import Admin, Backstage
from service.api.inputs import IfMatch, version_of
from service.api.routers.athletes import AthleteId
from service.api.schemas.privacy import AthleteExport
from service.usecases.privacy import erase_athlete, export_athlete

router = APIRouter(prefix="/v1/athletes", tags=["privacy"])


@router.get("/{athlete_id}/export", operation_id="exportAthlete", summary="Everything about one athlete", response_model=AthleteExport)
def export(services: Backstage, caller: Admin, athlete_id: AthleteId) -> Response:
    """All that is kept, in one document. That you asked for it stands in the audit."""
    records = export_athlete(services, caller.scope, athlete_id)
    return answered(AthleteExport(exported_at=services.clock(), athlete_id=athlete_id, records=records))


@router.delete("/{athlete_id}", operation_id="eraseAthlete", summary="Erase an athlete", status_code=204)
def erase(services: Backstage, caller: Admin, athlete_id: AthleteId, tag: IfMatch) -> Response:
    """For good: plans, reports, decisions, files. Only the id is left, in the audit. Copies of the database stay your affair."""
    erase_athlete(services, caller.scope, athlete_id, version_of(tag))
    return Response(status_code=204)
