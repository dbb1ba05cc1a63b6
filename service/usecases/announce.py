"""What follows from an event, in its own transaction: deliveries to those who asked for it, and the athlete's calendars."""

from __future__ import annotations

import json

from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.repositories.base import Event, Work
from service.store.tables import ConnectionStatus
from service.store.unit_of_work import UnitOfWork
from service.usecases.platforms.publish import publishes


def announce(work: Work, event: Event) -> None:
    """Told of every event by the store."""
    unit = UnitOfWork(work)
    for endpoint in unit.endpoints.list():
        if endpoint.wants(event.type):
            delivery = unit.deliveries.create(endpoint.id, event.id, event.type, body_of(event))
            enqueue(unit.session, JobKind.DELIVER_WEBHOOK, work.scope.org_id, delivery, key=f"{delivery}.1")
    if event.type == "plan.version_created" and event.athlete_id is not None:
        for connection in unit.connections.of_athlete(event.athlete_id):
            if connection.status is ConnectionStatus.ACTIVE and publishes(connection.provider):
                enqueue(unit.session, JobKind.PUBLISH_PLAN, work.scope.org_id, connection.id, of=connection.id)


def body_of(event: Event) -> str:
    """Ids only: what they stand for is behind the API."""
    facts = {"event_id": event.id, "object_id": event.object_id, "athlete_id": event.athlete_id}
    return json.dumps({"type": event.type, "timestamp": event.at.isoformat(), "data": facts}, separators=(",", ":"))
