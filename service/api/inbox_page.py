"""What the inbox shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query

from service.api.answers import next_cursor
from service.api.cursor import write_cursor
from service.api.inputs import ListPage
from service.api.problems import Problem
from service.store.repositories.adjustments import AdjustmentRecord, InboxFilter
from service.store.repositories.base import Page
from service.store.tables import AdjustmentStatus


class Order(StrEnum):
    RISK = "risk"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Inbox:
    wanted: InboxFilter
    page: Page


def inbox_page(
    page: ListPage,
    status: Annotated[AdjustmentStatus | None, Query(description="`proposed`: what waits for a decision")] = None,
    athlete_id: Annotated[str | None, Query(max_length=48)] = None,
    order: Annotated[Order, Query(description="`risk`: the most urgent first")] = Order.RISK,
) -> Inbox:
    by_risk = order is Order.RISK
    after = _risk_of(page.after_at) if by_risk and page.after_at is not None else None
    return Inbox(InboxFilter(status, athlete_id, by_risk=by_risk, after_risk=after), page)


def next_place(found: Sequence[AdjustmentRecord], inbox: Inbox) -> str | None:
    """Where the list goes on, if there may be more."""
    if not inbox.wanted.by_risk:
        return next_cursor(found, inbox.page)
    full = len(found) == inbox.page.limit
    return write_cursor(_as_instant(found[-1].risk), found[-1].id) if full else None


def _as_instant(risk: int) -> datetime:
    """Cursors hold an instant and an id; in this order the risk stands in its place."""
    return datetime.fromtimestamp(risk, UTC)


def _risk_of(place: datetime) -> int:
    seconds = place.timestamp()
    if not 0 <= seconds < 2**31:
        raise Problem("bad-input", "cursor is none that this list has given; begin again without one.")
    return int(seconds)


InboxPage = Annotated[Inbox, Depends(inbox_page)]
