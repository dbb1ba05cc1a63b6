"""Platforms are asked for what they did not tell us: messages get lost, and some things are never told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast

from sqlalchemy.orm import Session

from service.errors import NotFound
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.platforms.base import Polls
from service.platforms.http import AccessLost, Refused, TryLater
from service.platforms.registry import PLATFORMS
from service.platforms.terms import KEPT_AT_MOST, still_known
from service.store.repositories.connections import ConnectionRecord
from service.store.repositories.inbox import POLLED
from service.store.tables import ConnectionStatus, InboxStatus
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.platforms.access import access_to, scope_of
from service.usecases.platforms.losing import lose
from service.usecases.platforms.patience import put_off
from service.usecases.platforms.publish import publishes
from service.usecases.platforms.store_events import store_events
from service.usecases.services import Services

Save = Callable[[Session], None]
EVERY = timedelta(hours=23)
DAYS_BACK = 7


def days_back(provider: str) -> int:
    """A week; less where what was told has to be forgotten sooner. The first day asked for is whole, and that is one day more."""
    return min(DAYS_BACK, still_known(provider).days - 1) if provider in KEPT_AT_MOST else DAYS_BACK


def poll_platforms(services: Services) -> int:
    """Order the asking for each account that was not asked for a day; how many. Once a day each calendar is looked at, too."""
    ordered = 0
    for org_id in services.store.organisation_ids():
        scope = Scope(org_id, "poller", services.clock().date(), sees_all=True)
        with services.store.writing(scope) as work:
            for connection in work.connections.list():
                if connection.status is not ConnectionStatus.ACTIVE:
                    continue
                day = work.now.date().isoformat()
                is_due = connection.polled_at is None or work.now - connection.polled_at >= EVERY
                if is_due and hasattr(PLATFORMS.get(connection.provider), "poll"):
                    enqueue(work.session, JobKind.POLL_CONNECTION, org_id, connection.id, day, key=f"{connection.id}.{day}")
                    ordered += 1
                if publishes(connection.provider):
                    # Days come within reach though the plan stays as it is, and a change there may have been told to nobody.
                    key = f"{connection.id}.calendar.{day}"
                    enqueue(work.session, JobKind.PUBLISH_PLAN, org_id, connection.id, of=connection.id, key=key)
    return ordered


def poll_connection(services: Services, org_id: str, connection_id: str) -> Save | None:
    """LOAD and ask; SAVE is handed back, for the transaction that ends the job. What is known already changes nothing."""
    scope = Scope(org_id, "poller", services.clock().date(), sees_all=True)
    with services.store.reading(scope) as work:
        try:
            connection = work.connections.get(connection_id)
        except NotFound:
            return None
        athlete = work.athletes.get(connection.athlete_id)
    if connection.status is not ConnectionStatus.ACTIVE:
        return None
    scope = scope_of(org_id, connection.provider, services)
    today = services.clock().date()
    since, until = today - timedelta(days=days_back(connection.provider)), today + timedelta(days=1)
    platform = cast("Polls", PLATFORMS[connection.provider])
    try:
        found = platform.poll(access_to(services, scope, connection), since, until)
    except AccessLost:
        return lambda session: _lost(services.store.joining(session, scope), connection)
    except TryLater as error:
        since = connection.polled_at or connection.created_at
        return put_off(services, JobKind.POLL_CONNECTION, (org_id, connection_id, "later"), error, since)
    except Refused as error:
        refusal = error.message
        return lambda session: services.store.joining(session, scope).connections.note_error(connection.id, refusal)

    def save(session: Session) -> None:
        unit = services.store.joining(session, scope)
        stored = store_events(unit, unit.athletes.get(athlete.id), connection, found)
        for report in stored.to_confirm:
            _hold(unit, connection, report)
        unit.connections.polled(connection.id)

    return save


def _lost(work: UnitOfWork, connection: ConnectionRecord) -> None:
    if not lose(work, connection):
        enqueue(work.session, JobKind.POLL_CONNECTION, work.scope.org_id, connection.id, "again")


def _hold(work: UnitOfWork, connection: ConnectionRecord, report: Mapping[str, Any]) -> None:
    """Keep a report for a person to confirm; the same words once, however often they are found."""
    said = json.dumps({name: value for name, value in report.items() if name != "submitted_at"}, sort_keys=True)
    key = f"{POLLED}:{sha256(said.encode()).hexdigest()}"
    user, kept = connection.provider_user_id, json.dumps([dict(report)])
    work.inbox.add_once(
        connection.provider, key, kind=POLLED, provider_user_id=user, document=kept, athlete_id=connection.athlete_id,
        status=InboxStatus.CONFIRM,
    )  # fmt: skip
