"""What platforms sent is kept for as long as it is of use, and no longer than their terms allow."""

from __future__ import annotations

from datetime import timedelta

from service.platforms.terms import KEPT_AT_MOST, still_known
from service.store.repositories.connections import ConnectionRecord
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.platforms.access import actor_of
from service.usecases.services import Services

EVENTS_KEPT = timedelta(days=30)
"""Longer than any platform goes on sending the same event."""


def forget_platform_events(services: Services) -> None:
    """Events that were settled long ago, consents that nobody came back from, and early what terms want gone early."""
    now = services.clock()
    for org_id in services.store.organisation_ids():
        with services.store.writing(Scope(org_id, "cleaner", now.date(), sees_all=True)) as work:
            work.inbox.forget(now - EVENTS_KEPT)
            work.consents.forget(now)
            for provider in KEPT_AT_MOST:
                before = now - still_known(provider)
                work.inbox.erase_older(provider, before)
                work.plans.forget_figures(actor_of(provider), before=before)


def forget_account(work: UnitOfWork, connection: ConnectionRecord) -> None:
    """Everything that a platform told of an athlete. That a session was done stays: it is the athlete's plan, and no figure."""
    work.inbox.erase(connection.athlete_id, connection.provider)
    work.plans.forget_figures(actor_of(connection.provider), athlete_id=connection.athlete_id)
