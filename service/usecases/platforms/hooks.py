"""Secret addresses of ours to which platforms send: made, shown once, their secrets changed, revoked."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from service.errors import BadInput, Finding
from service.platforms.registry import PLATFORMS
from service.platforms.standard.signing import key_of, new_secret
from service.store.repositories.base import Page
from service.store.repositories.hooks import HookRecord
from service.store.repositories.inbox import MessageFilter, MessageRecord
from service.store.tenancy import Scope
from service.usecases.platforms.receive import hash_of
from service.usecases.services import Services

OVERLAP = timedelta(hours=24)
STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class HookSecretsGiven:
    """What the caller knows of the platform's secrets; for our own scheme a signing secret is made."""

    signing: str | None = None
    verify_token: str | None = None
    client_id: str | None = None
    subscription_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewHook:
    record: HookRecord
    key: str
    """The secret part of the address; shown this once."""
    signing: str | None
    """Shown this once, where we made it."""


def create_hook(services: Services, scope: Scope, provider: str, given: HookSecretsGiven) -> NewHook:
    """Raises BadInput for a platform that we do not know, or without the secret that its messages are proved by."""
    if provider not in PLATFORMS:
        detail = f"provider must be one of: {', '.join(PLATFORMS)}."
        raise BadInput(detail, findings=[Finding("/provider", "unknown-value", detail)])
    signing = given.signing or (new_secret() if provider == STANDARD else None)
    _check(provider, signing, given)
    key = secrets.token_urlsafe(32)
    facts = {"signing": [{"secret": signing}] if signing else [], **_others(given)}
    with services.store.writing(scope) as work:
        record = work.hooks.create(provider, hash_of(key), json.dumps(facts))
        work.audit.note("hook.created", record.id)
        work.calls.settle(record.id)
    return NewHook(record, key, signing if given.signing is None else None)


def list_hooks(services: Services, scope: Scope) -> Sequence[HookRecord]:
    with services.store.reading(scope) as work:
        return work.hooks.list()


def list_messages(services: Services, scope: Scope, wanted: MessageFilter, page: Page) -> Sequence[MessageRecord]:
    """What became of what was sent to these addresses, newest first."""
    with services.store.reading(scope) as work:
        return work.inbox.messages(wanted, page)


def get_hook(services: Services, scope: Scope, id: str) -> HookRecord:
    with services.store.reading(scope) as work:
        return work.hooks.get(id)


def change_secret(services: Services, scope: Scope, id: str, signing: str | None) -> tuple[HookRecord, str | None]:
    """The next secret that proves messages; the one before counts for another day. Without one given, ours is made."""
    with services.store.writing(scope) as work:
        record = work.hooks.get(id)
        secret = signing or (new_secret() if record.provider == STANDARD else None)
        _check(record.provider, secret, HookSecretsGiven(signing=secret))
        facts: dict[str, Any] = json.loads(record.secrets)
        until = (work.now + OVERLAP).isoformat()
        facts["signing"] = [{"secret": secret}, *({**entry, "until": entry.get("until") or until} for entry in facts["signing"][:1])]
        work.hooks.change_secrets(id, json.dumps(facts))
        work.audit.note("hook.secret_changed", id)
        work.calls.settle(id)
        return work.hooks.get(id), secret if signing is None else None


def revoke_hook(services: Services, scope: Scope, id: str) -> None:
    with services.store.writing(scope) as work:
        work.hooks.revoke(id)
        work.audit.note("hook.revoked", id)


def _check(provider: str, signing: str | None, given: HookSecretsGiven) -> None:
    """An empty secret would prove anything."""
    needed: Mapping[str, bool] = PLATFORMS[provider].proof
    values = {"signing": signing, "verify_token": given.verify_token, "client_id": given.client_id}
    missing = [name for name, wanted in needed.items() if wanted and not values.get(name)]
    if missing:
        detail = f"{missing[0]} is needed: messages of {provider} are proved by it."
        raise BadInput(detail, findings=[Finding(f"/{name}", "missing", detail) for name in missing])
    if provider == STANDARD and signing is not None:
        try:
            key_of(signing)
        except ValueError as error:
            raise BadInput(f"{error}.", findings=[Finding("/signing", "bad-secret", f"{error}.")]) from None


def _others(given: HookSecretsGiven) -> dict[str, str]:
    told = {"verify_token": given.verify_token, "client_id": given.client_id, "subscription_id": given.subscription_id}
    return {name: value for name, value in told.items() if value}
