"""What a revised session is called, and what its description says first.

A session that was made easy must not go on telling its athlete to run the intervals. This is the one place where
names are decided; whoever shows or writes a session takes the name that it carries.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.domain.forms import Form, form_of
from service.domain.session import Kind, Modality, PlannedSession, Sport

REPLACED = frozenset({Form.EASY, Form.RECOVERY, Form.CROSS})
"""Forms in which nothing of the planned content is left."""
SHORTER = frozenset({Form.REDUCED, Form.SHORTENED})

SPORT_WORDS: Mapping[Sport, str] = {
    Sport.BIKE: "ride", Sport.BRICK: "brick", Sport.ROW: "rowing", Sport.STRENGTH: "strength", Sport.CROSS: "cross-training",
    Sport.OTHER: "session",
}  # fmt: skip
"""Only those whose own word is not a good one."""
MODALITY_WORDS: Mapping[Modality, str] = {Modality.POOL_RUN: "pool run"}
WHOLE_WORDS: Mapping[Kind, str] = {
    Kind.TEMPO: "tempo", Kind.INTERVAL: "intervals", Kind.VO2: "fast intervals", Kind.HILLS: "hills", Kind.FARTLEK: "fartlek",
    Kind.STRENGTH: "strength", Kind.CORE: "core work", Kind.UPPER_BODY: "upper body", Kind.BRICK: "brick", Kind.RACE: "race",
    Kind.REST: "rest", Kind.MOBILITY: "mobility",
}  # fmt: skip
"""Kinds that need no sport beside them."""
LEADING_WORDS: Mapping[Kind, str] = {Kind.RACE_PACE: "race-pace ", Kind.OTHER: "", Kind.CROSS: ""}


def title_of(reference: PlannedSession, revised: PlannedSession) -> str:
    """The title of `revised`, a form of `reference`: the coach's own where the content is still the coach's.

    `Easy run, 45 min` and `Easy bike, 60 min instead of intervals` where it is not.
    """
    form = form_of(reference, revised)
    if form is Form.CROSS and revised.modality is not None:
        sport = MODALITY_WORDS.get(revised.modality, revised.modality.value)
        return f"Easy {sport}, {revised.minutes} min instead of {what_is(reference)}"
    if form is Form.REDUCED and reference.reduced is not None and reference.reduced.title:
        return reference.reduced.title
    if form in REPLACED or (form is Form.REDUCED and revised.kind is not reference.kind):
        words = what_is(revised)
        return f"{words[0].upper()}{words[1:]}, {revised.minutes} min"
    return reference.title


def what_is(session: PlannedSession) -> str:
    """What a session is in a word or two: `intervals`, `long run`, `easy ride`."""
    return words_for(session.sport, session.kind)


def words_for(sport: Sport, kind: Kind) -> str:
    """The same where there is no more of the session at hand."""
    if kind in WHOLE_WORDS:
        return WHOLE_WORDS[kind]
    lead = LEADING_WORDS.get(kind, f"{kind.value} ")
    return f"{lead}{SPORT_WORDS.get(sport, sport.value)}"


def first_line(reference: PlannedSession, revised: PlannedSession) -> str:
    """What an athlete reads first about a session that is not as its coach wrote it; empty where it is."""
    form = form_of(reference, revised)
    if form in REPLACED:
        return f"Instead of: {reference.title or what_is(reference)}, {reference.minutes} min."
    if form not in SHORTER:
        return ""
    easier = " Easy all the way." if reference.hard and not revised.hard else ""
    if revised.minutes >= reference.minutes:
        return f"A lighter form of: {reference.title or what_is(reference)}.{easier}"
    return f"Shortened from {reference.minutes} to {revised.minutes} min.{easier}"
