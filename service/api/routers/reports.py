"""Reports come in. What is answered names them and says no word about health."""

from __future__ import annotations

from asyncio import wrap_future
from concurrent.futures import Future
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from service.api.answers import answered, next_cursor
from service.api.caller import Backstage, ReportReader, ReportWriter
from service.api.inputs import JsonBody, ListPage
from service.api.once import OnceOnly
from service.api.openapi import may_fail
from service.api.schemas.reports import BatchIn, BatchItemOut, BatchOut, ReceiptOut, ReportList, ReportOut
from service.documents.report import ReportDocument
from service.store.tenancy import Scope
from service.usecases.report_batches import receive_reports
from service.usecases.reports import Receipt, Verdict, get_report, hand_in_report, list_reports, report_of_receipt, withdraw_report

router = APIRouter(prefix="/v1", tags=["reports"])
OF_ATHLETE = "/athletes/{athlete_id}/reports"
AthleteId = Annotated[str, Path(max_length=48)]
ReportId = Annotated[str, Path(max_length=48)]
Ref = Annotated[str, Path(min_length=1, max_length=128, description="Your own name for the report")]
Body = Annotated[ReportDocument, Depends(JsonBody(ReportDocument))]
KNOWN: dict[int | str, dict[str, Any]] = {200: {"description": "Nothing was said that is not known already", "model": ReceiptOut}}


@router.post(
    OF_ATHLETE, operation_id="createReport", summary="Take in a report", status_code=202, response_model=ReceiptOut, responses=KNOWN,
    openapi_extra=may_fail("conflict"),
)  # fmt: skip
async def create(services: Backstage, caller: ReportWriter, once: OnceOnly, athlete_id: AthleteId, body: Body) -> Response:
    """Stored when this is answered; the proposal follows in the background. The same words under the same id are one report."""

    def do(scope: Scope) -> Future[Receipt]:
        return hand_in_report(services, scope, athlete_id, body)

    receipt = await once.soon(do=do, again=partial(report_of_receipt, services, caller.scope))
    return _receipt(receipt, once.status(_status(receipt)))


@router.put(
    OF_ATHLETE + "/by-ref/{ref}", operation_id="upsertReport", summary="Take in or amend a report by your own name",
    status_code=202, response_model=ReceiptOut, responses=KNOWN, openapi_extra=may_fail("conflict"),
)  # fmt: skip
async def upsert(services: Backstage, caller: ReportWriter, athlete_id: AthleteId, ref: Ref, body: Body) -> Response:
    """Other words amend the report: the later word wins, field by field, and a warning sign is never taken back by it."""
    return _receipt(await wrap_future(hand_in_report(services, caller.scope, athlete_id, body, ref=ref)))


@router.post(
    OF_ATHLETE + "/{report_id}/withdraw", operation_id="withdrawReport", summary="Take a report back", status_code=202,
    response_model=ReceiptOut, responses=KNOWN,
)  # fmt: skip
def withdraw(services: Backstage, caller: ReportWriter, athlete_id: AthleteId, report_id: ReportId) -> Response:
    """It counts no more, but for its warning signs: those only a clearance settles."""
    return _receipt(withdraw_report(services, caller.scope, athlete_id, report_id))


@router.get(OF_ATHLETE, operation_id="listReports", summary="The reports of an athlete", response_model=ReportList)
def list_(services: Backstage, caller: ReportReader, athlete_id: AthleteId, page: ListPage) -> Response:
    """Newest first, every amendment by itself. That they were read is noted."""
    found = list_reports(services, caller.scope, athlete_id, page)
    return answered(ReportList(items=[ReportOut.of(record) for record in found], next_cursor=next_cursor(found, page, "received_at")))


@router.get(OF_ATHLETE + "/{report_id}", operation_id="getReport", summary="One report", response_model=ReportOut)
def get(services: Backstage, caller: ReportReader, athlete_id: AthleteId, report_id: ReportId) -> Response:
    """That it was read is noted."""
    return answered(ReportOut.of(get_report(services, caller.scope, athlete_id, report_id)))


@router.post("/reports/batch", operation_id="createReports", summary="Take in many reports", response_model=BatchOut)
def create_many(services: Backstage, caller: ReportWriter, body: Annotated[BatchIn, Depends(JsonBody(BatchIn))]) -> Response:
    """A result for each, in their order; one that cannot be taken does not hinder the others.

    Give each report an id, and the call may be repeated: what is known already is not stored twice.
    """
    results = receive_reports(services, caller.scope, body.items)
    return answered(BatchOut(items=[BatchItemOut.of(index, result) for index, result in enumerate(results)]))


def _status(receipt: Receipt) -> int:
    return 200 if receipt.verdict is Verdict.UNCHANGED else 202


def _receipt(receipt: Receipt, status: int | None = None) -> Response:
    report = receipt.report
    return answered(ReceiptOut.of(receipt), status or _status(receipt), location=f"/v1/athletes/{report.athlete_id}/reports/{report.id}")
