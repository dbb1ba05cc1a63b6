"""Known phrases among the pieces of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.formats.text.tokens import Piece, Token
from service.formats.text.vocabulary import Phrases, find, phrases

NO_WORD = "\0"


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at the tokens from `first` to `last`, both included."""

    meaning: str
    first: int
    last: int
    words: str


def hits(tokens: Sequence[Token], known: Phrases) -> list[Hit]:
    """The known phrases in order; a hyphen inside counts as a blank, everything else ends a phrase."""
    places = [n for n, token in enumerate(tokens) if token.text != "-"]
    words = [tokens[n].value if tokens[n].piece is Piece.WORD else NO_WORD for n in places]
    return [Hit(found.meaning, places[found.start], places[found.end - 1], found.words) for found in find(words, known)]


def meanings(tokens: Sequence[Token], known: Phrases) -> dict[int, str]:
    """The meaning of every token that belongs to a known phrase."""
    return {place: hit.meaning for hit in hits(tokens, known) for place in range(hit.first, hit.last + 1)}


def has_phrase(tokens: Sequence[Token], meaning: str, language: str | None) -> bool:
    """Whether a phrase with this mark stands among the tokens."""
    return any(hit.meaning == meaning for hit in hits(tokens, phrases("marks", language)))
