"""What a platform adapter can do. Every adapter can take in webhooks; the other abilities are there or not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from service.errors import ServiceError
from service.platforms.events import PlatformEvent
from service.platforms.http import Http

THIN_BODY = 64 * 1024
FULL_BODY = 1024 * 1024


class Untrusted(ServiceError):
    """The message is not proved to be the platform's. Nothing of it is kept, and why is not said."""

    code = "hook-untrusted"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as it came: the bytes are what is verified, before anything is read from them."""

    method: str
    headers: Mapping[str, str]
    """By lower-case name."""
    query: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class HookSecrets:
    """What proves a message; `signing` are all that are valid now, the newest first. Empty texts are never in it."""

    signing: tuple[str, ...] = ()
    verify_token: str | None = None
    client_id: str | None = None
    subscription_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the platform wants to hear."""

    status: int = 200
    body: bytes = b"{}"
    media_type: str = "application/json"

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Reply:
        return cls(body=json.dumps(told).encode())


@dataclass(frozen=True, slots=True)
class Notice:
    """One event of a message. `content` is what the message held of it; None where it has to be fetched."""

    kind: str
    """The platform's own word, for the log."""
    dedupe_key: str
    user_id: str | None
    content: Mapping[str, Any] | None = None
    object_id: str | None = None
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class App:
    """Our own registration with a platform."""

    client_id: str = ""
    client_secret: str = ""
    base_url: str | None = None
    """Another address than the platform's own, for trying things out."""
    redirect_uri: str = ""
    api_key: str = ""
    """A further key, for platforms behind a gateway that counts calls by it."""


@dataclass(frozen=True, slots=True)
class Granted:
    """What a platform gives for an athlete's consent."""

    user_id: str
    credentials: Mapping[str, str]
    scopes: tuple[str, ...] = ()
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """The way to one athlete's account."""

    http: Http
    app: App
    credentials: Mapping[str, str]
    user_id: str


class Platform(Protocol):
    """Takes in what a platform sends. Stateless; one instance serves all."""

    @property
    def name(self) -> str: ...
    @property
    def largest_body(self) -> int: ...
    @property
    def proof(self) -> Mapping[str, bool]:
        """Which parts of `HookSecrets` its messages need (`signing`, `verify_token`, `client_id`): without, anything would pass."""
        ...

    def greet(self, incoming: Incoming, secrets: HookSecrets) -> Reply | None:
        """The answer to a handshake or a health check; None for an ordinary message. Raises Untrusted."""
        ...

    def verify(self, incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
        """Over the raw bytes, in constant time. Raises Untrusted."""
        ...

    def read(self, incoming: Incoming) -> tuple[Notice, ...]:
        """The events of a verified message; unknown kinds too. Raises BadInput for a body that is none."""
        ...

    def reply(self, incoming: Incoming) -> Reply:
        """The acknowledgement of a message that was stored."""
        ...

    def understand(self, notice: Notice, access: Access | None) -> tuple[PlatformEvent, ...]:
        """What a notice says, fetched where it is only a hint; nothing for a kind that means nothing to us.

        `access` is None for senders without accounts. Raises AccessLost, TryLater, or Refused of `platforms.http`.
        """
        ...


class Polls(Protocol):
    """Can be asked what was missed."""

    def poll(self, access: Access, since: date, until: date) -> tuple[PlatformEvent, ...]: ...


class Connects(Protocol):
    """Athletes grant access on the platform's own page (OAuth 2)."""

    def consent_url(self, app: App, state: str, challenge: str) -> str: ...
    def exchange(self, http: Http, app: App, code: str, verifier: str) -> Granted: ...
    def renew(self, http: Http, app: App, credentials: Mapping[str, str]) -> Granted | None:
        """New tokens; None where they never end. Raises AccessLost when the consent is gone."""
        ...

    def revoke(self, access: Access) -> None: ...


class ConnectsByKey(Protocol):
    """Athletes hand over a key that the platform gave them."""

    def check_key(self, http: Http, app: App, key: str) -> Granted:
        """Raises AccessLost for a key that does not open anything."""
        ...


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a platform sends to an address of its own accord, once it was asked to."""

    id: str
    url: str | None
    about: str
    """What it is about, in the platform's words."""
    is_active: bool = True
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What came of asking. `signing`: the key that messages will be signed with, where the platform makes one; shown this once."""

    subscriptions: tuple[Subscription, ...]
    signing: str | None = None


class Subscribes(Protocol):
    """Has to be asked to send, for all athletes together. All calls raise Refused, AccessLost, TryLater."""

    def subscriptions(self, http: Http, app: App) -> tuple[Subscription, ...]:
        """All of our registration, to whatever address."""
        ...

    def subscribe(self, http: Http, app: App, url: str, verify_token: str, there: Sequence[Subscription]) -> Subscribed:
        """Ask for what is not `there` yet. The platform may call `url` before this comes back."""
        ...

    def keep(self, http: Http, app: App, subscription: Subscription, now: datetime) -> bool:
        """See that it goes on; whether anything had to be done for that."""
        ...

    def unsubscribe(self, http: Http, app: App, id: str) -> None: ...
