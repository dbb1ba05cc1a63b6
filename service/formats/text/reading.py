"""From words to one session: cut at alternatives, taken to pieces, measured, sorted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.documents.limits import MOST_RPE
from service.documents.quantities import SourceOfValue
from service.domain.session import Kind, Priority, Sport
from service.formats.text.choices import choices_in
from service.formats.text.hits import has_phrase
from service.formats.text.kinds import QUALITY, KindFound, kind_of
from service.formats.text.line import Reading
from service.formats.text.measures import Setting, resolved
from service.formats.text.session_text import LONGEST_TITLE, SessionText
from service.formats.text.spelling import folded, normalised
from service.formats.text.sports import sport_of
from service.formats.text.steps import read_steps
from service.formats.text.targets import Raw, target_of
from service.formats.text.tokens import Piece, Span, Token, tokens_of
from service.formats.text.totals import Amount, totals_of
from service.formats.text.units import Unit
from service.formats.text.vocabulary import load
from service.formats.text.wholes import wholes_in

NOTHING = frozenset({"", "-", "--", "---", "/", ".", "n/a", "na", "tbd", "tba", "?"})
BROKEN = ("#value!", "#ref!", "#name?", "#n/a", "#div/0!", "#num!", "#null!")
BRACKETED = re.compile(r"\[\s?(\d+(?:\.\d+)?)\s?,\s?(\d+(?:\.\d+)?)\s?\]")
"""A range as programs write it: `[5.0, 5.5]`."""
MOST_READ = 1000
"""Characters that are looked at; what is longer is a letter and no session, and is kept all the same."""
NO_STEPS = frozenset({Sport.STRENGTH, Sport.MOBILITY, Sport.REST})
STATED, ESTIMATED = SourceOfValue.STATED, SourceOfValue.ESTIMATED


def read_session_text(
    text: str, *, unit: Unit | None = None, sport: Sport | None = None, language: str | None = None, hard_words: Sequence[str] = ()
) -> SessionText:
    """The session that `text` (a cell, a title, a title with its description below) speaks of. Never raises.

    `unit` is the one the plan thinks in (`unit_of` finds it), `sport` what is known from elsewhere, `language` one of the seven.
    `hard_words` are the coach's own words for a hard session. What could be otherwise stands in `doubts`.
    """
    plain = BRACKETED.sub(r"\1-\2", normalised(text[:MOST_READ]))
    if folded(plain) in NOTHING or folded(plain).startswith(BROKEN):
        broken = folded(plain).startswith(BROKEN)
        return SessionText(text, "", Sport.REST, STATED, Kind.REST, ESTIMATED, is_empty=not broken, is_broken=broken)
    first, *others = choices_in(plain, tokens_of(plain), language)
    main = _one(first, text, Setting(unit, sport or Sport.RUN, language), sport)
    if others:
        readings = [_one(other, other, Setting(unit, sport or Sport.RUN, language), sport) for other in others]
        main = replace(_completed(main, readings), alternatives=tuple(_choice(reading) for reading in readings))
    if any(folded(word) in folded(plain) for word in hard_words if word.strip()):
        main = replace(main, hard=True)
    return replace(main, title=_title(plain))


def _title(plain: str) -> str:
    return next((line.strip() for line in plain.split("\n") if line.strip()), "")[:LONGEST_TITLE]


def _one(plain: str, raw: str, setting: Setting, given: Sport | None) -> SessionText:
    """One session without alternatives."""
    if (event := _event(plain)) is not None:
        return _race(raw, event, given)
    pieces = tokens_of(plain)
    sport, sport_source = sport_of(pieces, given, setting.language)
    setting = replace(setting, sport=sport)
    tokens, doubts = resolved(pieces, setting)
    whole = wholes_in(tokens, setting)
    reading = Reading(complete=False) if sport in NO_STEPS else read_steps(tokens, setting, whole)
    totals = totals_of(tokens, reading, whole, setting)
    steps = tuple(reading.steps) if totals.structured else ()
    targets = [target_of(token, setting.unit, sport) for token in tokens if token.piece is Piece.TARGET]
    found = kind_of(tokens, sport, steps, targets, reading.aside, setting.language)
    if found.kind is Kind.REST and (totals.duration or totals.distance or steps):
        found = KindFound(Kind.EASY, ESTIMATED)
    if found.kind in QUALITY and all(step["type"] == "repeat" for step in steps) and steps and not whole:
        # Repeats alone are the core of a session; how long it is with the way there, nobody said.
        totals = replace(totals, duration=None, distance=None)
    told = SessionText(
        raw=raw,
        title="",
        sport=Sport.REST if found.kind is Kind.REST else sport,
        sport_source=sport_source,
        kind=found.kind,
        kind_source=found.source,
        word=found.word,
        hard=found.hard,
        duration=totals.duration,
        distance=totals.distance,
        steps=steps,
        steps_complete=bool(steps) and reading.complete,
        doubts=(*doubts, *totals.doubts),
    )
    return _ranked(_aimed(told, targets), tokens, setting.language)


def _aimed(told: SessionText, targets: Sequence[Raw]) -> SessionText:
    """With the efforts, zones and paces that the words name."""
    pace = next((str(target["name"]) for target in targets if target.get("unit") == "named" and target.get("name")), None)
    return replace(told, rpe=_range(targets, "rpe"), zones=_range(targets, "zone"), named_pace=pace)


def _ranked(told: SessionText, tokens: Sequence[Token], language: str | None) -> SessionText:
    """With what the words say of how much the session matters."""
    optional = has_phrase(tokens, "optional", language)
    if has_phrase(tokens, "key", language):
        return replace(told, optional=optional, priority=Priority.KEY)
    return replace(told, optional=optional, priority=Priority.OPTIONAL if optional else None)


def _event(plain: str) -> float | None:
    """Metres of a race whose name is the whole text: `Half marathon`."""
    words = tuple(token.value for token in tokens_of(plain) if token.piece is Piece.WORD and token.value not in ("race", "day", "goal"))
    rest = [token for token in tokens_of(plain) if token.piece not in (Piece.WORD, Piece.SIGN)]
    for metres, names in load("events").items():
        if not rest and " ".join(words) in names:
            return float(metres)
    return None


def _race(raw: str, metres: float, given: Sport | None) -> SessionText:
    distance = Amount(Span(metres, metres), SourceOfValue.DERIVED)
    sport = given or Sport.RUN
    return SessionText(raw, "", sport, STATED, Kind.RACE, STATED, word=normalised(raw)[:60], distance=distance)


def _range(targets: Iterable[Raw], unit: str) -> tuple[float, float] | None:
    """The lowest and highest bound among the targets in this unit."""
    found = [(float(t["low"] if "low" in t else t["high"]), float(t["high"])) for t in targets if t.get("unit") == unit and "high" in t]
    if not found:
        return None
    low, high = min(low for low, _ in found), max(high for _, high in found)
    return (low, min(high, MOST_RPE)) if unit == "rpe" else (low, high)


def _completed(main: SessionText, others: Sequence[SessionText]) -> SessionText:
    """`Run or bike 45 min`: the amount behind the last choice is that of all."""
    last = others[-1]
    if main.kind is Kind.REST or main.duration or main.distance or main.steps or not (last.duration or last.distance):
        return main
    return replace(main, duration=last.duration, distance=last.distance if last.sport is main.sport else None)


def _choice(reading: SessionText) -> Raw:
    return {"title": normalised(reading.raw)[:LONGEST_TITLE], "sport": reading.sport.value, "kind": reading.kind.value}
