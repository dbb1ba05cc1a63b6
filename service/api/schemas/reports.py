"""Reports on their way in and out. What a call gets back holds ids and no word about health."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field

from service.api.openapi import FindingPart
from service.api.schemas.out import Out
from service.documents.base import Instant, Part
from service.documents.report import ReportDocument
from service.store.repositories.reports import ReportRecord
from service.usecases.report_batches import Refused
from service.usecases.reports import Receipt, Verdict

MOST_ITEMS = 500


class ReceiptOut(Part):
    """`id` names this word, `ref` the report that it is a word of."""

    id: str
    ref: str
    athlete_id: str
    received_at: Instant
    result: Verdict

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        report = receipt.report
        return cls(id=report.id, ref=report.ref, athlete_id=report.athlete_id, received_at=report.received_at, result=receipt.verdict)


class BatchIn(Part):
    """Each item is `{"athlete_id": …}` or `{"athlete_ref": …}` with a `report`; it is read by itself."""

    items: Annotated[list[Any], Field(min_length=1, max_length=MOST_ITEMS)]


class BatchItemOut(Part):
    """What became of the item at that place: a receipt, or why it was refused."""

    index: int
    result: Verdict | Literal["refused"]
    receipt: ReceiptOut | None = None
    code: str | None = None
    detail: str | None = None
    errors: list[FindingPart] = Field(default_factory=list)

    @classmethod
    def of(cls, index: int, result: Receipt | Refused) -> Self:
        if isinstance(result, Receipt):
            return cls(index=index, result=result.verdict, receipt=ReceiptOut.of(result))
        return cls(
            index=index, result="refused", code=result.code, detail=result.detail,
            errors=[FindingPart(pointer=f.pointer, code=f.code, detail=f.detail) for f in result.findings],
        )  # fmt: skip


class BatchOut(Part):
    items: list[BatchItemOut]


class ReportOut(Out):
    id: str
    ref: str
    athlete_id: str
    observed_at: Instant
    received_at: Instant
    author: str
    withdrawn: bool
    report: ReportDocument

    @classmethod
    def of(cls, record: ReportRecord) -> Self:
        return cls.like(record, report=ReportDocument.model_validate_json(record.document))


class ReportList(Part):
    items: list[ReportOut]
    next_cursor: str | None
