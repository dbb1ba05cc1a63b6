"""Where an organisation wants to hear of events: endpoints, their secrets, and their deliveries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from service.errors import BadInput, Conflict, Finding
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.notifications.addresses import check_url
from service.platforms.standard.signing import new_secret
from service.store.repositories.base import Page
from service.store.repositories.webhooks import DeliveryRecord, EndpointRecord
from service.store.tables import DeliveryStatus, EndpointStatus
from service.store.tenancy import Scope
from service.usecases.services import Services

EVENT_TYPES = (
    "report.received", "report.unanswered", "adjustment.proposed", "adjustment.accepted", "adjustment.rejected",
    "adjustment.superseded", "adjustment.expired", "plan.version_created", "plan.changed_remotely", "referral.raised",
    "connection.lost", "completion.recorded", "athlete.erased", "endpoint.test",
)  # fmt: skip
ANY = "*"
OVERLAP = timedelta(hours=24)
"""How long an old secret goes on signing beside a new one."""
MOST_ENDPOINTS = 20
MOST_SECRETS = 5
"""Of an endpoint, the newest included: each is one more signature."""


def create_endpoint(services: Services, scope: Scope, url: str, types: Sequence[str]) -> tuple[EndpointRecord, str]:
    """A new endpoint, and its signing secret, which is shown this once. Raises BadInput for an address that is not outside."""
    check_url(url, anywhere=services.sender.anywhere)
    secret = new_secret()
    with services.store.writing(scope) as work:
        if len(work.endpoints.list()) >= MOST_ENDPOINTS:
            raise Conflict(f"An organisation has at most {MOST_ENDPOINTS} endpoints; take one away first.")
        record = work.endpoints.create(url, _listed(types), json.dumps([{"secret": secret}]))
        work.audit.note("endpoint.created", record.id)
        work.calls.settle(record.id)
    return record, secret


def get_endpoint(services: Services, scope: Scope, id: str) -> EndpointRecord:
    with services.store.reading(scope) as work:
        return work.endpoints.get(id)


def list_endpoints(services: Services, scope: Scope) -> Sequence[EndpointRecord]:
    with services.store.reading(scope) as work:
        return work.endpoints.list()


def update_endpoint(
    services: Services, scope: Scope, id: str, version: int, url: str, types: Sequence[str], *, enabled: bool
) -> EndpointRecord:  # fmt: skip
    """Raises Stale. Enabling one that was disabled begins anew: its failures are forgotten."""
    check_url(url, anywhere=services.sender.anywhere)
    status = EndpointStatus.ACTIVE if enabled else EndpointStatus.DISABLED
    with services.store.writing(scope) as work:
        record = work.endpoints.expect(id, version)
        if enabled and record.status is EndpointStatus.DISABLED:
            work.endpoints.note_success(id)
        changed = work.endpoints.update(record, url=url, event_types=_listed(types), status=status)
        work.audit.note("endpoint.changed", id)
        return changed


def rotate_secret(services: Services, scope: Scope, id: str) -> tuple[EndpointRecord, str]:
    """A new secret; for a day messages are signed with the old one too, and with each that it had within that day."""
    secret = new_secret()
    with services.store.writing(scope) as work:
        record = work.endpoints.get(id)
        until = (work.now + OVERLAP).isoformat()
        old = [{**entry, "until": entry.get("until") or until} for entry in json.loads(record.secrets)]
        kept = [{"secret": secret}, *(entry for entry in old if work.now < datetime.fromisoformat(entry["until"]))]
        changed = work.endpoints.update(record, secrets=json.dumps(kept[:MOST_SECRETS]))
        work.audit.note("endpoint.secret_rotated", id)
        work.calls.settle(id)
        return changed, secret


def remove_endpoint(services: Services, scope: Scope, id: str) -> None:
    """Its deliveries go with it."""
    with services.store.writing(scope) as work:
        work.endpoints.remove(id)
        work.audit.note("endpoint.removed", id)


def send_test(services: Services, scope: Scope, id: str) -> DeliveryRecord:
    """A test event for this endpoint alone, whatever types it asked for."""
    with services.store.writing(scope) as work:
        endpoint = work.endpoints.get(id)
        if endpoint.status is EndpointStatus.DISABLED:
            raise Conflict("The endpoint is disabled; enable it first.")
        event_id = work.new_id("evt")
        body = json.dumps({"type": "endpoint.test", "timestamp": work.now.isoformat(), "data": {"event_id": event_id, "object_id": id}})
        delivery = work.deliveries.create(id, event_id, "endpoint.test", body)
        enqueue(work.session, JobKind.DELIVER_WEBHOOK, scope.org_id, delivery, key=f"{delivery}.1")
        work.calls.settle(delivery, status=202)
        return work.deliveries.get(delivery)


def get_delivery(services: Services, scope: Scope, id: str) -> DeliveryRecord:
    with services.store.reading(scope) as work:
        return work.deliveries.get(id)


def list_deliveries(
    services: Services, scope: Scope, page: Page, *, endpoint_id: str | None, status: DeliveryStatus | None
) -> Sequence[DeliveryRecord]:
    with services.store.reading(scope) as work:
        return work.deliveries.list(page, endpoint_id=endpoint_id, status=status)


def replay(services: Services, scope: Scope, id: str) -> DeliveryRecord:
    """Send it once more, under the same event id, whatever came of it before. Raises Conflict while it is still being tried."""
    with services.store.writing(scope) as work:
        delivery = work.deliveries.get(id)
        if delivery.status is DeliveryStatus.WAITING:
            raise Conflict("It is still being tried; look again later.")
        work.deliveries.send_again(id)
        enqueue(work.session, JobKind.DELIVER_WEBHOOK, scope.org_id, id, key=f"{id}.replay-{work.new_id('r')}")
        work.audit.note("delivery.replayed", id)
        work.calls.settle(id, status=202)
        return work.deliveries.get(id)


def _listed(types: Sequence[str]) -> str:
    known = {ANY, *EVENT_TYPES}
    unknown = [type for type in types if type not in known]
    if unknown:
        detail = f"events must be of: {ANY}, {', '.join(EVENT_TYPES)}."
        raise BadInput(detail, findings=[Finding("/events", "unknown-value", detail)])
    return " ".join(dict.fromkeys(types))
