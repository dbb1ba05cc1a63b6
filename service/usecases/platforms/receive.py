"""What a platform sends: proved over its bytes, kept once, and worked on later. Nothing slow happens before the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from service.errors import BadInput, NotFound
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.platforms.base import HookSecrets, Incoming, Notice, Platform, Reply
from service.platforms.registry import PLATFORMS, WITHOUT_ACCOUNTS
from service.store.repositories.hooks import HookRecord
from service.store.tables import InboxStatus
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services

AT_ONCE = 50
"""Events in one transaction: a batch of thousands lets others write in between. Cut off midway, it is sent again and goes on."""
LONGEST_DEDUPE_KEY = 200
LONGEST_KIND = 64
LONGEST_USER = 200
UNREAD = "It holds nothing that can be read."


class Hook:
    """The address that a message came to."""

    def __init__(self, platform: Platform, record: HookRecord) -> None:
        self.platform = platform
        self.record = record


def find_hook(services: Services, provider: str, key: str) -> Hook:
    """Raises NotFound: for a platform that we do not know and for a key that we never gave, alike."""
    platform = PLATFORMS.get(provider)
    if platform is None:
        raise NotFound("There is no such hook.")
    return Hook(platform, services.store.hook(provider, hash_of(key)))


def receive(services: Services, hook: Hook, incoming: Incoming) -> Reply:
    """Take a message in and say what the platform wants to hear.

    Raises Untrusted for one that is not proved: nothing of it is kept. One that is proved and cannot be read is noted as ignored
    and acknowledged like any other, for platforms stop sending to whoever says no too often.
    """
    now = services.clock()
    secrets = secrets_of(hook.record.secrets, now)
    greeting = hook.platform.greet(incoming, secrets)
    if greeting is not None:
        return greeting
    hook.platform.verify(incoming, secrets, now)
    notices, unread = _read(hook.platform, incoming)
    scope = Scope(hook.record.org_id, f"hook:{hook.record.provider}", now.date(), sees_all=True)
    for start in range(0, len(notices), AT_ONCE):
        services.store.write_soon(scope, partial(_keep, hook=hook.record, notices=notices[start : start + AT_ONCE])).result()
    if not notices:
        services.store.write_soon(scope, lambda work: _note_unread(services, work, hook.record.provider, incoming.body, unread)).result()
    return hook.platform.reply(incoming)


def _read(platform: Platform, incoming: Incoming) -> tuple[Sequence[Notice], str]:
    """The notices, and why there is none: the body is no JSON, or holds nothing that we know. Places are left out, for they hold names."""
    try:
        return platform.read(incoming), UNREAD
    except BadInput as error:
        return (), " ".join([UNREAD, *(finding.detail for finding in error.findings[:1])])


def _note_unread(services: Services, work: UnitOfWork, provider: str, body: bytes, why: str) -> None:
    """That there was one; not what was in it, for nobody knows what that is."""
    notice = Notice("unread", f"unread:{sha256(body).hexdigest()}", None)
    id = work.inbox.add_once(provider, notice.dedupe_key, kind=notice.kind, provider_user_id=None, document=as_json(notice))
    if id is not None:
        work.inbox.settle(id, InboxStatus.IGNORED, detail=why)
        services.measures.messages.labels(provider, InboxStatus.IGNORED).inc()


def _keep(work: UnitOfWork, hook: HookRecord, notices: Sequence[Notice]) -> None:
    for notice in notices:
        key, kind = _dedupe_key(notice, hook), notice.kind[:LONGEST_KIND]
        id = work.inbox.add_once(hook.provider, key, kind=kind, provider_user_id=_user(notice), document=as_json(notice))
        if id is not None:
            enqueue(work.session, JobKind.PROCESS_EVENT, work.scope.org_id, id, key=id)


def secrets_of(kept: str, now: datetime) -> HookSecrets:
    """The secrets of a hook that are valid now."""
    facts: Mapping[str, Any] = json.loads(kept)
    signing = [entry["secret"] for entry in facts.get("signing", ()) if _is_valid(entry.get("until"), now)]
    told = {name: facts.get(name) or None for name in ("verify_token", "client_id", "subscription_id")}
    return HookSecrets(tuple(secret for secret in signing if secret), **told)


def hash_of(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def as_json(notice: Notice) -> str:
    """A notice as the inbox keeps it."""
    occurred = None if notice.occurred_at is None else notice.occurred_at.astimezone(UTC).isoformat()
    return json.dumps({"kind": notice.kind, "user_id": notice.user_id, "object_id": notice.object_id, "occurred_at": occurred,
                       "content": notice.content})  # fmt: skip


def as_notice(document: str, dedupe_key: str) -> Notice:
    """The notice that `as_json` wrote."""
    facts = json.loads(document)
    occurred = facts["occurred_at"]
    return Notice(
        facts["kind"], dedupe_key, facts["user_id"], facts["content"], facts["object_id"],
        None if occurred is None else datetime.fromisoformat(occurred),
    )  # fmt: skip


def _is_valid(until: str | None, now: datetime) -> bool:
    return until is None or now < datetime.fromisoformat(until)


def _user(notice: Notice) -> str | None:
    """Nobody is known by a longer name."""
    return notice.user_id if len(notice.user_id or "") <= LONGEST_USER else None


def _dedupe_key(notice: Notice, hook: HookRecord) -> str:
    """Of bounded length, however long what the sender called it. Programs count for themselves: each has an address of its own."""
    key = f"{hook.id}|{notice.dedupe_key}" if hook.provider in WITHOUT_ACCOUNTS else notice.dedupe_key
    return key if len(key) <= LONGEST_DEDUPE_KEY else hash_of(key)
