"""Which kind of session a text speaks of: the most specific word wins, then the shape of the session, then its targets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.documents.quantities import SourceOfValue
from service.domain.session import Kind, Sport
from service.formats.text.hits import Hit, hits
from service.formats.text.targets import Raw
from service.formats.text.tokens import Token
from service.formats.text.vocabulary import phrases

STATED, DERIVED, ESTIMATED = SourceOfValue.STATED, SourceOfValue.DERIVED, SourceOfValue.ESTIMATED

BY_SPECIFICITY = (
    Kind.RACE, Kind.TEST, Kind.BRICK, Kind.VO2, Kind.HILLS, Kind.FARTLEK, Kind.INTERVAL, Kind.THRESHOLD, Kind.TEMPO, Kind.RACE_PACE,
    Kind.LONG, Kind.UPPER_BODY, Kind.CORE, Kind.STRENGTH, Kind.MOBILITY, Kind.TECHNIQUE, Kind.STEADY, Kind.RECOVERY, Kind.EASY,
    Kind.CROSS, Kind.REST,
)  # fmt: skip
QUALITY = frozenset({Kind.VO2, Kind.HILLS, Kind.FARTLEK, Kind.INTERVAL, Kind.THRESHOLD, Kind.TEMPO, Kind.RACE_PACE})
GENTLE = frozenset({Kind.EASY, Kind.RECOVERY, Kind.LONG, Kind.STEADY})
LONG_OF_ANYTHING = frozenset({"long", "lang", "lange", "langer", "longue", "larga"})
"""Words that are a long run alone, and beside intervals only say that those are long."""
GYM = frozenset({Kind.STRENGTH, Kind.CORE, Kind.UPPER_BODY, Kind.MOBILITY})
BY_SPORT: Mapping[Sport, Kind] = {
    Sport.REST: Kind.REST, Sport.STRENGTH: Kind.STRENGTH, Sport.MOBILITY: Kind.MOBILITY, Sport.BRICK: Kind.BRICK, Sport.CROSS: Kind.CROSS,
    Sport.OTHER: Kind.OTHER,
}  # fmt: skip
SHORT_REP_S, SHORT_REP_M = 30, 150
"""Repeats no longer than this are strides inside an easy run, unless a word says otherwise."""
BY_PACE: Mapping[str, Kind] = {
    "800": Kind.VO2, "1500": Kind.VO2, "mile": Kind.VO2, "3k": Kind.VO2, "5k": Kind.INTERVAL, "i": Kind.INTERVAL, "r": Kind.INTERVAL,
    "10k": Kind.RACE_PACE, "t": Kind.THRESHOLD, "lt": Kind.THRESHOLD, "thr": Kind.THRESHOLD, "threshold": Kind.THRESHOLD,
    "e": Kind.EASY, "easy": Kind.EASY,
}  # fmt: skip
BY_ZONE = {1: Kind.EASY, 2: Kind.EASY, 3: Kind.TEMPO, 4: Kind.THRESHOLD, 5: Kind.VO2, 6: Kind.VO2, 7: Kind.VO2}
STEADY_RPE, HARD_RPE = 5, 7


@dataclass(frozen=True, slots=True)
class KindFound:
    """`word` is the phrase that decided, where one did."""

    kind: Kind
    source: SourceOfValue
    word: str | None = None
    hard: bool | None = None
    """Said where the kind alone does not tell: a long run with a fast part."""


def kind_of(
    tokens: Sequence[Token], sport: Sport, steps: Sequence[Raw], targets: Sequence[Raw], aside: Collection[int], language: str | None
) -> KindFound:
    """The kind of the session; words about warm-up and recovery (`aside`) are not about the session."""
    spoken = _spoken(tokens, aside, language)
    kinds = {Kind(hit.meaning): hit.words for hit in reversed(spoken)}
    strides = any(hit.meaning == "strides" for hit in hits(tokens, phrases("marks", language)))
    has_repeats = any(step["type"] == "repeat" for step in steps) and not _only_strides(steps, strides)
    found = _by_words(kinds, has_repeats=has_repeats)
    if found is not None and found.kind is Kind.LONG and (fast := _by_targets(targets)) is not None and fast.kind in QUALITY:
        return replace(found, hard=True)
    if found is not None and not (found.kind in GENTLE - {Kind.LONG} and has_repeats):
        return found
    by_shape = _by_shape(steps, targets, strides) if sport not in BY_SPORT else None
    if found is not None and by_shape is None:
        return found
    if found is not None and by_shape is not None and by_shape.kind in GENTLE:
        return found
    return by_shape or KindFound(BY_SPORT.get(sport, Kind.EASY), DERIVED if sport in BY_SPORT else ESTIMATED)


def _spoken(tokens: Sequence[Token], aside: Collection[int], language: str | None) -> list[Hit]:
    neutral = {n for hit in hits(tokens, phrases("marks", language)) if hit.meaning == "neutral" for n in range(hit.first, hit.last + 1)}
    return [
        hit
        for hit in hits(tokens, phrases("kinds", language))
        if not neutral.intersection(range(hit.first, hit.last + 1)) and not set(range(hit.first, hit.last + 1)) <= set(aside)
    ]


def _by_words(kinds: Mapping[Kind, str], *, has_repeats: bool) -> KindFound | None:
    """The most specific of the kinds that are named; an easy race is easy, a long run with a fast part is long and hard."""
    if Kind.RACE in kinds and not GENTLE.isdisjoint(kinds):
        kinds = {kind: word for kind, word in kinds.items() if kind is not Kind.RACE}
    named = next((kind for kind in BY_SPECIFICITY if kind in kinds), None)
    if named is None:
        return None
    if named in QUALITY and Kind.LONG in kinds and kinds[Kind.LONG] not in LONG_OF_ANYTHING:
        return KindFound(Kind.LONG, STATED, kinds[Kind.LONG], hard=True)
    if named is Kind.INTERVAL and not GYM.isdisjoint(kinds):
        named = next(kind for kind in BY_SPECIFICITY if kind in kinds and kind in GYM)
    if named is Kind.LONG and has_repeats:
        return KindFound(Kind.LONG, STATED, kinds[named], hard=True)
    return KindFound(named, STATED, kinds[named])


def _only_strides(steps: Sequence[Raw], named: bool) -> bool:
    """Whether the repeats are a few seconds of running fast, which make no hard session."""
    reps = [step for step in steps if step["type"] == "repeat"]
    return named or all(is_short(step) for step in reps)


def is_short(repeat: Raw) -> bool:
    """Whether a repeat is of strides' length."""
    first = repeat["steps"][0]
    if first["type"] == "repeat":
        return False
    end = first["end"]
    return bool(end["type"] == "time" and end["s"] <= SHORT_REP_S) or bool(end["type"] == "distance" and end["m"] <= SHORT_REP_M)


