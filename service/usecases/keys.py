"""Keys of programs: made once, shown once, kept as a hash; and who a caller is."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from service.errors import BadInput, Finding, Forbidden, ServiceError
from service.store.repositories.organisations import KeyRecord
from service.store.tenancy import Scope
from service.usecases.services import Services

FORM = re.compile(r"cpa_live_([0-9a-f]{32})_([A-Za-z0-9_-]{43})")


class Permission(StrEnum):
    """What a key may do. `org:*` lets it see every athlete of its organisation."""

    PLANS_READ = "plans:read"
    PLANS_WRITE = "plans:write"
    REPORTS_READ = "reports:read"
    REPORTS_WRITE = "reports:write"
    REVIEWS_DECIDE = "reviews:decide"
    WEBHOOKS_MANAGE = "webhooks:manage"
    ADMIN = "admin"
    WHOLE_ORGANISATION = "org:*"


COACH_PERMISSIONS = frozenset(Permission) - {Permission.ADMIN, Permission.WHOLE_ORGANISATION, Permission.WEBHOOKS_MANAGE}


class Unauthenticated(ServiceError):
    """Nobody that we know: no key, a forged, expired or revoked one. Which of them is not said."""

    code = "unauthenticated"


@dataclass(frozen=True, slots=True)
class Caller:
    scope: Scope
    may: frozenset[Permission]
    key: KeyRecord | None = None
    """The key that they came with, if it was one of ours."""


@dataclass(frozen=True, slots=True)
class Login:
    """What an issuer whom we believe says of somebody."""

    org_id: str
    coach_id: str | None
    subject: str
    may: frozenset[Permission]


def create_key(
    services: Services, scope: Scope, *, name: str, permissions: Iterable[Permission], coach_id: str | None = None,
    expires_at: datetime | None = None,
) -> tuple[KeyRecord, str]:  # fmt: skip
    """A new key of the organisation, and the token, which is never shown again. Raises BadInput, NotFound."""
    wanted = sorted(set(permissions))
    if expires_at is not None and expires_at <= services.clock():
        raise BadInput("A key that has expired already lets nobody in.", findings=[Finding("/expires_at", "past", "Name a later instant.")])
    if not wanted:
        raise BadInput("A key without permissions can do nothing.", findings=[Finding("/permissions", "too-short", "Name one at least.")])
    if coach_id is None and Permission.WHOLE_ORGANISATION not in wanted:
        detail = "A key that belongs to no coach sees nobody; name the coach, or add org:*."
        raise BadInput(detail, findings=[Finding("/coach_id", "missing", detail)])
    id, secret = services.new_id("key"), secrets.token_urlsafe(32)
    with services.store.writing(_office(scope)) as work:
        if coach_id is not None:
            work.coaches.get(coach_id)
        record = work.keys.create(
            id=id, name=name, secret_hash=_hash(secret), scopes=" ".join(wanted), coach_id=coach_id, expires_at=expires_at
        )
        work.audit.note("key.created", id)
        work.calls.settle(id)
    return record, f"cpa_live_{id.removeprefix('key_')}_{secret}"


def recognise(services: Services, token: str) -> Caller | None:
    """Whoever was let in with this token a moment ago; no database is asked."""
    key = services.known_keys.find(_hash(token))
    return None if key is None or not _is_live(key, services.clock()) else _caller(services, key)


def authenticate(services: Services, token: str) -> Caller:
    """Who carries this token. Raises Unauthenticated."""
    form = FORM.fullmatch(token)
    key = services.store.key(f"key_{form[1]}") if form else None
    # An unknown key costs the same comparison as a known one.
    same = hmac.compare_digest(_hash(form[2]) if form else "", key.secret_hash if key else "-")
    if key is None or not same or not _is_live(key, services.clock()):
        raise Unauthenticated("Send a key that is valid: Authorization: Bearer cpa_live_…")
    services.known_keys.keep(_hash(token), key)
    return _caller(services, key)


def _caller(services: Services, key: KeyRecord) -> Caller:
    may = frozenset(Permission(word) for word in key.scopes.split())
    sees_all = Permission.WHOLE_ORGANISATION in may
    return Caller(Scope(key.org_id, key.id, services.clock().date(), key.coach_id, sees_all), may, key)


def admit(services: Services, login: Login) -> Caller:
    """The caller behind a login. Raises Unauthenticated for an organisation or coach that we do not have, or no longer."""
    sees_all = Permission.WHOLE_ORGANISATION in login.may
    scope = Scope(login.org_id, f"login:{login.subject}", services.clock().date(), login.coach_id, sees_all)
    with services.store.reading(scope) as work:
        known = work.organisations.exists() and (login.coach_id is None or work.coaches.is_active(login.coach_id))
    if not known:
        raise Unauthenticated("Send a token of an organisation and a coach that are known here.")
    return Caller(scope, login.may)


def _is_live(key: KeyRecord, now: datetime) -> bool:
    return key.revoked_at is None and (key.expires_at is None or now < key.expires_at)


def _hash(secret: str) -> str:
    # 256 random bits need no slow hash.
    return sha256(secret.encode()).hexdigest()


def insist_on_may_give(caller: Caller, permissions: Iterable[Permission]) -> None:
    """Raises Forbidden when a caller would give what they do not have."""
    if lacking := sorted(set(permissions) - caller.may):
        raise Forbidden(f"This key cannot give what it lacks: {', '.join(lacking)}.")


def list_keys(services: Services, scope: Scope) -> Sequence[KeyRecord]:
    """All keys of the organisation, revoked ones too."""
    with services.store.reading(_office(scope)) as work:
        return work.keys.list()


def get_key(services: Services, scope: Scope, id: str) -> KeyRecord:
    with services.store.reading(_office(scope)) as work:
        return work.keys.get(id)


def revoke_key(services: Services, scope: Scope, id: str) -> None:
    """From now on the key lets nobody in. Raises NotFound; revoking twice changes nothing."""
    with services.store.writing(_office(scope)) as work:
        work.keys.revoke(id)
        work.audit.note("key.revoked", id)
    services.known_keys.forget()


def found_organisation(services: Services, name: str) -> tuple[KeyRecord, str]:
    """A new organisation and the first key to it, which may do everything."""
    org_id = services.new_id("org")
    scope = Scope(org_id, "operator", services.clock().date(), sees_all=True)
    with services.store.writing(scope) as work:
        work.organisations.create(org_id, name)
    return create_key(services, scope, name="first key", permissions=Permission)


def _office(scope: Scope) -> Scope:
    """Whoever administers an organisation sees all of it."""
    return scope.of_the_service(scope.actor)
