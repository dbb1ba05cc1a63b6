"""Platform events as rows of ours: reports that are assessed or wait for a person, sessions that are done, consents that are gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from service.documents.policy import load_policy
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.errors import Conflict
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.platforms.events import (
    ActivityCompleted,
    ActivityDeleted,
    AthleteDisconnected,
    PlanChangedThere,
    PlatformEvent,
    ReportSubmitted,
    ScopesChanged,
    WellnessRecorded,
)
from service.platforms.reports import Certainty, DraftReport, of_activity, of_day
from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.connections import ConnectionRecord
from service.store.unit_of_work import UnitOfWork
from service.usecases.platforms.done_sessions import record_session, take_back
from service.usecases.platforms.losing import end
from service.usecases.platforms.take_reports import take_once
from service.usecases.reports import Verdict, order_answer, take_in


@dataclass
class Stored:
    """What came of some events. `to_confirm`: reports as `report/1` that a person has to confirm."""

    reports: int = 0
    sessions: int = 0
    to_confirm: list[dict[str, Any]] = field(default_factory=list)


def store_events(
    work: UnitOfWork, athlete: AthleteRecord, connection: ConnectionRecord | None, events: tuple[PlatformEvent, ...]
) -> Stored:
    """In one transaction; the answer to new reports is ordered in it. Raises BadInput for a report that is none."""
    stored = Stored()
    for event in events if athlete.consent_withdrawn_at is None else _allowed(events):
        match event:
            case ActivityCompleted():
                _session_done(work, athlete, event, stored)
            case WellnessRecorded():
                _take(work, athlete, of_day(event, load_policy(), work.now, athlete.timezone), stored)
            case ReportSubmitted():
                _take_whole(work, athlete, validated(ReportDocument, event.document, "report", at="/data/report"), stored)
            case ActivityDeleted():
                take_back(work, athlete, event)
            case AthleteDisconnected() | ScopesChanged() | PlanChangedThere() if connection is not None:
                _connection_changed(work, connection, event)
            case _:
                """Tells nothing about an account that nobody connected."""
    if stored.reports:
        order_answer(work, athlete.id)
    return stored


def _allowed(events: tuple[PlatformEvent, ...]) -> tuple[PlatformEvent, ...]:
    """What counts although the athlete has withdrawn their consent: what takes back, and nothing that tells of them."""
    return tuple(event for event in events if isinstance(event, ActivityDeleted | AthleteDisconnected | ScopesChanged))


def _session_done(work: UnitOfWork, athlete: AthleteRecord, event: ActivityCompleted, stored: Stored) -> None:
    session_id = record_session(work, athlete, event)
    if session_id is not None:
        stored.sessions += 1
    _take(work, athlete, of_activity(event, load_policy().platform_scores, work.now), stored, session_id)


def _take(work: UnitOfWork, athlete: AthleteRecord, draft: DraftReport | None, stored: Stored, session_id: str | None = None) -> None:
    if draft is None:
        return
    document = draft.document if session_id is None else {**draft.document, "session_id": session_id}
    if draft.certainty is Certainty.CONFIRM:
        stored.to_confirm.append(document)
        return
    stored.reports += take_once(work, athlete, document)


def _take_whole(work: UnitOfWork, athlete: AthleteRecord, report: ReportDocument, stored: Stored) -> None:
    try:
        verdict = take_in(work, athlete, report, None).verdict
    except Conflict:
        return  # it was withdrawn here, or the athlete has withdrawn their consent
    if verdict is not Verdict.UNCHANGED:
        stored.reports += 1


def _connection_changed(
    work: UnitOfWork, connection: ConnectionRecord, event: AthleteDisconnected | ScopesChanged | PlanChangedThere
) -> None:
    match event:
        case AthleteDisconnected():
            end(work, connection, erase=event.erase)
        case ScopesChanged():
            work.connections.regrant(connection.id, " ".join(event.granted))
        case PlanChangedThere():
            enqueue(work.session, JobKind.PUBLISH_PLAN, work.scope.org_id, connection.id, of=connection.id)
