"""Proposals: asked for, looked at, decided."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from service.api.answers import answered, tagged
from service.api.caller import Backstage, Decider, ReportReader
from service.api.inbox_page import InboxPage, next_place
from service.api.inputs import IfMatch, JsonBody, version_of
from service.api.once import OnceOnly
from service.api.openapi import may_fail
from service.api.prefer import Preferred
from service.api.problems import RETRY_AFTER_S
from service.api.schemas.adjustments import (
    AcceptIn,
    AdjustmentList,
    AdjustmentOut,
    AdjustmentSummary,
    DecidedOut,
    RejectIn,
    ResolveIn,
)
from service.api.schemas.operations import OperationOut, ProposalOut, adjustment_of
from service.documents.why_not import WhyNotDocument, WhyNotPart
from service.store.repositories.adjustments import AdjustmentRecord
from service.usecases.accepting import accept, accepted_before
from service.usecases.inbox import list_adjustments, open_adjustment
from service.usecases.operations import ask_for_proposal, get_operation
from service.usecases.rejecting import reject
from service.usecases.resolving import resolve
from service.usecases.why_not_here import why_not_here

router = APIRouter(prefix="/v1", tags=["adjustments"])
AthleteId = Annotated[str, Path(max_length=48)]
Id = Annotated[str, Path(max_length=48)]
WAIT_S = 5
SOLVING = ("conflict", "bad-input", "over-capacity", "took-too-long", "keeps-changing", "answer-breaks-rules")


@router.post(
    "/athletes/{athlete_id}/adjustments", operation_id="createAdjustment", summary="Ask for a proposal", response_model=ProposalOut,
    openapi_extra=may_fail(*SOLVING), responses={202: {"description": "Not ready yet: ask the operation", "model": ProposalOut}},
)  # fmt: skip
def create(services: Backstage, caller: Decider, once: OnceOnly, prefer: Preferred, athlete_id: AthleteId) -> Response:
    """Answers with the proposal if it is ready in time (`Prefer: wait=10`), else with 202 and the operation that goes on."""
    wait_s = 0 if prefer.at_once else WAIT_S if prefer.wait_s is None else prefer.wait_s
    operation = once(
        do=lambda scope: ask_for_proposal(services, scope, athlete_id, wait_s),
        again=partial(get_operation, services, caller.scope),
    )
    id = adjustment_of(operation)
    made = None if id is None else open_adjustment(services, caller.scope, id)
    place = f"/v1/operations/{operation.id}"
    if operation.done:
        return answered(ProposalOut.of(operation, made), location=place)
    return answered(ProposalOut.of(operation, made), 202, location=place, retry_after=str(RETRY_AFTER_S))


@router.get("/operations/{id}", operation_id="getOperation", summary="Where a piece of work stands", response_model=OperationOut)
def operation(services: Backstage, caller: ReportReader, id: Id) -> Response:
    record = get_operation(services, caller.scope, id)
    if record.done:
        return answered(OperationOut.of(record))
    return answered(OperationOut.of(record), retry_after=str(RETRY_AFTER_S))


@router.get("/adjustments", operation_id="listAdjustments", summary="The coach's inbox", response_model=AdjustmentList)
def list_(services: Backstage, caller: ReportReader, page: InboxPage) -> Response:
    """`order=risk` shows first what is most urgent: red flags and referrals, then the level, then how near a race is, then age."""
    found = list_adjustments(services, caller.scope, page.wanted, page.page)
    return answered(AdjustmentList(items=[AdjustmentSummary.of(record) for record in found], next_cursor=next_place(found, page)))


@router.get("/adjustments/{id}", operation_id="getAdjustment", summary="One proposal", response_model=AdjustmentOut)
def get(services: Backstage, caller: ReportReader, id: Id, request: Request) -> Response:
    """That it was read is noted; once a coach has opened it, nobody is reminded of it any more."""
    return _tagged(open_adjustment(services, caller.scope, id), request)


@router.post(
    "/adjustments/{id}/accept", operation_id="acceptAdjustment", summary="Accept a proposal, or some of its changes",
    response_model=DecidedOut, openapi_extra=may_fail(*SOLVING, "no-plan-fits"),
)  # fmt: skip
def accept_(
    services: Backstage, caller: Decider, id: Id, tag: IfMatch, once: OnceOnly, body: Annotated[AcceptIn, Depends(JsonBody(AcceptIn))]
) -> Response:
    """Some changes alone are solved again without the others; look at `outcome` for what came of it."""
    decided = once(
        do=lambda scope: accept(services, scope, id, version_of(tag), keys=body.accept, message=body.message),
        again=partial(accepted_before, services, caller.scope),
    )
    made = decided.adjustment
    return tagged(DecidedOut(outcome=decided.decision, adjustment=AdjustmentOut.of(made)), made.version, location=_place(made))


@router.post(
    "/adjustments/{id}/reject", operation_id="rejectAdjustment", summary="Reject a proposal", response_model=AdjustmentOut,
    openapi_extra=may_fail("conflict"),
)  # fmt: skip
def reject_(
    services: Backstage, caller: Decider, id: Id, tag: IfMatch, once: OnceOnly, body: Annotated[RejectIn, Depends(JsonBody(RejectIn))]
) -> Response:
    """The plan stays as it is; the reason is kept."""
    record = once(
        do=lambda scope: reject(services, scope, id, version_of(tag), body.reason),
        again=partial(open_adjustment, services, caller.scope),
    )
    return _tagged(record)


@router.post(
    "/adjustments/{id}/resolve", operation_id="resolveAdjustment", summary="Have a proposal solved again with other wishes",
    response_model=AdjustmentOut, openapi_extra=may_fail(*SOLVING, "no-plan-fits"),
)  # fmt: skip
def resolve_(
    services: Backstage, caller: Decider, id: Id, tag: IfMatch, once: OnceOnly, body: Annotated[ResolveIn, Depends(JsonBody(ResolveIn))]
) -> Response:
    """Answers with a new proposal, which takes the place of this one."""
    made = once(
        do=lambda scope: resolve(services, scope, id, version_of(tag), body.wishes()),
        again=partial(open_adjustment, services, caller.scope),
    )
    return tagged(AdjustmentOut.of(made), made.version, location=_place(made))


@router.post(
    "/adjustments/{id}/why-not", operation_id="askWhyNot", summary="Why not another day, or another form?",
    response_model=WhyNotDocument, openapi_extra=may_fail("conflict", "stale", "over-capacity", "took-too-long"),
)  # fmt: skip
def why_not(services: Backstage, caller: ReportReader, id: Id, body: Annotated[WhyNotPart, Depends(JsonBody(WhyNotPart))]) -> Response:
    """The rule that forbids it, or what it would cost. Nothing is stored."""
    return Response(why_not_here(services, caller.scope, id, body), media_type="application/json")


def _tagged(record: AdjustmentRecord, request: Request | None = None) -> Response:
    return tagged(AdjustmentOut.of(record), record.version, request=request)


def _place(record: AdjustmentRecord) -> str:
    return f"/v1/adjustments/{record.id}"
