"""What an athlete said and the service fails to work on reaches their coaches within minutes: silence would look like `all is well`."""

from __future__ import annotations

from service.errors import NotFound
from service.platforms.http import TryLater
from service.store.tables import InboxStatus
from service.store.tenancy import Scope
from service.usecases.alerts import tell_unanswered
from service.usecases.platforms.process import find_sender
from service.usecases.reconcile import TOO_LATE
from service.usecases.services import Services

ACTOR = "watch"


def tell_of_reports(services: Services, _error: Exception, org_id: str, athlete_id: str, *operation: str) -> None:
    """The job that answers an athlete's reports fails again and again. An answer that somebody ordered tells that itself."""
    if operation:
        return
    with services.store.writing(_scope(services, org_id)) as work:
        if athlete_id in work.reports.unanswered(work.now, work.now - TOO_LATE):
            tell_unanswered(work, athlete_id)


def tell_of_message(services: Services, error: Exception, org_id: str, inbox_id: str) -> None:
    """The job that reads what a platform sent fails again and again, and not because the platform is away."""
    if isinstance(error, TryLater):
        return
    with services.store.writing(_scope(services, org_id)) as work:
        try:
            event = work.inbox.get(inbox_id)
        except NotFound:
            return
        sender = find_sender(work, event) if event.status is InboxStatus.RECEIVED else None
        if sender is not None and not sender.is_cut_off:
            tell_unanswered(work, sender.athlete.id)


def _scope(services: Services, org_id: str) -> Scope:
    return Scope(org_id, ACTOR, services.clock().date(), sees_all=True)
