"""Platforms that have to be asked before they send: asked once, looked after, and asked to stop."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from service.errors import BadInput, Conflict, Finding, NotFound, ServiceError
from service.platforms.base import App, Subscribed, Subscribes, Subscription
from service.platforms.http import AccessLost, Refused
from service.platforms.registry import PLATFORMS, SUBSCRIBERS
from service.store.repositories.hooks import HookRecord
from service.store.tenancy import Scope
from service.usecases.platforms.hooks import HookSecretsGiven, create_hook, revoke_hook
from service.usecases.platforms.receive import hash_of
from service.usecases.services import Services

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """A subscription of our registration; `hook` is the address of ours that it goes to, None where it goes elsewhere."""

    subscription: Subscription
    hook: HookRecord | None


def list_subscriptions(services: Services, scope: Scope, provider: str) -> Sequence[Seen]:
    """What the platform itself says. Raises BadInput, Conflict, TryLater."""
    platform, app = _asked(services, provider)
    with _in_our_words(provider):
        found = platform.subscriptions(services.outside.http, app)
    return [Seen(each, _hook_of(services, scope, provider, each.url)) for each in found]


def subscribe(services: Services, scope: Scope, provider: str, public_url: str) -> Sequence[Seen]:
    """Have the platform send to an address of ours. Done before, nothing is changed; half done before, the rest is done.

    Our server has to answer at `public_url` meanwhile: platforms call it before they agree. Raises BadInput, Conflict, TryLater.
    """
    _expect_reachable(public_url, _asked(services, provider)[1])
    there = list_subscriptions(services, scope, provider)
    ours = [seen for seen in there if seen.hook is not None]
    if len(ours) < len(there):
        raise Conflict(f"{provider} sends to another address already. To give that up: adjuster platforms unsubscribe {provider}")
    if ours and _can_be_proved(provider, ours[0].hook):
        return _completed(services, scope, provider, ours)
    if ours:  # the key was shown once, and is lost
        unsubscribe(services, scope, provider)
    return _begun(services, scope, provider, public_url)


def unsubscribe(services: Services, scope: Scope, provider: str) -> Sequence[Seen]:
    """Have the platform send nothing any more, to whatever address; ours are revoked. What was given up. Raises as above."""
    platform, app = _asked(services, provider)
    there = list_subscriptions(services, scope, provider)
    with _in_our_words(provider):
        for seen in there:
            platform.unsubscribe(services.outside.http, app, seen.subscription.id)
    for hook_id in sorted({seen.hook.id for seen in there if seen.hook is not None}):
        revoke_hook(services, scope, hook_id)
    return there


def keep_subscriptions(services: Services) -> int:
    """Renew what would end and wake what fell asleep; how many. A platform that does not answer is asked again next time."""
    kept, http, now = 0, services.outside.http, services.clock()
    for provider, platform in SUBSCRIBERS.items():
        app = services.outside.app(provider)
        if not app.client_id:
            continue
        try:
            kept += sum(platform.keep(http, app, each, now) for each in platform.subscriptions(http, app))
        except ServiceError as error:
            log.warning("subscriptions with %s could not be looked after: %s", provider, error.code)
    return kept


def _begun(services: Services, scope: Scope, provider: str, public_url: str) -> Sequence[Seen]:
    """The address first, for it is called at once; it goes again when nothing came of it."""
    platform, app = _asked(services, provider)
    token = secrets.token_urlsafe(32)
    signing = app.client_secret if PLATFORMS[provider].proof.get("signing") else None
    hook = create_hook(services, scope, provider, HookSecretsGiven(signing=signing, verify_token=token))
    url = f"{public_url.rstrip('/')}/v1/hooks/{provider}/{hook.key}"
    try:
        with _in_our_words(provider):
            done = platform.subscribe(services.outside.http, app, url, token, ())
    except ServiceError:
        if not _may_be_in_use(services, scope, provider, hook.record):
            revoke_hook(services, scope, hook.record.id)
        raise
    return _noted(services, scope, provider, hook.record, done)


def _may_be_in_use(services: Services, scope: Scope, provider: str, hook: HookRecord) -> bool:
    """Some may have been made, or the answer may have been lost: then the rest is done by whoever asks again."""
    try:
        return any(seen.hook is not None and seen.hook.id == hook.id for seen in list_subscriptions(services, scope, provider))
    except ServiceError:
        return True


def _completed(services: Services, scope: Scope, provider: str, ours: Sequence[Seen]) -> Sequence[Seen]:
    """The same address for what was not asked for yet."""
    platform, app = _asked(services, provider)
    there, hook = [seen.subscription for seen in ours], ours[0].hook
    assert hook is not None
    token = json.loads(hook.secrets).get("verify_token", "")
    with _in_our_words(provider):
        done = platform.subscribe(services.outside.http, app, there[0].url or "", token, there)
    return _noted(services, scope, provider, hook, done)


def _noted(services: Services, scope: Scope, provider: str, hook: HookRecord, done: Subscribed) -> Sequence[Seen]:
    """Keep what proves the messages to come: the key that was shown, and the only subscription that they may name."""
    facts: dict[str, Any] = json.loads(hook.secrets)
    if done.signing is not None:
        facts["signing"] = [{"secret": done.signing}]
    if len(done.subscriptions) == 1:
        facts["subscription_id"] = done.subscriptions[0].id
    with services.store.writing(scope) as work:
        if facts != json.loads(hook.secrets):
            work.hooks.change_secrets(hook.id, json.dumps(facts))
        work.audit.note("platform.subscribed", hook.id)
        kept = work.hooks.get(hook.id)
    log.info("%s sends to us; subscriptions: %d", provider, len(done.subscriptions))
    return [Seen(each, kept) for each in done.subscriptions]


def _asked(services: Services, provider: str) -> tuple[Subscribes, App]:
    platform = SUBSCRIBERS.get(provider)
    if platform is None:
        detail = f"{provider} is not asked in this way. Those that are: {', '.join(SUBSCRIBERS)}."
        raise BadInput(detail, findings=[Finding("NAME", "unknown-value", detail)], place="command line")
    app = services.outside.app(provider)
    if not app.client_id or not app.client_secret:
        raise Conflict(f"This service is not registered with {provider}; see ADJUSTER_PLATFORMS.")
    return platform, app


def _expect_reachable(public_url: str, app: App) -> None:
    if not public_url.startswith("https://") and app.base_url is None:
        detail = "Platforms send to https addresses only; set ADJUSTER_PUBLIC_URL to where they reach this service."
        raise BadInput(detail, findings=[Finding("ADJUSTER_PUBLIC_URL", "bad-setting", detail)], place="environment")


def _can_be_proved(provider: str, hook: HookRecord | None) -> bool:
    facts = {} if hook is None else json.loads(hook.secrets)
    return bool(facts.get("signing")) or provider == "strava"


def _hook_of(services: Services, scope: Scope, provider: str, url: str | None) -> HookRecord | None:
    """By the secret part of the address; the address itself is kept nowhere."""
    try:
        hook = services.store.hook(provider, hash_of((url or "").rstrip("/").rpartition("/")[2]))
    except NotFound:
        return None
    return hook if hook.org_id == scope.org_id else None


@contextmanager
def _in_our_words(provider: str) -> Iterator[None]:
    """Raises Conflict where the platform says no; TryLater is left as it is."""
    try:
        yield
    except AccessLost:
        raise Conflict(f"{provider} does not accept our registration; see ADJUSTER_PLATFORMS.") from None
    except Refused as error:
        raise Conflict(f"{provider} refused: {error.message} It calls this service before it agrees: is it reachable?") from None
