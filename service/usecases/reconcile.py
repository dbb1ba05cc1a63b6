"""The safety net under the queue: what should have a job and has none gets one. With a queue that loses nothing it finds nothing.

What has a job is left alone, however long that waits: a second one would do everything twice, and try twice as often what fails.
So is what a dead job is about, which waits for somebody to take it up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from service.jobs.depths import ids_in_queue
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.engine import writing
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.reports import order_answer
from service.usecases.services import Services

LATE = timedelta(minutes=10)
NIGHT = timedelta(hours=3, minutes=15)
"""Into a day in UTC, when the day before is cleaned up."""
TOO_LATE = timedelta(days=1)
"""Older ones were given up, and stand among the dead jobs."""


def reconcile(services: Services) -> int:
    """How many jobs were missing."""
    found = 0
    for org_id in services.store.organisation_ids():
        scope = Scope(org_id, "reconciler", services.clock().date(), sees_all=True)
        with services.store.writing(scope) as work:
            found += _events(work) + _deliveries(work) + _reports(work)
    return found


def order_clean_up(services: Services) -> None:
    """One a day: at night, or as soon as anybody works again. Many machines are off at night, and nothing may be kept for longer for it."""
    night = (services.clock() - NIGHT).date().isoformat()
    with writing(services.store.engine, None) as session:
        enqueue(session, JobKind.CLEAN_UP, night, key=night)


def _events(work: UnitOfWork) -> int:
    waiting = [event.id for event in work.inbox.unsettled(work.now - LATE)]
    forgotten = _without_job(work, JobKind.PROCESS_EVENT, waiting)
    for id in forgotten:
        enqueue(work.session, JobKind.PROCESS_EVENT, work.scope.org_id, id, key=f"{id}.{_hour(work)}")
    return len(forgotten)


def _deliveries(work: UnitOfWork) -> int:
    waiting = [delivery.id for delivery in work.deliveries.waiting(work.now - LATE)]
    forgotten = _without_job(work, JobKind.DELIVER_WEBHOOK, waiting)
    for id in forgotten:
        enqueue(work.session, JobKind.DELIVER_WEBHOOK, work.scope.org_id, id, key=f"{id}.late-{_hour(work)}")
    return len(forgotten)


def _reports(work: UnitOfWork) -> int:
    """Athletes whose newest word is older than ten minutes and newer than the last conclusion about them."""
    athletes = _without_job(work, JobKind.ADJUST_PLAN, work.reports.unanswered(work.now - LATE, work.now - TOO_LATE))
    for athlete_id in athletes:
        order_answer(work, athlete_id)
    return len(athletes)


def _without_job(work: UnitOfWork, kind: JobKind, waiting: Sequence[str]) -> list[str]:
    org_id = work.scope.org_id
    known = ids_in_queue(work.session, kind, org_id) if waiting else set()
    return [id for id in waiting if (org_id, id) not in known]


def _hour(work: UnitOfWork) -> str:
    """One further attempt an hour is enough for what has been forgotten."""
    return work.now.strftime("%Y%m%d%H")
