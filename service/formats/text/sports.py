"""Which sport a text speaks of."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from service.documents.quantities import SourceOfValue
from service.domain.session import Kind, Sport
from service.formats.text.hits import hits
from service.formats.text.kinds import QUALITY
from service.formats.text.tokens import Piece, Token
from service.formats.text.vocabulary import phrases

BY_KIND = {
    Kind.STRENGTH: Sport.STRENGTH, Kind.CORE: Sport.STRENGTH, Kind.UPPER_BODY: Sport.STRENGTH, Kind.MOBILITY: Sport.MOBILITY,
    Kind.BRICK: Sport.BRICK, Kind.CROSS: Sport.CROSS, Kind.REST: Sport.REST,
}  # fmt: skip
YIELDING = frozenset({Kind.REST, Kind.STRENGTH, Kind.CORE, Kind.MOBILITY, Kind.UPPER_BODY})
"""Kinds that name a sport of their own only where no other sport is named: `20 min run + core` is a run."""


def sport_of(tokens: Sequence[Token], given: Sport | None, language: str | None) -> tuple[Sport, SourceOfValue]:
    """The sport and how it is known: given by the caller or named first, told by the kind, else a run."""
    if given is not None:
        return given, SourceOfValue.STATED
    kinds = {Kind(hit.meaning) for hit in hits(tokens, phrases("kinds", language))}
    named = [Sport(hit.meaning) for hit in hits(tokens, phrases("sports", language))]
    if Kind.BRICK in kinds or ({Sport.BIKE, Sport.RUN} <= set(named) and _joined(tokens)):
        return Sport.BRICK, SourceOfValue.STATED
    if Kind.CROSS in kinds:
        return Sport.CROSS, SourceOfValue.STATED
    if named and not (named[0] is Sport.WALK and _runs(tokens, kinds, named)):
        return named[0], SourceOfValue.STATED
    told = next((kind for kind in BY_KIND if kind in kinds), None)
    others = kinds - set(BY_KIND)
    if told is not None and not (told in YIELDING and others) and not (told is Kind.REST and _has_amount(tokens)):
        return BY_KIND[told], SourceOfValue.DERIVED
    return Sport.RUN, SourceOfValue.ESTIMATED


def _runs(tokens: Sequence[Token], kinds: Collection[Kind], named: Collection[Sport]) -> bool:
    """Whether the walking is the rest in between: `Hills 10 x 60s, walk back`, `walk/run`."""
    leads = bool(tokens) and tokens[0].value in ("walk", "walking")
    return Sport.RUN in named or (not leads and (bool(QUALITY & set(kinds)) or any(token.piece is Piece.REPEAT for token in tokens)))


def _joined(tokens: Sequence[Token]) -> bool:
    return any(token.text == "+" for token in tokens)


def _has_amount(tokens: Sequence[Token]) -> bool:
    return any(token.piece in (Piece.DURATION, Piece.DISTANCE, Piece.REPEAT, Piece.BARE_M) for token in tokens)
