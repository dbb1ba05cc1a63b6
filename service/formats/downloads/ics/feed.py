"""The calendar that phones subscribe to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.documents.plan import PlanDocument
from service.documents.session import SessionDocument
from service.domain.session import Status
from service.formats.downloads.dated import date_of, dated, edited_at
from service.formats.downloads.ics.calendar import host_of, new_calendar, with_sessions
from service.kit.weeks import local_date

REFRESH = timedelta(hours=1)
KEPT_DAYS = 30
"""Who imported a calendar, or polls it rarely, never learns of an event that just went away."""


@dataclass(frozen=True, slots=True)
class Feed:
    """`etag` is a strong one, quotes included."""

    content: bytes
    etag: str


def render_feed(document: PlanDocument, *, now: date, address: str | None = None, host: str | None = None) -> Feed:
    """The plan as a feed on the local date `now`.

    A session that was left out stays for 30 days as cancelled. `address` is the URL of the feed itself; `host` is the part of
    every UID behind the session's id, for whoever serves several plans of one athlete in a row. Raises BadInput when a session
    has no date.
    """
    plan = dated(document)
    named = host or host_of(plan)
    calendar = new_calendar(plan, named)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    if address is not None:
        calendar.add("source", address, parameters={"VALUE": "URI"})
    content = with_sessions(calendar, plan, list(_shown(plan, now)), named)
    return Feed(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


def _shown(plan: PlanDocument, now: date) -> Iterator[SessionDocument]:
    for session in plan.sessions:
        if session.status is not Status.CANCELLED or now <= _left_out_on(session, plan.timezone) + timedelta(days=KEPT_DAYS):
            yield session


def _left_out_on(session: SessionDocument, timezone: str) -> date:
    """When the session was cancelled; where the plan does not say, its own date."""
    edited = edited_at(session)
    return date_of(session) if edited is None else local_date(edited, timezone)
