"""A session of the rules written into a session of a plan."""

from __future__ import annotations

from typing import Any

from service.documents.authored import as_authored, authored_part, with_fields
from service.documents.quantities import Distance, Duration, PlannedLoad, Rpe
from service.documents.session import ChangeNote, OriginalPart, Planned, SessionDocument
from service.documents.session_words import words_for
from service.domain.session import Original, PartOfDay, PlannedSession


def revised_session(written: SessionDocument, old: PlannedSession, new: PlannedSession, change: ChangeNote | None) -> SessionDocument:
    """`written`, which was read as `old`, with everything in which `new` differs from it.

    What it says follows from the coach's own words and from `new`, never from an earlier revision.
    """
    updates: dict[str, Any] = {
        name: getattr(new, name)
        for name in ("date", "part_of_day", "sport", "kind", "hard", "status", "inserted")
        if getattr(new, name) != getattr(old, name)
    }
    own = as_authored(written)
    updates.update(words_for(own, old.restored(), new))
    if new.original is not None:
        updates["original"] = _original(new.original, written)
        if new.date != new.original.date and written.original_date is None:
            updates["original_date"] = new.original.date
    if any(value != getattr(written, name) for name, value in updates.items()):
        updates["revision"] = (written.revision or 0) + 1
    if change is not None:
        updates["change"] = change
    return with_fields(written, updates, given=own)


def new_session(session: PlannedSession, change: ChangeNote | None = None) -> SessionDocument:
    """A session that no document knows yet."""
    planned: dict[str, Any] = {"duration_s": Duration.model_validate(session.duration_s), "load": PlannedLoad.model_validate(session.load)}
    if session.distance_m is not None:
        planned["distance_m"] = Distance.model_validate(session.distance_m)
    given: dict[str, Any] = {
        "id": session.id, "date": session.date, "sport": session.sport, "kind": session.kind, "hard": session.hard,
        "planned": Planned(**planned), "priority": session.priority, "status": session.status,
    }  # fmt: skip
    optional: dict[str, Any] = {
        "title": session.title or None,
        "rpe": None if session.rpe is None else Rpe.model_validate(session.rpe),
        "part_of_day": None if session.part_of_day is PartOfDay.ANY else session.part_of_day,
        "start_time": None if session.start_time is None else session.start_time.isoformat("minutes"),
        "inserted": session.inserted or None,
        "modality": session.modality,
        "original": None if session.original is None else _original(session.original, None),
        "change": change,
    }
    return SessionDocument(**given, **{name: value for name, value in optional.items() if value is not None})


def _original(was: Original, written: SessionDocument | None) -> OriginalPart:
    """Copied unchanged when it is there already (ruling D1); else with the coach's own words beside it."""
    if written is not None and written.original is not None:
        return written.original.model_copy(update={"authored": authored_part(written)})
    given: dict[str, Any] = {
        "date": was.date, "part_of_day": was.part_of_day, "sport": was.sport, "kind": was.kind, "hard": was.hard,
        "duration_s": was.duration_s, "distance_m": was.distance_m, "load": was.load, "rpe": was.rpe, "status": was.status,
    }  # fmt: skip
    return OriginalPart(**given, **({} if written is None else {"authored": authored_part(written)}))
