"""The way to an athlete's account: tokens renewed in time, and what happens when the account is closed to us."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from service.platforms.base import Access, Connects
from service.platforms.http import TryLater
from service.platforms.registry import PLATFORMS
from service.store.repositories.connections import ConnectionRecord
from service.store.tenancy import Scope
from service.usecases.services import Services

IN_TIME = timedelta(minutes=5)
"""Tokens that end sooner are renewed before they are used."""
RENEWAL_TAKES = timedelta(minutes=1)
"""At most; whoever was renewing has died if it takes longer."""
SOON_S = 5
PLATFORM = "platform:"


def scope_of(org_id: str, provider: str, services: Services) -> Scope:
    """What is written on the word of a platform is marked as such, for some of it has to be forgotten early."""
    return Scope(org_id, actor_of(provider), services.clock().date(), sees_all=True)


def actor_of(provider: str) -> str:
    return f"{PLATFORM}{provider}"


def is_platform(actor: str) -> bool:
    """Whether something was written on the word of a platform, and not of a person."""
    return actor.startswith(PLATFORM)


def access_to(services: Services, scope: Scope, connection: ConnectionRecord) -> Access:
    """The account behind a connection. Renewed tokens are stored before anything is done with them: old ones may be void.

    Raises AccessLost when the consent is gone, TryLater.
    """
    credentials = json.loads(connection.credentials)
    if connection.expires_at is not None and connection.expires_at - services.clock() < IN_TIME:
        credentials = _renewed(services, scope, connection)
    return Access(services.outside.http, services.outside.app(connection.provider), credentials, connection.provider_user_id)


def _renewed(services: Services, scope: Scope, connection: ConnectionRecord) -> Mapping[str, str]:
    """Many refresh tokens count once, so one renews and all others wait: who came second would be told that the consent is gone."""
    with services.store.writing(scope) as work:
        is_ours = work.connections.claim_renewal(connection.id, work.now + RENEWAL_TAKES)
        now = work.connections.get(connection.id)
    before: dict[str, str] = json.loads(now.credentials)
    if not is_ours:
        raise TryLater("The tokens are being renewed.", after_s=SOON_S)
    granted = None
    try:
        if now.expires_at == connection.expires_at:
            platform = cast("Connects", PLATFORMS[connection.provider])
            granted = platform.renew(services.outside.http, services.outside.app(connection.provider), before)
    finally:
        with services.store.writing(scope) as work:
            if granted is None:
                work.connections.give_up_renewal(connection.id)
            else:
                work.connections.refresh(connection.id, json.dumps(dict(granted.credentials)), granted.expires_at)
    return before if granted is None else granted.credentials
