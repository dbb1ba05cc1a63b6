"""A recording that somebody uploads by hand: proof that a session was done. What the athlete typed into the watch is only a
suggestion, until a person has confirmed it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from service.documents.report import content_of
from service.domain.session import Sport
from service.errors import BadInput
from service.formats.activities import read_activity
from service.formats.activity import Activity
from service.formats.proposed_report import proposed_report
from service.platforms.events import ActivityCompleted, Score, ScoreKind
from service.store.repositories.inbox import UPLOADED
from service.store.tables import InboxStatus
from service.store.tenancy import Scope
from service.usecases.plans.versions import settled
from service.usecases.platforms.done_sessions import record_session
from service.usecases.services import Services
from service.usecases.thinking import Refusal

PROVIDER = UPLOADED


@dataclass(frozen=True, slots=True)
class Recording:
    content: bytes
    name: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Uploaded:
    """`session_ids`: planned sessions that were done by it. `suggestions`: ids of reports to be confirmed."""

    activities: int
    session_ids: tuple[str, ...]
    suggestions: tuple[str, ...]


def upload_activity(services: Services, scope: Scope, athlete_id: str, content: bytes, name: str) -> Uploaded:
    """Read in a worker, stored in one transaction; the same file twice changes nothing. Raises Refused naming the mend."""
    with services.store.reading(scope) as work:
        timezone = work.athletes.get(athlete_id).timezone
    found = settled(services.pool.run(read, Recording(content, name, timezone)))
    digest = sha256(content).hexdigest()
    with services.store.writing(scope) as work:
        athlete = work.athletes.get(athlete_id)
        done, suggested = [], []
        for number, activity in enumerate(found):
            key = f"{digest}.{number}"
            session_id = record_session(work, athlete, _event(activity, key))
            done += [session_id] if session_id is not None else []
            report = proposed_report(activity, session_id=session_id)
            if report is None or athlete.consent_withdrawn_at is not None:
                continue
            kept = json.dumps([{"schema": "report/1", **content_of(report)}])
            id = work.inbox.add_once(
                PROVIDER, f"{athlete_id}.{key}", kind="recording", provider_user_id=None, document=kept, athlete_id=athlete_id,
                status=InboxStatus.CONFIRM,
            )  # fmt: skip
            suggested += [id] if id is not None else []
        work.audit.note("recording.uploaded", athlete_id, athlete_id)
        return Uploaded(len(found), tuple(done), tuple(suggested))


def read(recording: Recording) -> tuple[Activity, ...] | Refusal:
    """In a worker."""
    try:
        return read_activity(recording.content, name=recording.name, timezone=recording.timezone).activities
    except BadInput as error:
        return Refusal("bad-input", error.message, error.findings)


def _event(activity: Activity, key: str) -> ActivityCompleted:
    started: datetime = activity.started_at
    scores = [Score(kind, value, kind.value, value, activity.source) for kind, value in _said(activity) if value is not None]
    return ActivityCompleted(
        PROVIDER,
        key,
        Sport(activity.sport),
        started,
        activity.date,
        moving_s=None if activity.duration_s is None else round(activity.duration_s),
        distance_m=activity.distance_m,
        scores=tuple(scores),
        uploaded_by_hand=True,
    )


def _said(activity: Activity) -> tuple[tuple[ScoreKind, float | None], ...]:
    return (ScoreKind.RPE, activity.rpe), (ScoreKind.FEEL, activity.feel)
