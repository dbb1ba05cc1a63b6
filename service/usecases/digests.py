"""Once a day, at the coach's own hour, a letter that says how much waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.notifications.letters import Waiting
from service.store.repositories.organisations import CoachRecord
from service.store.tables import NotificationKind
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services

ACTOR = "digest"
LATE_AT_MOST = timedelta(hours=2)
"""After a standstill a digest still goes out when it is no later than this."""


def send_due_digests(services: Services) -> int:
    """Write the digests whose hour has come, one a coach and day, where something waits. How many there were."""
    now = services.clock()
    count = 0
    for org_id in services.store.organisation_ids():
        with services.store.writing(Scope(org_id, ACTOR, now.date(), sees_all=True)) as work:
            for coach in work.coaches.list():
                due = _due(coach, now)
                if due is not None and _has_none(work, coach, due) and waiting_for(work, coach.id).proposals:
                    _write(work, coach, due)
                    count += 1
    return count


def waiting_for(work: UnitOfWork, coach_id: str | None) -> Waiting:
    """What waits for a coach today, for those whom they stand in for too."""
    return Waiting(*work.adjustments.waiting_for(coach_id))


def _due(coach: CoachRecord, now: datetime) -> datetime | None:
    """The instant of today's digest, in the coach's own zone, if it has come and is not too long past."""
    if coach.email is None or coach.disabled_at is not None:
        return None
    midnight = now.astimezone(ZoneInfo(coach.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    due = midnight.replace(hour=coach.digest_minute // 60, minute=coach.digest_minute % 60).astimezone(UTC)
    return due if timedelta() <= now - due < LATE_AT_MOST else None


def _has_none(work: UnitOfWork, coach: CoachRecord, due: datetime) -> bool:
    last = work.notifications.last_letter(NotificationKind.DIGEST, coach.id)
    return last is None or last.due_at < due


def _write(work: UnitOfWork, coach: CoachRecord, due: datetime) -> None:
    letter = work.notifications.add_letter(NotificationKind.DIGEST, due_at=due, coach_id=coach.id)
    # Two workers that come to the same minute send one letter.
    enqueue(work.session, JobKind.SEND_NOTIFICATION, work.scope.org_id, letter.id, key=f"digest:{coach.id}:{due.isoformat()}")
