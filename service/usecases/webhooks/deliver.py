"""One attempt to deliver a webhook, and what follows from how it went."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from service.errors import NotFound
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.notifications.webhook_sender import Outcome
from service.platforms.standard.signing import headers_for
from service.store.repositories.webhooks import DeliveryRecord, EndpointRecord
from service.store.tables import DeliveryStatus, EndpointStatus
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services

Save = Callable[[Session], None]
PAUSES_S = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""After each failed attempt but the last: ten attempts over some three days, as Standard Webhooks 1.0 proposes."""
JITTER = 0.2
FAILURES_TO_CLOSE = 5
"""After so many failures in a row the endpoint is left alone for a while, so that one that is down costs no time."""
CLOSED_FOR, CLOSED_AT_MOST = timedelta(minutes=5), timedelta(hours=1)
"""At first, and twice as long with each further failure: what waits for it would be looked at again each time."""


def deliver_webhook(services: Services, org_id: str, delivery_id: str) -> Save | None:
    """Sign and send; SAVE is handed back, for the transaction that ends the job. None when there is nothing left to send."""
    scope = Scope(org_id, "webhooks", services.clock().date(), sees_all=True)
    now = services.clock()
    with services.store.reading(scope) as work:
        try:
            delivery = work.deliveries.get(delivery_id)
            endpoint = work.endpoints.get(delivery.endpoint_id)
        except NotFound:
            return None
    if delivery.status is not DeliveryStatus.WAITING:
        return None
    if endpoint.status is EndpointStatus.DISABLED:
        given_up = Outcome(None, "endpoint-disabled")
        return lambda session: _fail(services.store.joining(session, scope), delivery, given_up)
    if endpoint.closed_until is not None and now < endpoint.closed_until:
        wait = (endpoint.closed_until - now).total_seconds() + JITTER * CLOSED_FOR.total_seconds() * _spread(delivery)
        return lambda session: _again(services.store.joining(session, scope), delivery, wait)
    body = delivery.body.encode()
    outcome = services.sender.send(endpoint.url, headers_for(valid_secrets(endpoint.secrets, now), delivery.event_id, now, body), body)
    services.measures.webhooks.labels("delivered" if outcome.is_delivered else "failed").inc()
    return lambda session: _save(services.store.joining(session, scope), endpoint, delivery, outcome, now)


def valid_secrets(kept: str, now: datetime) -> list[str]:
    """Signing secrets that count now, the newest first."""
    return [entry["secret"] for entry in json.loads(kept) if entry.get("until") is None or now < datetime.fromisoformat(entry["until"])]


def _save(work: UnitOfWork, endpoint: EndpointRecord, delivery: DeliveryRecord, outcome: Outcome, now: datetime) -> None:
    if outcome.is_delivered:
        work.deliveries.tried(delivery.id, status=DeliveryStatus.DELIVERED, last_status=outcome.status, last_error=None)
        work.endpoints.note_success(endpoint.id)
        return
    # Read anew: several of its deliveries may have failed side by side.
    failures = work.endpoints.get(endpoint.id).failures_in_row + 1
    work.endpoints.note_failure(endpoint.id, closed_until=_closed_until(failures, now), disabled=outcome.is_gone)
    if outcome.is_gone or delivery.attempts >= len(PAUSES_S):
        _fail(work, delivery, outcome)
        return
    status = DeliveryStatus.WAITING
    work.deliveries.tried(delivery.id, status=status, last_status=outcome.status, last_error=outcome.error)
    _again(work, delivery, pause_s(delivery, outcome))


def _closed_until(failures: int, now: datetime) -> datetime | None:
    """None while there are too few to call it down."""
    further = failures - FAILURES_TO_CLOSE
    return None if further < 0 else now + min(CLOSED_FOR * 2 ** min(further, 10), CLOSED_AT_MOST)


def pause_s(delivery: DeliveryRecord, outcome: Outcome) -> float:
    """Seconds until the next attempt: what the receiver asks for, if that is longer."""
    planned = PAUSES_S[delivery.attempts]
    return max(planned * (1 + JITTER * _spread(delivery)), float(outcome.wait_s or 0))


def _spread(delivery: DeliveryRecord) -> float:
    """Between 0 and 1, for each attempt another."""
    return sha256(f"{delivery.id}.{delivery.attempts}".encode()).digest()[0] / 255


def _again(work: UnitOfWork, delivery: DeliveryRecord, wait_s: float) -> None:
    """Each time a job of its own: one that is named by the number of the attempt would be taken for done when it is sent once more."""
    work.deliveries.put_off(delivery.id, work.now + timedelta(seconds=wait_s))
    enqueue(work.session, JobKind.DELIVER_WEBHOOK, work.scope.org_id, delivery.id, delay_s=wait_s)


def _fail(work: UnitOfWork, delivery: DeliveryRecord, outcome: Outcome) -> None:
    work.deliveries.tried(delivery.id, status=DeliveryStatus.FAILED, last_status=outcome.status, last_error=outcome.error)
