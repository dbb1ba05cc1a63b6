"""An athlete's account with a platform: granted on the platform's own page or by a key, and given up again."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import cast

from service.errors import BadInput, Conflict, Finding, NotFound
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.platforms.base import Access, Connects, ConnectsByKey, Granted
from service.platforms.http import AccessLost, Refused, TryLater
from service.platforms.registry import PLATFORMS
from service.platforms.terms import KEPT_AT_MOST
from service.store.repositories.connections import ConnectionRecord
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.platforms.forgetting import forget_account
from service.usecases.platforms.publish import publishes
from service.usecases.services import Services

CONSENT_FOR = timedelta(minutes=15)


def begin_consent(services: Services, scope: Scope, athlete_id: str, provider: str) -> str:
    """The address of the platform's own page that the athlete has to visit within a quarter of an hour."""
    with services.store.reading(scope) as work:
        work.athletes.get(athlete_id)
    platform = _connecting(services, provider)
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    with services.store.writing(scope) as work:
        work.consents.begin(athlete_id, provider, _hash(state), verifier, work.now + CONSENT_FOR)
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
    return platform.consent_url(services.outside.app(provider), state, challenge)


def finish_consent(services: Services, provider: str, state: str, code: str) -> ConnectionRecord:
    """The athlete comes back from the platform. A state counts once. Raises NotFound, Conflict, AccessLost, TryLater."""
    platform = _connecting(services, provider)
    consent = services.store.consent(provider, _hash(state))
    scope = Scope(consent.org_id, "consent", services.clock().date(), sees_all=True)
    with services.store.writing(scope) as work:
        work.consents.use_up(consent.id)
    if services.clock() > consent.expires_at:
        raise NotFound("This consent has waited too long. Begin again.")
    granted = platform.exchange(services.outside.http, services.outside.app(provider), code, consent.verifier)
    return _connected(services, scope, consent.athlete_id, provider, granted)


def connect_by_key(services: Services, scope: Scope, athlete_id: str, provider: str, key: str) -> ConnectionRecord:
    """Raises BadInput for a key that opens nothing, Conflict for the account of somebody else, TryLater."""
    platform = PLATFORMS.get(provider)
    if platform is None or not hasattr(platform, "check_key"):
        raise NotFound("That platform gives no keys to athletes.")
    with services.store.reading(scope) as work:
        work.athletes.get(athlete_id)
    try:
        granted = cast("ConnectsByKey", platform).check_key(services.outside.http, services.outside.app(provider), key)
    except AccessLost:
        detail = "The platform does not accept this key; make a new one there."
        raise BadInput(detail, findings=[Finding("/key", "not-accepted", detail)]) from None
    return _connected(services, scope, athlete_id, provider, granted)


def get_connection(services: Services, scope: Scope, id: str) -> ConnectionRecord:
    with services.store.reading(scope) as work:
        return work.connections.get(id)


def list_connections(services: Services, scope: Scope, athlete_id: str | None = None) -> Sequence[ConnectionRecord]:
    with services.store.reading(scope) as work:
        return work.connections.list() if athlete_id is None else work.connections.of_athlete(athlete_id)


def disconnect(services: Services, scope: Scope, id: str) -> None:
    """Give the access back to the platform and forget the tokens, whatever the platform says to it."""
    with services.store.reading(scope) as work:
        connection = work.connections.get(id)
    app = services.outside.app(connection.provider)
    platform = PLATFORMS.get(connection.provider)
    credentials = json.loads(connection.credentials)
    if hasattr(platform, "revoke") and "token" in credentials:
        try:
            cast("Connects", platform).revoke(Access(services.outside.http, app, credentials, connection.provider_user_id))
        except (AccessLost, Refused, TryLater):
            """The tokens are forgotten all the same."""
    with services.store.writing(scope) as work:
        work.connections.remove(id)
        if connection.provider in KEPT_AT_MOST:
            forget_account(work, connection)
        work.audit.note("connection.removed", id, connection.athlete_id)


def _connecting(services: Services, provider: str) -> Connects:
    platform = PLATFORMS.get(provider)
    if platform is None or not hasattr(platform, "exchange"):
        raise NotFound("There is no such platform to connect with.")
    if not services.outside.app(provider).client_id:
        raise Conflict(f"The operator has not registered this service with {provider}; see ADJUSTER_PLATFORMS.")
    return cast("Connects", platform)


def _connected(services: Services, scope: Scope, athlete_id: str, provider: str, granted: Granted) -> ConnectionRecord:
    with services.store.writing(scope) as work:
        record = work.connections.connect(
            athlete_id, provider, granted.user_id, granted=" ".join(granted.scopes), credentials=json.dumps(dict(granted.credentials)),
            expires_at=granted.expires_at,
        )  # fmt: skip
        work.audit.note("connection.made", record.id, athlete_id)
        _catch_up(work, record)
        work.calls.settle(record.id)
        return record


def _catch_up(work: UnitOfWork, record: ConnectionRecord) -> None:
    """What happened before, and what is planned."""
    if hasattr(PLATFORMS[record.provider], "poll"):
        enqueue(work.session, JobKind.POLL_CONNECTION, work.scope.org_id, record.id, "first")
    if publishes(record.provider):
        enqueue(work.session, JobKind.PUBLISH_PLAN, work.scope.org_id, record.id, of=record.id)


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
