"""Operations on what stands in a plan: a session put in, or taken out."""

from __future__ import annotations

from service.documents.editing.desk import Desk
from service.documents.editing.operations import Delete, Upsert
from service.documents.session import SessionDocument


def upsert(desk: Desk, operation: Upsert) -> None:
    new, day = operation.session, operation.session.date
    if day is None:
        desk.refuse("session/date", "missing", "date is required; add it.")
    known = desk.sessions.get(new.id or "")
    if known is None:
        desk.put(desk.as_coach(new))
        return
    if desk.is_done(known):
        new = _with_what_was_done(desk, new, known)
    desk.take_race_along(known, day)
    desk.put(desk.as_coach(new.model_copy(update={"revision": known.revision}) if known.revision else new))


def delete(desk: Desk, operation: Delete) -> None:
    session = desk.open_session(operation.session_id)
    if len(desk.sessions) == 1:
        desk.refuse("session_id", "last-session", "A plan holds one session at least; archive the plan instead.")
    desk.drop_race(session)
    del desk.sessions[session.id or ""]


def _with_what_was_done(desk: Desk, new: SessionDocument, known: SessionDocument) -> SessionDocument:
    """What was planned may still be put right; when it was done and how is no matter of planning."""
    if new.date != known.date:
        desk.refuse("session/date", "done", "What became of this session is recorded; its date stays.")
    copy = new.model_copy(update={"status": known.status, "completed": known.completed})
    for name in ("status", "completed"):
        if getattr(known, name) is None:
            copy.model_fields_set.discard(name)
    return copy
