"""Reports come in: each is stored and its answer ordered in one transaction, so that none that was acknowledged is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from service.documents.limits import LONGEST_REPORT_ID
from service.documents.report import ReportDocument, content_of
from service.errors import BadInput, Conflict, Finding, NotFound
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.base import Page
from service.store.repositories.reports import ReportRecord
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services

CLOCK_SKEW = timedelta(minutes=5)
"""How far the clock of a phone may be ahead of ours."""


class Verdict(StrEnum):
    """What became of a report."""

    RECEIVED = "received"
    AMENDED = "amended"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Receipt:
    report: ReportRecord
    verdict: Verdict


def receive_report(services: Services, scope: Scope, athlete_id: str, document: ReportDocument, *, ref: str | None = None) -> Receipt:
    """Store a report and order its answer. `ref` is the caller's own name for it; a report of a known name amends it.

    The same words twice are one report. Raises NotFound, BadInput, and Conflict for a report that was withdrawn, or when the
    athlete has withdrawn their consent.
    """
    return hand_in_report(services, scope, athlete_id, document, ref=ref).result()


def hand_in_report(
    services: Services, scope: Scope, athlete_id: str, document: ReportDocument, *, ref: str | None = None
) -> Future[Receipt]:
    """`receive_report` for whoever has something else to do until the report is stored."""

    def receive(work: UnitOfWork) -> Receipt:
        receipt = take_in(work, work.athletes.get(athlete_id), document, ref)
        if receipt.verdict is not Verdict.UNCHANGED:
            order_answer(work, athlete_id)
        status = 200 if receipt.verdict is Verdict.UNCHANGED else 202
        work.calls.settle(receipt.report.id, status=status, athlete_id=athlete_id)
        return receipt

    return services.store.write_soon(scope, receive)


def withdraw_report(services: Services, scope: Scope, athlete_id: str, report_id: str) -> Receipt:
    """Take a report back. Its warning signs stay until somebody clears them. Doing it twice changes nothing."""
    with services.store.writing(scope) as work:
        report = _of_athlete(work, athlete_id, report_id)
        known = work.reports.of_ref(athlete_id, report.ref)
        last = known[-1]
        if any(row.withdrawn for row in known):
            return Receipt(last, Verdict.UNCHANGED)
        row = _add(work, athlete_id, last.observed_at, _taken_back(last, work.now), id=work.new_id("rep"), withdrawn=True)
        work.audit.note("report.withdrawn", row.id, athlete_id)
        order_answer(work, athlete_id)
        return Receipt(row, Verdict.WITHDRAWN)


def report_of_receipt(services: Services, scope: Scope, report_id: str) -> Receipt:
    """The receipt of a call that is repeated. Raises NotFound."""
    with services.store.reading(scope) as work:
        return Receipt(work.reports.get(report_id), Verdict.UNCHANGED)


def get_report(services: Services, scope: Scope, athlete_id: str, report_id: str) -> ReportRecord:
    with services.store.writing(scope) as work:
        report = _of_athlete(work, athlete_id, report_id)
        work.audit.note("report.read", report.id, athlete_id)
        return report


def list_reports(services: Services, scope: Scope, athlete_id: str, page: Page) -> Sequence[ReportRecord]:
    """Newest first, amendments and withdrawals as rows of their own."""
    with services.store.writing(scope) as work:
        work.athletes.get(athlete_id)
        work.audit.note("reports.read", athlete_id, athlete_id)
        return work.reports.list(athlete_id, page)


def take_in(work: UnitOfWork, athlete: AthleteRecord, document: ReportDocument, ref: str | None) -> Receipt:
    """One report within a transaction; its answer is not ordered yet."""
    if athlete.consent_withdrawn_at is not None:
        raise Conflict("The athlete has withdrawn their consent; no report is kept any more.")
    _refuse_strange(athlete, document, ref, work.now)
    id = work.new_id("rep")
    name = ref or document.id or id
    content = _content(document, name, work.now)
    known = work.reports.of_ref(athlete.id, name) if name != id else []
    if any(row.withdrawn for row in known):
        raise Conflict("This report was withdrawn; send what is to be said now as a new one.")
    if known and _said(json.loads(known[-1].document)) == _said(content):
        return Receipt(known[-1], Verdict.UNCHANGED)
    row = _add(work, athlete.id, document.observed_at, content, id=id, withdrawn=document.withdrawn)
    work.audit.note("report.amended" if known else "report.received", row.id, athlete.id)
    return Receipt(row, Verdict.AMENDED if known else Verdict.RECEIVED)


def says_the_same(record: ReportRecord, document: ReportDocument) -> bool:
    """Whether it says nothing that the record does not, whenever it was said."""
    before, now = (_said(content) for content in (json.loads(record.document), _content(document, record.ref, record.received_at)))
    return {**before, "observed_at": None} == {**now, "observed_at": None}


def order_answer(work: UnitOfWork, athlete_id: str) -> None:
    """Have the reports of an athlete answered. Orders that come while one waits find nothing left to do."""
    enqueue(work.session, JobKind.ADJUST_PLAN, work.scope.org_id, athlete_id, of=athlete_id)


def _add(
    work: UnitOfWork, athlete_id: str, observed_at: datetime, content: Mapping[str, Any], *, id: str, withdrawn: bool = False
) -> ReportRecord:
    row = work.reports.add_report(
        athlete_id, id=id, ref=content["id"], observed_at=observed_at, withdrawn=withdrawn, document=json.dumps(content)
    )
    work.events.emit("report.received", row.id, athlete_id)
    return row


def _content(document: ReportDocument, ref: str, now: datetime) -> dict[str, Any]:
    """`report/1` as it is kept: under the one name that its amendments share, and with the instant from which its word counts."""
    said = content_of(document)
    said.pop("athlete_ref", None)
    submitted = document.submitted_at or now
    return {**said, "schema": "report/1", "id": ref, "submitted_at": submitted.isoformat()}


def _said(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "submitted_at"}


def _taken_back(report: ReportRecord, now: datetime) -> dict[str, Any]:
    """The last word on a report, whatever clock the one before was written by."""
    before: dict[str, Any] = json.loads(report.document)
    last = datetime.fromisoformat(before["submitted_at"])
    after = max(now, last + timedelta(microseconds=1))
    return {
        "schema": "report/1", "id": report.ref, "observed_at": before["observed_at"], "submitted_at": after.isoformat(),
        "withdrawn": True,
    }  # fmt: skip


def _of_athlete(work: UnitOfWork, athlete_id: str, report_id: str) -> ReportRecord:
    report = work.reports.get(report_id)
    if report.athlete_id != athlete_id:
        raise NotFound("This athlete has no report with this id.")
    return report


def _refuse_strange(athlete: AthleteRecord, document: ReportDocument, ref: str | None, now: datetime) -> None:
    findings: list[Finding] = []
    if document.athlete_ref not in (None, athlete.ref, athlete.id):
        findings.append(Finding("/athlete_ref", "other-athlete", "The report is about somebody else; send it to that athlete."))
    if ref is not None and document.id not in (None, ref):
        findings.append(Finding("/id", "other-report", "The id must be the one in the address, or be left out."))
    if document.id is not None and len(document.id) > LONGEST_REPORT_ID:
        findings.append(Finding("/id", "too-long", f"id may have at most {LONGEST_REPORT_ID} characters."))
    for name in ("observed_at", "submitted_at"):
        instant: datetime | None = getattr(document, name)
        if instant is not None and instant > now + CLOCK_SKEW:
            findings.append(Finding(f"/{name}", "in-future", "This instant is still to come; check the clock and its offset."))
    if findings:
        raise BadInput(findings[0].detail, findings=findings)
