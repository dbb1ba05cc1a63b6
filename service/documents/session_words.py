"""What a revised session says: the coach's words as long as they hold, and what takes their place where they do not.

Steps, exercises, paces and alternatives of a session that was made easier would still be trained as they stand there.
They travel in `original.authored` until the session is as its coach wrote it again.
"""

from __future__ import annotations

from typing import Any, TypeVar

from service.documents.authored import WORDS
from service.documents.limits import MOST_TEXT
from service.documents.quantities import Distance, Duration, LoadUnit, PlannedLoad, Quantity, Rpe, SourceOfValue
from service.documents.session import Planned, SessionDocument
from service.domain.forms import Form, form_of
from service.domain.naming import REPLACED, first_line
from service.domain.session import PlannedSession

Q = TypeVar("Q", bound=Quantity)

AS_WRITTEN = frozenset({Form.KEPT, Form.DROPPED})
"""Forms in which the content is the coach's."""
CONTENT = ("structure", "strength", "alternatives")


def words_for(own: SessionDocument, reference: PlannedSession, new: PlannedSession) -> dict[str, Any]:
    """The words of `new`, a revision of `reference`, whose coach wrote `own`."""
    words = {name: getattr(own, name) for name in WORDS}
    words["title"] = own.title if new.title == (own.title or "") else new.title
    words["modality"] = new.modality
    words["start_time"] = own.start_time if new.start_time == reference.start_time else _clock(new)
    form = form_of(reference, new)
    if form in AS_WRITTEN:
        return words
    return {
        **words, **dict.fromkeys(CONTENT), "description": _description(own, form, reference, new), "planned": _planned(own, reference, new),
        **_effort(own, form, reference, new),
    }  # fmt: skip


def _clock(session: PlannedSession) -> str | None:
    return None if session.start_time is None else session.start_time.isoformat("minutes")


def _description(own: SessionDocument, form: Form, reference: PlannedSession, new: PlannedSession) -> str:
    line = first_line(reference, new)
    if form in REPLACED:
        return line
    text = own.reduced.description if form is Form.REDUCED and own.reduced is not None and own.reduced.description else own.description
    return f"{line}\n{text}"[:MOST_TEXT] if text else line


def _planned(own: SessionDocument, reference: PlannedSession, new: PlannedSession) -> Planned:
    """How long, how far and how much; climbs, work and intensity belonged to the session as it was."""
    was = own.planned or Planned()
    same_length = was.duration_s is not None and new.duration_s == reference.duration_s
    parts: dict[str, Any] = {
        "duration_s": was.duration_s if same_length else changed(was.duration_s, Duration, new.duration_s),
        "load": _load(was.load, new.load),
    }
    if new.distance_m is not None:
        same_way = was.distance_m is not None and new.distance_m == reference.distance_m
        parts["distance_m"] = was.distance_m if same_way else changed(was.distance_m, Distance, new.distance_m)
    return Planned(**parts)


def _effort(own: SessionDocument, form: Form, reference: PlannedSession, new: PlannedSession) -> dict[str, Any]:
    """As written where the effort is the same; else the new one alone, without the zones and paces of the old."""
    if form not in REPLACED and (new.rpe, new.kind) == (reference.rpe, reference.kind):
        return {}
    return {"rpe": None if new.rpe is None else changed(own.rpe, Rpe, new.rpe), "intensity": None}


def _load(before: PlannedLoad | None, load: int) -> PlannedLoad:
    """Load in the unit of the rules; what the coach wrote in another unit no longer holds."""
    if before is not None and before.counts:
        unit = {} if before.unit is None else {"unit": before.unit}
        return before.changed_to(load).model_copy(update=unit)
    return PlannedLoad(value=load, unit=LoadUnit.RPE_MIN, source=SourceOfValue.ESTIMATED)


def changed(before: Q | None, kind: type[Q], value: float) -> Q:
    """The quantity at its new value, written the way the old one was."""
    return kind.model_validate(value) if before is None else before.changed_to(value)
