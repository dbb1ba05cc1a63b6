"""A workout as a session of a plan: its steps tell how long and how hard it is, its words what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from service.documents.quantities import SourceOfValue
from service.domain.adjustment import InputWarning
from service.domain.classes import HARD_KINDS
from service.domain.session import Kind, Sport
from service.formats.effort import kind_of
from service.formats.steps import Raw, planned_from
from service.formats.text import SessionText, read_session_text
from service.formats.workout import Workout

GENTLE = frozenset({Kind.EASY, Kind.RECOVERY, Kind.STEADY})
KIND_ESTIMATED = "kind-estimated"
UNKNOWN = 0.3
BY_STEPS = 0.75
"""Confidence in a kind that the steps tell and no word."""


def session_from(workout: Workout) -> Raw:
    """The session in plain JSON, without its day."""
    sport = Sport(workout.sport)
    said = read_session_text(workout.title, sport=None if sport is Sport.OTHER else sport)
    session: Raw = {
        "sport": workout.sport,
        "sport_raw": workout.sport_raw,
        "title": workout.title,
        "description": workout.description or None,
        "tags": list(workout.tags) or None,
        "planned": planned_from(workout.steps) or None,
        "extensions": dict(workout.extensions) or None,
        **kind_part(said, workout.steps, workout.sport, stated=workout.kind),
    }
    session["source"] = source_part(said, session["kind"], workout.place)
    if workout.steps:
        pool = {"pool_length_m": workout.pool_length_m} if workout.pool_length_m else {}
        session["structure"] = {"steps": list(workout.steps), "complete": workout.complete, **pool}
    return {key: value for key, value in session.items() if value is not None}


def source_part(said: SessionText, kind: str, place: str) -> Raw:
    """`source` of a session whose words are `said`; a kind that something else told is no guess."""
    own: Raw = said.fields()["source"]
    own["locator"] = place[:300]
    if said.kind_source is SourceOfValue.ESTIMATED and kind != said.kind.value:
        own["confidence"] = BY_STEPS
        own["warnings"] = [warning for warning in own.get("warnings", ()) if warning["code"] != KIND_ESTIMATED]
    if kind == Kind.OTHER.value:
        own["confidence"] = UNKNOWN
        own["warnings"] = [{"code": "kind-unknown", "message": "Neither words nor steps tell how hard this is; say its kind."}]
    return {key: value for key, value in own.items() if value not in ("", [])}


def doubts_of(said: SessionText, place: str) -> tuple[InputWarning, ...]:
    """What in the words could be meant otherwise; some of it becomes a question to the uploader."""
    return tuple(InputWarning(doubt.code, place, doubt.text) for doubt in said.doubts)


def kind_part(said: SessionText, steps: Sequence[Raw], sport: str, *, stated: Kind | None = None) -> Raw:
    """`kind`, and `hard` where the steps are hard and the kind is not.

    A kind that the file states wins over its words, and its words over its steps; but words soften nothing.
    """
    by_steps = kind_of(steps, sport)
    by_words = None if said.kind_source is SourceOfValue.ESTIMATED or (said.kind is Kind.REST and steps) else said.kind
    kind = stated or by_words or by_steps or (said.kind if not steps else Kind.OTHER)
    if by_steps is not None and by_steps in HARD_KINDS and kind in GENTLE:
        return {"kind": by_steps.value}
    if by_steps in HARD_KINDS and kind not in HARD_KINDS:
        return {"kind": kind.value, "hard": True}
    hard = said.hard if said.hard or by_steps is None else None
    return {"kind": kind.value} if hard is None else {"kind": kind.value, "hard": hard}
