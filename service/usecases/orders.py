"""A coach's overrides and a clinician's clearances: kept for good, and answered with a new proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.assessment.overrides import validate
from service.documents.assessment import AssessmentPart
from service.documents.base import Part
from service.documents.coach_words import ClearanceDocument, OverrideDocument, read_override
from service.domain.policy import Policy
from service.errors import BadInput, Finding
from service.kit.weeks import local_date
from service.store.repositories.assessments import AssessmentRecord, OrderRecord
from service.store.repositories.calls import OperationRecord
from service.store.tables import OrderKind
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.facts import policy_of
from service.usecases.operations import begin_operation
from service.usecases.policies import read_own
from service.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Ordered:
    """`operation` is the proposal that is being worked out."""

    order: OrderRecord
    operation: OperationRecord


def override(services: Services, scope: Scope, athlete_id: str, wanted: OverrideDocument) -> Ordered:
    """A coach sets the level, or one directive, for some days. Who and when is ours to say, and the level it was said against.

    Raises NotFound, and BadInput for a reason that is too short or an end that is too far away.
    """
    with services.store.writing(scope) as work:
        athlete = work.athletes.get(athlete_id)
        latest = work.assessments.latest(athlete_id)
        computed = None if latest is None else AssessmentPart.model_validate_json(latest.document).computed_level
        said = wanted.model_copy(update={"coach": _who(scope), "created_at": work.now, "computed_level": computed})
        _validate(said, athlete.timezone, read_own(policy_of(work, athlete)))
        return _order(work, athlete_id, OrderKind.OVERRIDE, said)


def clear(services: Services, scope: Scope, athlete_id: str, said: ClearanceDocument) -> Ordered:
    """Somebody entitled says that the warning signs of earlier days are settled.

    Raises NotFound, and BadInput for a day to come: it would settle signs that nobody has seen yet.
    """
    with services.store.writing(scope) as work:
        if said.date > local_date(work.now, work.athletes.get(athlete_id).timezone):
            detail = "A clearance is given for what was seen; its date cannot lie ahead."
            raise BadInput(detail, findings=[Finding("/date", "in-future", detail)])
        return _order(work, athlete_id, OrderKind.CLEARANCE, said)


def get_ordered(services: Services, scope: Scope, order_id: str) -> Ordered:
    """An order that was given before, and where its operation stands. Raises NotFound."""
    with services.store.writing(scope) as work:
        order = work.orders.get(order_id)
        work.audit.note(f"{order.kind}s.read", order.id, order.athlete_id)
        return Ordered(order, work.operations.get(_operation_of(order_id)))


def list_orders(services: Services, scope: Scope, athlete_id: str, kind: OrderKind) -> Sequence[OrderRecord]:
    """Oldest first."""
    with services.store.writing(scope) as work:
        work.athletes.get(athlete_id)
        work.audit.note(f"{kind}s.read", athlete_id, athlete_id)
        return work.orders.list(athlete_id, kind)


def list_assessments(services: Services, scope: Scope, athlete_id: str, limit: int) -> Sequence[AssessmentRecord]:
    """Newest first: what is in force, and how it came to that."""
    with services.store.writing(scope) as work:
        work.athletes.get(athlete_id)
        work.audit.note("assessments.read", athlete_id, athlete_id)
        return work.assessments.list(athlete_id, limit)


def _order(work: UnitOfWork, athlete_id: str, kind: OrderKind, said: Part) -> Ordered:
    order = work.orders.add_order(athlete_id, kind, said.model_dump_json())
    work.events.emit(f"{kind}.created", order.id, athlete_id)
    work.audit.note(f"{kind}.created", order.id, athlete_id)
    operation = begin_operation(work, athlete_id, id=_operation_of(order.id))
    work.calls.settle(order.id, athlete_id=athlete_id)
    return Ordered(order, operation)


def _operation_of(order_id: str) -> str:
    """The id of the operation that an order begins: found again from the order alone."""
    return "op_" + order_id.partition("_")[2]


def _validate(said: OverrideDocument, timezone: str, policy: Policy) -> None:
    try:
        validate([read_override(said)], policy, timezone)
    except BadInput as error:
        findings = [replace(finding, pointer=finding.pointer.removeprefix("/overrides/0")) for finding in error.findings]
        raise BadInput(findings[0].detail, findings=findings) from None


def _who(scope: Scope) -> str:
    return scope.coach_id or scope.actor
