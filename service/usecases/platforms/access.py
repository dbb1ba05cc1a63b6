"""The way to an athlete's account: tokens renewed in time, and what happens when the account is closed to us."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from service.platforms.base import Access, Connects
from service.platforms.http import AccessLost
from service.platforms.registry import PLATFORMS
from service.store.repositories.connections import ConnectionRecord
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services

IN_TIME = timedelta(minutes=5)
"""Tokens that end sooner are renewed before they are used."""


def access_to(services: Services, scope: Scope, connection: ConnectionRecord) -> Access:
    """The account behind a connection. Renewed tokens are stored before anything is done with them: old ones may be void.

    Raises AccessLost when the consent is gone, TryLater.
    """
    credentials = json.loads(connection.credentials)
    if connection.expires_at is not None and connection.expires_at - services.clock() < IN_TIME:
        credentials = _renewed(services, scope, connection)
    return Access(services.outside.http, services.outside.app(connection.provider), credentials, connection.provider_user_id)


def _renewed(services: Services, scope: Scope, connection: ConnectionRecord) -> Mapping[str, str]:
    """Many refresh tokens count once. Who comes second takes what the first one stored, and the consent is not given up for lost."""
    before: dict[str, str] = json.loads(connection.credentials)
    platform = cast("Connects", PLATFORMS[connection.provider])
    try:
        granted = platform.renew(services.outside.http, services.outside.app(connection.provider), before)
    except AccessLost:
        with services.store.reading(scope) as work:
            now: dict[str, str] = json.loads(work.connections.get(connection.id).credentials)
        if now == before:
            raise
        return now
    if granted is None:
        return before
    with services.store.writing(scope) as work:
        work.connections.refresh(connection.id, json.dumps(dict(granted.credentials)), granted.expires_at)
    return granted.credentials


def lose(work: UnitOfWork, connection: ConnectionRecord, why: str) -> None:
    """The account is closed to us; the coach hears of it, and tokens are kept no longer than they are of use."""
    work.connections.lose(connection.id, why)
    work.events.emit("connection.lost", connection.id, connection.athlete_id)
    work.audit.note("connection.lost", connection.id, connection.athlete_id)
