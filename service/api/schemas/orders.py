"""Overrides, clearances, and the assessments that they bear upon."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self

from pydantic import ConfigDict

from service.api.schemas.operations import OperationOut
from service.api.schemas.out import Out
from service.documents.assessment import AssessmentPart
from service.documents.base import Instant, LocalDate, Part, Text
from service.documents.coach_words import FITS_SCOPE, ClearanceDocument, OverrideDocument, OverrideScope
from service.documents.refusal import validated
from service.store.repositories.assessments import AssessmentRecord, OrderRecord
from service.usecases.orders import Ordered

SOMETIME = datetime(2000, 1, 1, tzinfo=UTC)


class OverrideIn(Part):
    """The level, or one directive by its name. Who decides, when, and against which level is noted by the service."""

    model_config = ConfigDict(json_schema_extra=FITS_SCOPE)
    scope: OverrideScope
    value: Any
    reason: Text
    expires_on: LocalDate

    def document(self) -> OverrideDocument:
        """The override, its author and instant still to be filled in. Raises BadInput."""
        raw = {**self.model_dump(mode="json"), "coach": "-", "created_at": SOMETIME.isoformat()}
        return validated(OverrideDocument, raw, "body")


class OrderOut(Out):
    """What every word of a coach's has, whatever it says."""

    id: str
    athlete_id: str
    author: str
    created_at: Instant


class OverrideOut(OrderOut):
    """What a coach decided instead of the service."""

    override: OverrideDocument

    @classmethod
    def of(cls, record: OrderRecord) -> Self:
        return cls.like(record, override=OverrideDocument.model_validate_json(record.document))


class ClearanceOut(OrderOut):
    """Who cleared the athlete after a red flag, and for what."""

    clearance: ClearanceDocument

    @classmethod
    def of(cls, record: OrderRecord) -> Self:
        return cls.like(record, clearance=ClearanceDocument.model_validate_json(record.document))


class OverrideOrdered(Part):
    """The override, and the operation that works out a new proposal with it."""

    order: OverrideOut
    operation: OperationOut

    @classmethod
    def of(cls, made: Ordered) -> Self:
        return cls(order=OverrideOut.of(made.order), operation=OperationOut.of(made.operation))


class ClearanceOrdered(Part):
    order: ClearanceOut
    operation: OperationOut

    @classmethod
    def of(cls, made: Ordered) -> Self:
        return cls(order=ClearanceOut.of(made.order), operation=OperationOut.of(made.operation))


class OverrideList(Part):
    items: list[OverrideOut]


class ClearanceList(Part):
    items: list[ClearanceOut]


class AssessmentSummary(Out):
    id: str
    made_at: Instant
    level: int

    @classmethod
    def of(cls, record: AssessmentRecord) -> Self:
        return cls.like(record)


class AssessmentsOut(Part):
    """`current` is null until a first report has been assessed; `history` begins with the current one."""

    current: AssessmentPart | None
    history: list[AssessmentSummary]
