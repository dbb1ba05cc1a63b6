"""A proposal that waits for a decision, read for whoever decides; everything that may stand in the way is said here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.documents.adjustment import AdjustmentDocument
from service.errors import Conflict, ServiceError, Stale
from service.store.repositories.adjustments import AdjustmentRecord
from service.store.repositories.plans import PlanHead
from service.store.tables import AdjustmentStatus
from service.store.unit_of_work import UnitOfWork
from service.usecases.plans.versions import expect

MOVED_ON = "The plan has moved on since this was proposed. Look at the newest proposal, or ask for a new one."


class NoPlanFits(ServiceError):
    """Pins, refusals and rules leave no plan; the findings name the rules that collide and the ways out. Nothing was changed."""

    code = "no-plan-fits"


@dataclass(frozen=True, slots=True)
class Proposal:
    record: AdjustmentRecord
    document: AdjustmentDocument
    plan: PlanHead

    @property
    def keys(self) -> Sequence[str]:
        return [change.key for change in self.document.changes]


def read_proposal(work: UnitOfWork, id: str, version: int) -> Proposal:
    """The proposal in the version that the caller has seen, against the plan as it still is.

    Raises NotFound, Stale, and Conflict for one that is decided already.
    """
    record = work.adjustments.get(id)
    if record.version != version:
        raise Stale("Somebody else has decided about this proposal, or changed it, since you read it. Read it again.")
    if record.status is not AdjustmentStatus.PROPOSED:
        raise Conflict(f"This proposal is {record.status} already.")
    plan = work.plans.head(record.plan_id)
    expect(plan, plan.revision)
    if plan.version != record.plan_version:
        raise Stale(MOVED_ON)
    return Proposal(record, AdjustmentDocument.model_validate_json(record.document), plan)
