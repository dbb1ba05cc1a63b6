"""Calendars to subscribe to: secret addresses, each made once, shown once, kept as a hash."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from service.errors import NotFound
from service.kit.weeks import local_date
from service.store.repositories.notifications import FeedRecord
from service.store.repositories.plans import PlanHead
from service.store.tenancy import Scope
from service.usecases.plans import thinking
from service.usecases.plans.thinking import FeedCall
from service.usecases.plans.versions import settled
from service.usecases.services import Services

ACTOR = "feed"
NO_PLAN = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//coaching-plan-adjuster//EN\r\nX-WR-CALNAME:Training\r\nEND:VCALENDAR\r\n"
"""A subscription that finds nothing at its address for a while is given up by some phones; one that is empty is not."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """`tag` names the content. `content` is None where the reader has it already."""

    tag: str
    content: bytes | None


def create_feed(services: Services, scope: Scope, athlete_id: str) -> tuple[FeedRecord, str]:
    """A new address for the athlete's calendar: the record, and the token, which is never shown again. Raises NotFound."""
    token = secrets.token_urlsafe(32)
    with services.store.writing(scope) as work:
        work.athletes.get(athlete_id)
        feed = work.feeds.create(athlete_id, _hash(token))
        work.audit.note("feed.created", feed.id, athlete_id)
        work.calls.settle(feed.id, athlete_id=athlete_id)
    return feed, token


def get_feed(services: Services, scope: Scope, id: str) -> FeedRecord:
    """Raises NotFound."""
    with services.store.reading(scope) as work:
        return work.feeds.get(id)


def list_feeds(services: Services, scope: Scope, athlete_id: str) -> Sequence[FeedRecord]:
    """Those that were revoked among them. Raises NotFound."""
    with services.store.reading(scope) as work:
        work.athletes.get(athlete_id)
        return work.feeds.list(athlete_id)


def revoke_feed(services: Services, scope: Scope, athlete_id: str, id: str) -> None:
    """Nothing is found at its address from then on. Raises NotFound."""
    with services.store.writing(scope) as work:
        if all(feed.id != id for feed in work.feeds.list(athlete_id)):
            raise NotFound("The athlete has no feed of this id.")
        work.feeds.revoke(id)
        work.audit.note("feed.revoked", id, athlete_id)


def read_feed(services: Services, token: str, *, address: str, known: frozenset[str] = frozenset()) -> Calendar:
    """The calendar behind a token, for a reader who has the contents of the tags `known`. Raises NotFound.

    It follows the athlete: whichever plan is current is shown, its sessions under ids that a later version keeps.
    """
    feed = services.store.feed(_hash(token))
    today = services.clock().date()
    with services.store.reading(Scope(feed.org_id, ACTOR, today, sees_all=True)) as work:
        athlete = work.athletes.get(feed.athlete_id)
        today = local_date(services.clock(), athlete.timezone)
        plan = None if athlete.current_plan_id is None else work.plans.head(athlete.current_plan_id)
        tag = _tag(plan, today)
        if tag in known:
            return Calendar(tag, None)
        document = None if plan is None else work.plans.get(plan.id).document
    if document is None:
        return Calendar(tag, NO_PLAN)
    call = FeedCall(document, today, address, f"{feed.athlete_id}.adjuster")
    return Calendar(tag, settled(services.pool.run(thinking.render_calendar, call)))


def _tag(plan: PlanHead | None, today: date) -> str:
    """The day is part of it: what was left out goes from the calendar as days pass."""
    return f"{'none' if plan is None else f'{plan.id}.{plan.revision}'}.{today}"


def _hash(token: str) -> str:
    # 256 random bits need no slow hash.
    return sha256(token.encode()).hexdigest()
