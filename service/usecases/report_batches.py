"""Many reports in one call, across athletes: one that cannot be taken does not hinder the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.documents.base import Name, Part
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.errors import BadInput, Conflict, Finding, NotFound, ServiceError
from service.store.repositories.athletes import AthleteRecord
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.reports import Receipt, Verdict, order_answer, take_in
from service.usecases.services import Services


class BatchItem(Part):
    """One report, and whose it is: by our id, or by the caller's own name."""

    athlete_id: Name | None = None
    athlete_ref: Name | None = None
    report: ReportDocument


@dataclass(frozen=True, slots=True)
class Refused:
    code: str
    detail: str
    findings: tuple[Finding, ...] = ()


def receive_reports(services: Services, scope: Scope, items: Sequence[object]) -> list[Receipt | Refused]:
    """A result for each item, in their order. All that can be taken are stored in one transaction, or none."""
    with services.store.writing(scope) as work:
        results = [_received(work, item) for item in items]
        told = {r.report.athlete_id for r in results if isinstance(r, Receipt) and r.verdict is not Verdict.UNCHANGED}
        for athlete_id in sorted(told):
            order_answer(work, athlete_id)
        return results


def _received(work: UnitOfWork, raw: object) -> Receipt | Refused:
    try:
        item = validated(BatchItem, raw, "item")
        return take_in(work, _athlete(work, item), item.report, None)
    except (BadInput, NotFound, Conflict) as error:  # all of them come before anything is written
        return _refused(error)


def _athlete(work: UnitOfWork, item: BatchItem) -> AthleteRecord:
    if (item.athlete_id is None) == (item.athlete_ref is None):
        detail = "Say whose report it is: by athlete_id, or by athlete_ref."
        raise BadInput(detail, findings=[Finding("", "athlete-missing", detail)])
    if item.athlete_id is not None:
        return work.athletes.get(item.athlete_id)
    found = work.athletes.by_ref(item.athlete_ref or "")
    if found is None:
        raise NotFound("There is no athlete with this ref.")
    return found


def _refused(error: ServiceError) -> Refused:
    return Refused(error.code, error.message, error.findings)
