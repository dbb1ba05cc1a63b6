"""The way to an athlete's account: tokens renewed in time, and what happens when the account is closed to us."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import cast

from service.platforms.base import Access, Connects, Granted
from service.platforms.registry import PLATFORMS
from service.store.repositories.platforms import ConnectionRecord
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services

IN_TIME = timedelta(minutes=5)
"""Tokens that end sooner are renewed before they are used."""


def access_to(services: Services, scope: Scope, connection: ConnectionRecord) -> Access:
    """The account behind a connection. Renewed tokens are stored before anything is done with them: old ones may be void.

    Raises AccessLost when the consent is gone, TryLater.
    """
    app, http = services.outside.app(connection.provider), services.outside.http
    credentials = json.loads(connection.credentials)
    if connection.expires_at is not None and connection.expires_at - services.clock() < IN_TIME:
        platform = cast("Connects", PLATFORMS[connection.provider])
        granted: Granted | None = platform.renew(http, app, credentials)
        if granted is not None:
            credentials = dict(granted.credentials)
            with services.store.writing(scope) as work:
                work.connections.refresh(connection.id, json.dumps(credentials), granted.expires_at)
    return Access(http, app, credentials, connection.provider_user_id)


def lose(work: UnitOfWork, connection: ConnectionRecord, why: str) -> None:
    """The account is closed to us; the coach hears of it, and tokens are kept no longer than they are of use."""
    work.connections.lose(connection.id, why)
    work.events.emit("connection.lost", connection.id, connection.athlete_id)
    work.audit.note("connection.lost", connection.id, connection.athlete_id)
