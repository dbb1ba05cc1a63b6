"""Platform events as rows of ours: reports that are assessed or wait for a person, sessions that are done, consents that are gone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from service.documents.completions import Recorded, overlaid
from service.documents.plan import PlanDocument, read_plan
from service.documents.policy import load_policy
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.domain.session import PlannedSession, Status
from service.errors import Conflict
from service.formats.activity import Activity
from service.formats.activity_matching import match
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
    ScoreKind,
    WellnessRecorded,
)
from service.platforms.reports import Certainty, DraftReport, of_activity, of_day
from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.connections import ConnectionRecord
from service.store.unit_of_work import UnitOfWork
from service.usecases.plans.versions import recorded
from service.usecases.platforms.session_keys import session_of_key
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
    for event in events:
        match event:
            case ActivityCompleted():
                _session_done(work, athlete, event, stored)
            case WellnessRecorded():
                _take(work, athlete, of_day(event, load_policy().platform_scores, work.now), stored)
            case ReportSubmitted():
                _take_whole(work, athlete, validated(ReportDocument, event.document, "report", at="/data/report"), stored)
            case ActivityDeleted():
                _session_undone(work, athlete, event)
            case AthleteDisconnected() | ScopesChanged() | PlanChangedThere() if connection is not None:
                _connection_changed(work, connection, event)
            case _:
                """Tells nothing about an account that nobody connected."""
    if stored.reports:
        order_answer(work, athlete.id)
    return stored


def _session_done(work: UnitOfWork, athlete: AthleteRecord, event: ActivityCompleted, stored: Stored) -> None:
    session_id = record_session(work, athlete, event)
    if session_id is not None:
        stored.sessions += 1
    _take(work, athlete, of_activity(event, load_policy().platform_scores, work.now), stored, session_id)


def record_session(work: UnitOfWork, athlete: AthleteRecord, event: ActivityCompleted) -> str | None:
    """Note that a planned session was done; the id of the session, None where none fits or another source has told already."""
    if athlete.current_plan_id is None:
        return None
    plan = work.plans.get(athlete.current_plan_id)
    document = work.plans.version(plan.id, plan.version).document
    records = recorded(work.plans.completions(plan.id))
    session_id = _known(records, event) or _fitting(document, records, event)
    if session_id is None:
        return None
    word = Recorded(Status.COMPLETED, _values(event))
    if records.get(session_id) == word:
        return session_id
    rendered = overlaid(document, {**records, session_id: word})
    work.plans.record_completion(plan, session_id, word.status.value, json.dumps(word.completed), rendered)
    work.events.emit("completion.recorded", plan.id, athlete.id)
    work.audit.note("completion.recorded", plan.id, athlete.id)
    return session_id


def _known(records: dict[str, Recorded], event: ActivityCompleted | ActivityDeleted) -> str | None:
    """The session that this very activity was recorded for before."""
    for id, record in records.items():
        source = (record.completed or {}).get("source") or {}
        if record.counts and (source.get("format"), source.get("external_id")) == (event.provider, event.activity_id):
            return id
    return None


def _fitting(document: bytes, records: dict[str, Recorded], event: ActivityCompleted) -> str | None:
    """By the platform's own word for it, else the nearest of the day that is still open."""
    plan = read_plan(PlanDocument.model_validate_json(overlaid(document, records)), load_policy(), name="plan")
    named = session_of_key(event.plan_external_id or "")
    for session in plan.sessions:
        if session.id == named and not _is_done(session):
            return session.id
    found = match(_activity(event), plan.sessions)
    return None if found is None else found.id


def _is_done(session: PlannedSession) -> bool:
    return session.status in (Status.COMPLETED, Status.PARTIAL)


def _activity(event: ActivityCompleted) -> Activity:
    # Matching goes by the athlete's own date, which the platform tells apart from the instant.
    local = event.started_at.replace(year=event.local_date.year, month=event.local_date.month, day=event.local_date.day)
    return Activity(local, event.sport.value, duration_s=event.moving_s, distance_m=event.distance_m)


def _values(event: ActivityCompleted) -> dict[str, Any]:
    rpe = next((score.value for score in event.scores if score.kind is ScoreKind.RPE), None)
    feel = next((score.value for score in event.scores if score.kind is ScoreKind.FEEL), None)
    values = {
        "at": event.started_at.isoformat(), "duration_s": event.moving_s, "distance_m": event.distance_m,
        "rpe": rpe if rpe is None or rpe >= 1 else None, "feel": feel,
        "source": {"format": event.provider, "external_id": event.activity_id},
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def _session_undone(work: UnitOfWork, athlete: AthleteRecord, event: ActivityDeleted) -> None:
    if athlete.current_plan_id is None:
        return
    plan = work.plans.get(athlete.current_plan_id)
    records = recorded(work.plans.completions(plan.id))
    session_id = _known(records, event)
    if session_id is None:
        return
    document = work.plans.version(plan.id, plan.version).document
    rendered = overlaid(document, {**records, session_id: Recorded(Status.PLANNED)})
    work.plans.record_completion(plan, session_id, Status.PLANNED.value, None, rendered)
    work.events.emit("completion.recorded", plan.id, athlete.id)


def _take(work: UnitOfWork, athlete: AthleteRecord, draft: DraftReport | None, stored: Stored, session_id: str | None = None) -> None:
    if draft is None:
        return
    document = draft.document if session_id is None else {**draft.document, "session_id": session_id}
    if draft.certainty is Certainty.CONFIRM:
        stored.to_confirm.append(document)
        return
    _take_whole(work, athlete, validated(ReportDocument, document, "report"), stored)


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
            work.connections.remove(connection.id)
            if event.erase:
                work.inbox.erase(connection.athlete_id, connection.provider)
            work.events.emit("connection.lost", connection.id, connection.athlete_id)
            work.audit.note("connection.lost", connection.id, connection.athlete_id)
        case ScopesChanged():
            work.connections.regrant(connection.id, " ".join(event.granted))
        case PlanChangedThere():
            enqueue(work.session, JobKind.PUBLISH_PLAN, work.scope.org_id, connection.id)
