"""What an event says below its title: the change first, then totals, the coach's words, and the steps."""

from __future__ import annotations

from service.documents.session import SessionDocument
from service.domain.distances import DistanceUnits
from service.domain.session import Priority, Status
from service.formats.downloads.words import day_name, stated_amounts
from service.formats.intervals.steps_text import steps_text


def described(session: SessionDocument, units: DistanceUnits) -> str:
    """Blocks of text with a blank line between them; empty where there is nothing to say."""
    blocks = [_changed(session), _totals(session, units), session.description or "", steps_text(session.structure, units.of(session.sport))]
    return "\n\n".join(block.strip() for block in blocks if block.strip())


def _changed(session: SessionDocument) -> str:
    """`Moved from Thu 5 Mar: No hard session before Fri 6 Mar`; empty where nothing was changed.

    Why a session is on hold stays between athlete and coach: calendars are shared.
    """
    if session.status is Status.SUSPENDED:
        return "On hold: ask your coach. The plan is kept."
    was, reason = session.original, session.change.reason if session.change is not None else None
    moved_from = was.date if was is not None else session.original_date
    moved = moved_from is not None and moved_from != session.date
    if not moved and not reason:
        return ""
    head = f"Moved from {day_name(moved_from)}" if moved and moved_from is not None else "Changed"
    return f"{head}: {reason}" if reason else head


def _totals(session: SessionDocument, units: DistanceUnits) -> str:
    parts = stated_amounts(session, units)
    load = session.planned.load if session.planned else None
    if load is not None and load.mean() is not None:
        unit = f" {load.unit.value}" if load.unit is not None and not load.counts else ""
        parts.append(f"load {load.mean():g}{unit}")
    effort = session.rpe.mean() if session.rpe else None
    if effort is not None:
        parts.append(f"RPE {effort:g}")
    if session.priority is Priority.KEY:
        parts.append("key session")
    return " · ".join(parts)
