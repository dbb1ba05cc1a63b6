"""A week once more, at another place of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from service.documents.authored import as_authored
from service.documents.editing.desk import Desk
from service.documents.editing.moving import carried
from service.documents.editing.operations import CopyWeek
from service.documents.session import SessionDocument
from service.domain.session import Status

ONLY_ONCE = ("id", "revision", "external_ids", "phase_id", "status", "completed", "athlete_notes", "source", "updated_at")
"""What belongs to one session and to no copy of it."""
LEFT_OUT = frozenset({Status.CANCELLED, Status.SUSPENDED})


def copy_week(desk: Desk, operation: CopyWeek) -> None:
    days = (operation.to - operation.from_day).days
    if days == 0:
        desk.refuse("to", "same-week", "The week would be copied onto itself; name another first day.")
    week = list(_as_written(desk, operation))
    if not week:
        desk.refuse("from", "empty-week", "No session that can be copied stands in these seven days.")
    for session in week:
        updates: dict[str, Any] = carried(desk, session, days, "to")
        if session.group is not None:
            updates["group"] = session.group.model_copy(update={"id": f"{session.group.id[:280]}@{operation.to}"})
        desk.put(_first_of_its_kind(desk.as_coach(session, **updates)))


def _as_written(desk: Desk, operation: CopyWeek) -> Iterator[SessionDocument]:
    """The week the way its coach last wrote it: without what the service inserted, with what it left out or moved away."""
    last = operation.from_day + timedelta(days=6)
    for session in list(desk.sessions.values()):
        own = _own(session)
        here = own.date is not None and operation.from_day <= own.date <= last
        if here and not (desk.is_race(session) or session.inserted or own.status in LEFT_OUT):
            yield own


def _own(session: SessionDocument) -> SessionDocument:
    was = session.original
    if was is None:
        return session
    return as_authored(session).model_copy(update={"date": was.date, "part_of_day": was.part_of_day, "status": was.status})


def _first_of_its_kind(session: SessionDocument) -> SessionDocument:
    copy = session.model_copy(update=dict.fromkeys(ONLY_ONCE))
    copy.model_fields_set.difference_update(ONLY_ONCE)
    return copy
