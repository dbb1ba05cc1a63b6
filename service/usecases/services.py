"""What a use case may ask for; the composition root fills it."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.kit.clock import Clock
from service.kit.ids import IdMaker
from service.kit.workers import WorkerPool
from service.notifications.post import Post
from service.notifications.webhook_sender import WebhookSender
from service.platforms.outside import Outside
from service.store.store import Store
from service.usecases.known_keys import KnownKeys
from service.usecases.measures import Measures


@dataclass(frozen=True, slots=True)
class Services:
    """The pool is not open yet: whoever serves opens and closes it."""

    store: Store
    pool: WorkerPool
    clock: Clock
    new_id: IdMaker
    measures: Measures = field(default_factory=Measures)
    known_keys: KnownKeys = field(default_factory=KnownKeys)
    outside: Outside = field(default_factory=Outside)
    sender: WebhookSender = field(default_factory=WebhookSender)
    post: Post | None = None
    """None where no mail server is set: letters are written and stay here."""
