"""Instants as files write them."""

from __future__ import annotations

from datetime import UTC, datetime

from service.documents.limits import EARLIEST_DATE, LATEST_DATE


def instant_in(text: str) -> datetime | None:
    """The instant, in UTC where no offset is written; None where there is none, or none of our times."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not EARLIEST_DATE < read.date() < LATEST_DATE:
        return None
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)
