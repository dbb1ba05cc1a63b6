"""`Rest or cross-train`, `4x2k or 3x3k`: the first is the session, the others are what may be done instead."""

from __future__ import annotations

from collections.abc import Sequence

from service.formats.text.hits import hits
from service.formats.text.tokens import Piece, Token
from service.formats.text.vocabulary import phrases

AMOUNTS = frozenset({Piece.DURATION, Piece.DISTANCE, Piece.BARE_M, Piece.CLOCK, Piece.NUMBER})
CONTENT = frozenset({*AMOUNTS, Piece.REPEAT, Piece.TARGET})
MOST = 5


def choices_in(text: str, tokens: Sequence[Token], language: str | None) -> list[str]:
    """The text cut at every `or` between two things that may be trained; the whole text where there is none."""
    cuts = [
        place for place in _places(tokens, language) if _is_content(tokens[:place], language) and _is_content(tokens[place + 1 :], language)
    ]
    cuts = [place for place in cuts if not _is_measure_pair(tokens, place)][: MOST - 1]
    parts, start = [], 0
    for place in cuts:
        parts.append(text[start : tokens[place].start].strip(" ,;/"))
        start = tokens[place].start + len(tokens[place].text)
    return [part for part in (*parts, text[start:].strip(" ,;")) if part] or [text]


def _places(tokens: Sequence[Token], language: str | None) -> list[int]:
    """Where an `or` stands outside brackets, or a slash between two kinds of which one is rest or cross-training."""
    ors = {hit.first for hit in hits(tokens, phrases("marks", language)) if hit.meaning == "or"}
    kinds = {n: hit.meaning for hit in hits(tokens, phrases("kinds", language)) for n in (hit.first, hit.last)}
    found, depth = [], 0
    for place, token in enumerate(tokens):
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        slash = token.text == "/" and place - 1 in kinds and place + 1 in kinds
        if depth <= 0 and (place in ors or (slash and {kinds[place - 1], kinds[place + 1]} & {"rest", "cross"})):
            found.append(place)
    return found


def _divides(tokens: Sequence[Token], place: int, language: str | None) -> bool:
    """Whether there is a session on both sides."""
    before, after = tokens[:place], tokens[place + 1 :]
    return _is_content(before, language) and _is_content(after, language) and not _is_measure_pair(tokens, place)


def _is_content(tokens: Sequence[Token], language: str | None) -> bool:
    """Whether these tokens speak of training."""
    return any(token.piece in CONTENT for token in tokens) or bool(
        hits(tokens, phrases("kinds", language)) or hits(tokens, phrases("sports", language))
    )


def _is_measure_pair(tokens: Sequence[Token], place: int) -> bool:
    """`27k or 120'` is one session measured in two ways."""
    before, after = tokens[place - 1], tokens[place + 1]
    return before.piece in AMOUNTS and after.piece in AMOUNTS and (place < 2 or tokens[place - 2].piece is not Piece.REPEAT)
