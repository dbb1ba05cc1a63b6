"""Work that goes on after the call: where it stands, and what came of it."""

from __future__ import annotations

import json
from typing import Self

from service.api.schemas.adjustments import AdjustmentOut
from service.api.schemas.out import Out
from service.documents.base import Instant, Part
from service.store.repositories.adjustments import AdjustmentRecord
from service.store.repositories.calls import OperationRecord

ADJUSTMENT_ID = "adj_"


class OperationProblem(Part):
    code: str
    detail: str


class OperationOut(Out):
    """Once `done`: a `problem`, or the `adjustment_id` of a proposal. Neither: there is nothing that a coach has to look at."""

    id: str
    name: str
    athlete_id: str
    done: bool
    adjustment_id: str | None
    problem: OperationProblem | None
    created_at: Instant
    done_at: Instant | None

    @classmethod
    def of(cls, record: OperationRecord) -> Self:
        problem = None if record.problem is None else OperationProblem.model_validate(json.loads(record.problem))
        return cls.like(record, adjustment_id=adjustment_of(record), problem=problem)


class ProposalOut(Part):
    """The operation, and the proposal that came of it where there is one."""

    operation: OperationOut
    adjustment: AdjustmentOut | None

    @classmethod
    def of(cls, operation: OperationRecord, adjustment: AdjustmentRecord | None) -> Self:
        return cls(operation=OperationOut.of(operation), adjustment=None if adjustment is None else AdjustmentOut.of(adjustment))


def adjustment_of(record: OperationRecord) -> str | None:
    """An operation that came to no proposal names the assessment."""
    return record.result_id if record.result_id is not None and record.result_id.startswith(ADJUSTMENT_ID) else None
