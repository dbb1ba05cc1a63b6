"""The safety net under the queue: what should have a job and has none gets one. With a queue that loses nothing it finds nothing."""

from __future__ import annotations

from datetime import timedelta

from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.reports import order_answer
from service.usecases.services import Services

LATE = timedelta(minutes=10)
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


def _events(work: UnitOfWork) -> int:
    waiting = work.inbox.unsettled(work.now - LATE)
    for event in waiting:
        enqueue(work.session, JobKind.PROCESS_EVENT, work.scope.org_id, event.id, key=f"{event.id}.{_hour(work)}")
    return len(waiting)


def _deliveries(work: UnitOfWork) -> int:
    waiting = work.deliveries.waiting(work.now - LATE)
    for delivery in waiting:
        enqueue(work.session, JobKind.DELIVER_WEBHOOK, work.scope.org_id, delivery.id, key=f"{delivery.id}.late-{_hour(work)}")
    return len(waiting)


def _reports(work: UnitOfWork) -> int:
    """Athletes whose newest word is older than ten minutes and newer than the last conclusion about them."""
    athletes = work.reports.unanswered(work.now - LATE, work.now - TOO_LATE)
    for athlete_id in athletes:
        order_answer(work, athlete_id)
    return len(athletes)


def _hour(work: UnitOfWork) -> str:
    """One further attempt an hour is enough for what has been forgotten."""
    return work.now.strftime("%Y%m%d%H")
