"""What became of sessions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from service.api.answers import tagged
from service.api.caller import Backstage, ReportWriter
from service.api.inputs import JsonBody
from service.api.openapi import may_fail
from service.api.routers.plans import AthleteId
from service.api.schemas.plans import PlanOut
from service.documents.completions import CompletionDocument
from service.usecases.plans.completion import record_completion, take_back_completion

router = APIRouter(prefix="/v1/athletes/{athlete_id}/sessions/{session_id}/completion", tags=["plans"])
SessionId = Annotated[str, Path(max_length=64, description="A session of the plan that the athlete follows")]


@router.put(
    "", operation_id="recordCompletion", summary="Say what became of a session", response_model=PlanOut, openapi_extra=may_fail("stale")
)
def record(
    services: Backstage, caller: ReportWriter, athlete_id: AthleteId, session_id: SessionId,
    body: Annotated[CompletionDocument, Depends(JsonBody(CompletionDocument))],
) -> Response:  # fmt: skip
    """The last word counts. The plan shows it from then on; its version stays, so open proposals do too."""
    plan = record_completion(services, caller.scope, athlete_id, session_id, body)
    return tagged(PlanOut.of(plan), plan.revision)


@router.delete(
    "",
    operation_id="takeBackCompletion",
    summary="Take back what was said of a session",
    response_model=PlanOut,
    openapi_extra=may_fail("stale"),
)
def take_back(services: Backstage, caller: ReportWriter, athlete_id: AthleteId, session_id: SessionId) -> Response:
    """The session is as its plan has it."""
    plan = take_back_completion(services, caller.scope, athlete_id, session_id)
    return tagged(PlanOut.of(plan), plan.revision)