def _by_shape(steps: Sequence[Raw], targets: Sequence[Raw], strides: bool) -> KindFound | None:
    """Repeats make an interval session unless their pace says more; zones, RPE and named paces speak for themselves."""
    by_target = _by_targets(targets)
    repeats = [step for step in steps if step["type"] == "repeat"]
    if repeats and not _only_strides(steps, strides):
        gentle = by_target is None or by_target.kind in GENTLE
        return KindFound(Kind.INTERVAL, DERIVED) if gentle else by_target
    if repeats and strides:
        return KindFound(Kind.EASY, DERIVED)
    if repeats and by_target is None:
        return KindFound(Kind.INTERVAL, DERIVED)
    return by_target


def _by_targets(targets: Sequence[Raw]) -> KindFound | None:
    named = [kind for target in targets if (kind := _by_target(target)) is not None]
    if not named:
        return None
    return KindFound(min(named, key=BY_SPECIFICITY.index), DERIVED)


def _by_target(target: Mapping[str, Any]) -> Kind | None:
    high = target.get("high")
    if target.get("unit") == "zone" and high is not None:
        return BY_ZONE.get(int(high))
    if target["metric"] == "rpe" and high is not None:
        return Kind.TEMPO if high >= HARD_RPE else Kind.STEADY if high >= STEADY_RPE else Kind.EASY
    if target["metric"] == "pace" and target.get("unit") == "named":
        name = str(target.get("name", "")).casefold().replace(" ", "")
        return BY_PACE.get(name, Kind.RACE_PACE)
    return None
