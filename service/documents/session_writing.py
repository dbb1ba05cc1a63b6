"""A session of the rules written into a session of a plan."""

from __future__ import annotations

from typing import Any, TypeVar

from service.documents.quantities import Distance, Duration, LoadUnit, PlannedLoad, Quantity, Rpe, SourceOfValue
from service.documents.session import AuthoredPart, ChangeNote, Intensity, OriginalPart, Planned, SessionDocument
from service.domain.session import Original, PartOfDay, PlannedSession

Q = TypeVar("Q", bound=Quantity)


def revised_session(written: SessionDocument, old: PlannedSession, new: PlannedSession, change: ChangeNote | None) -> SessionDocument:
    """`written`, which was read as `old`, with everything in which `new` differs."""
    updates: dict[str, Any] = {
        name: getattr(new, name)
        for name in ("date", "part_of_day", "sport", "kind", "hard", "status", "modality", "inserted")
        if getattr(new, name) != getattr(old, name)
    }
    if new.start_time != old.start_time:
        updates["start_time"] = None if new.start_time is None else new.start_time.isoformat("minutes")
    updates.update(_quantities(written, old, new))
    if new.original is not None:
        updates["original"] = _original(new.original, written)
        if new.date != new.original.date and written.original_date is None:
            updates["original_date"] = new.original.date
    if updates:
        updates["revision"] = (written.revision or 0) + 1
    if change is not None:
        updates["change"] = change
    return written.model_copy(update=updates)


def new_session(session: PlannedSession, change: ChangeNote | None = None) -> SessionDocument:
    """A session that no document knows yet."""
    planned: dict[str, Any] = {"duration_s": _plain(Duration, session.duration_s), "load": _plain(PlannedLoad, session.load)}
    if session.distance_m is not None:
        planned["distance_m"] = _plain(Distance, session.distance_m)
    given: dict[str, Any] = {
        "id": session.id, "date": session.date, "sport": session.sport, "kind": session.kind, "hard": session.hard,
        "planned": Planned(**planned), "priority": session.priority, "status": session.status,
    }  # fmt: skip
    optional: dict[str, Any] = {
        "title": session.title or None,
        "rpe": None if session.rpe is None else _plain(Rpe, session.rpe),
        "part_of_day": None if session.part_of_day is PartOfDay.ANY else session.part_of_day,
        "start_time": None if session.start_time is None else session.start_time.isoformat("minutes"),
        "inserted": session.inserted or None,
        "modality": session.modality,
        "original": None if session.original is None else _original(session.original, None),
        "change": change,
    }
    return SessionDocument(**given, **{name: value for name, value in optional.items() if value is not None})


def _quantities(written: SessionDocument, old: PlannedSession, new: PlannedSession) -> dict[str, Any]:
    """New values of duration, distance, load and effort; the coach's own words where the session is as it was."""
    if (new.duration_s, new.distance_m, new.load, new.rpe) == (old.duration_s, old.distance_m, old.load, old.rpe):
        return {}
    if written.original is not None and written.original.authored is not None and new.original is not None and _is_restored(new):
        was = written.original.authored
        return {"planned": was.planned, "rpe": was.rpe, "intensity": was.intensity}
    planned = written.planned or Planned()
    parts: dict[str, Any] = {}
    if new.duration_s != old.duration_s:
        parts["duration_s"] = _changed(planned.duration_s, Duration, new.duration_s)
    if new.distance_m != old.distance_m:
        parts["distance_m"] = None if new.distance_m is None else _changed(planned.distance_m, Distance, new.distance_m)
    parts["load"] = _load(planned.load, new.load)
    updates: dict[str, Any] = {"planned": planned.model_copy(update=parts)}
    if new.rpe != old.rpe and new.rpe is not None:
        updates.update(_effort(written, new.rpe))
    return updates


def _effort(written: SessionDocument, rpe: float) -> dict[str, Any]:
    if written.rpe is None and written.intensity is not None and written.intensity.rpe is not None:
        intensity: Intensity = written.intensity.model_copy(update={"rpe": written.intensity.rpe.changed_to(rpe)})
        return {"intensity": intensity}
    return {"rpe": _changed(written.rpe, Rpe, rpe)}


def _load(before: PlannedLoad | None, load: int) -> PlannedLoad:
    """Load in the unit of the rules; what the coach wrote in another unit no longer holds."""
    if before is not None and before.counts:
        unit = {} if before.unit is None else {"unit": before.unit}
        return before.changed_to(load).model_copy(update=unit)
    return PlannedLoad(value=load, unit=LoadUnit.RPE_MIN, source=SourceOfValue.ESTIMATED)


def _changed(before: Q | None, kind: type[Q], value: float) -> Q:
    return _plain(kind, value) if before is None else before.changed_to(value)


def _plain(kind: type[Q], value: float) -> Q:
    return kind.model_validate(value)


def _original(was: Original, written: SessionDocument | None) -> OriginalPart:
    """Copied unchanged when it is there already (ruling D1); else with the coach's own words beside it."""
    if written is not None and written.original is not None:
        return written.original
    given: dict[str, Any] = {
        "date": was.date, "part_of_day": was.part_of_day, "sport": was.sport, "kind": was.kind, "hard": was.hard,
        "duration_s": was.duration_s, "distance_m": was.distance_m, "load": was.load, "rpe": was.rpe, "status": was.status,
    }  # fmt: skip
    authored = {name: getattr(written, name) for name in ("planned", "rpe", "intensity") if getattr(written, name, None) is not None}
    return OriginalPart(**given, **({"authored": AuthoredPart(**authored)} if authored else {}))


def _is_restored(session: PlannedSession) -> bool:
    was = session.original
    return was is not None and (was.duration_s, was.distance_m, was.load, was.rpe) == (
        session.duration_s, session.distance_m, session.load, session.rpe,
    )  # fmt: skip
