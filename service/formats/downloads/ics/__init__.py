"""iCalendar: the plan as a file to import, and as a feed to subscribe to."""

from __future__ import annotations

from service.documents.plan import PlanDocument
from service.formats.downloads.ics.calendar import calendar_bytes
from service.formats.downloads.ics.feed import Feed, render_feed

__all__ = ["Feed", "render_feed", "write"]


def write(document: PlanDocument) -> bytes:
    """The whole plan as a file. Raises BadInput when a session has no date."""
    return calendar_bytes(document)
