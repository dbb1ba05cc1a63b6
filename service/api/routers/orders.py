"""A coach's overrides, a clinician's clearances, and the assessments of an athlete."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from service.api.answers import answered
from service.api.caller import Backstage, Decider, ReportReader
from service.api.inputs import JsonBody
from service.api.once import OnceOnly
from service.api.schemas.orders import (
    AssessmentsOut,
    AssessmentSummary,
    ClearanceList,
    ClearanceOrdered,
    ClearanceOut,
    OverrideIn,
    OverrideList,
    OverrideOrdered,
    OverrideOut,
)
from service.documents.assessment import AssessmentPart
from service.documents.coach_words import ClearanceDocument
from service.store.tables import OrderKind
from service.usecases.orders import clear, get_ordered, list_assessments, list_orders, override

router = APIRouter(prefix="/v1/athletes/{athlete_id}", tags=["orders"])
AthleteId = Annotated[str, Path(max_length=48)]
Override = Annotated[OverrideIn, Depends(JsonBody(OverrideIn))]
Clearance = Annotated[ClearanceDocument, Depends(JsonBody(ClearanceDocument))]


@router.post("/overrides", operation_id="createOverride", summary="Decide otherwise", status_code=201, response_model=OverrideOrdered)
def create_override(services: Backstage, caller: Decider, once: OnceOnly, athlete_id: AthleteId, body: Override) -> Response:
    """A level, or one directive, for two weeks at most. Against a warning sign it is kept and has no effect."""
    wanted = body.document()
    made = once(do=lambda scope: override(services, scope, athlete_id, wanted), again=partial(get_ordered, services, caller.scope))
    return answered(OverrideOrdered.of(made), 201)


@router.get("/overrides", operation_id="listOverrides", summary="What a coach decided otherwise", response_model=OverrideList)
def overrides(services: Backstage, caller: ReportReader, athlete_id: AthleteId) -> Response:
    found = list_orders(services, caller.scope, athlete_id, OrderKind.OVERRIDE)
    return answered(OverrideList(items=[OverrideOut.of(record) for record in found]))


@router.post(
    "/clearances", operation_id="createClearance", summary="Settle warning signs", status_code=201, response_model=ClearanceOrdered
)
def create_clearance(services: Backstage, caller: Decider, once: OnceOnly, athlete_id: AthleteId, body: Clearance) -> Response:
    """Settles signs of days before its date: those that it names, or all of them."""
    made = once(do=lambda scope: clear(services, scope, athlete_id, body), again=partial(get_ordered, services, caller.scope))
    return answered(ClearanceOrdered.of(made), 201)


@router.get("/clearances", operation_id="listClearances", summary="Which warning signs were settled", response_model=ClearanceList)
def clearances(services: Backstage, caller: ReportReader, athlete_id: AthleteId) -> Response:
    found = list_orders(services, caller.scope, athlete_id, OrderKind.CLEARANCE)
    return answered(ClearanceList(items=[ClearanceOut.of(record) for record in found]))


@router.get("/assessment", operation_id="getAssessment", summary="What the reports add up to", response_model=AssessmentsOut)
def assessment(
    services: Backstage, caller: ReportReader, athlete_id: AthleteId, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> Response:
    """The newest assessment as a whole, and how the level came about. That it was read is noted."""
    found = list_assessments(services, caller.scope, athlete_id, limit)
    current = AssessmentPart.model_validate_json(found[0].document) if found else None
    return answered(AssessmentsOut(current=current, history=[AssessmentSummary.of(record) for record in found]))
