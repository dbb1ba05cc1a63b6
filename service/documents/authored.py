"""A session in the words of its coach, whatever was made of it since."""

from __future__ import annotations

from typing import Any

from service.documents.session import AuthoredPart, OriginalPart, SessionDocument

WORDS = tuple(AuthoredPart.model_fields)
"""What travels in `original.authored` and comes back to the letter."""
AMOUNTS = frozenset({"planned", "rpe", "intensity", "modality"})


def as_authored(written: SessionDocument) -> SessionDocument:
    """`written` with the sport, kind and words that its coach gave it. Itself when it was never changed."""
    was = written.original
    if was is None:
        return written
    said = authored_part(written)
    words = {name: getattr(said, name) for name in WORDS}
    return with_fields(written, {"sport": was.sport, "kind": was.kind, "hard": was.hard, **words}, given=said)


def authored_part(written: SessionDocument) -> AuthoredPart:
    """The coach's words; absent is what the coach never said."""
    was = written.original
    if was is not None and was.authored is not None:
        return was.authored
    given = {name: getattr(written, name) for name in WORDS if name in written.model_fields_set}
    return AuthoredPart(**given) if was is None else _assumed(given, was)


def _assumed(given: dict[str, Any], was: OriginalPart) -> AuthoredPart:
    """For an `original` that came without words: those that stand there, with the amounts of the original."""
    planned = {"duration_s": was.duration_s, "load": was.load}
    amounts: dict[str, Any] = {"planned": planned if was.distance_m is None else {**planned, "distance_m": was.distance_m}}
    if was.rpe is not None:
        amounts["rpe"] = was.rpe
    words = {name: value for name, value in given.items() if name not in AMOUNTS}
    return AuthoredPart.model_validate({**words, **amounts})


def with_fields(written: SessionDocument, updates: dict[str, Any], *, given: SessionDocument | AuthoredPart) -> SessionDocument:
    """`written` with these fields; what comes to nothing and was not `given` is left out instead of written as null."""
    copy = written.model_copy(update=updates)
    unsaid = {name for name, value in updates.items() if value is None and name not in given.model_fields_set}
    copy.model_fields_set.difference_update(unsaid)
    return copy
