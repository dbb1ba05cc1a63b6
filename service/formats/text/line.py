"""A row of tokens with a cursor, and what the words in it are there for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.documents.limits import MOST_METRES, MOST_SECONDS
from service.formats.text.hits import meanings
from service.formats.text.measures import Setting
from service.formats.text.targets import Raw
from service.formats.text.tokens import Piece, Span, Token
from service.formats.text.vocabulary import phrases

ENDS = frozenset({"+", ";", "\n", "|", "&"})
OPENING, CLOSING = frozenset("(["), frozenset(")]")
PARTS = ("warmup", "cooldown")


@dataclass(slots=True)
class Reading:
    """The steps, whether they are the whole session, and the tokens that speak of warm-up and recovery rather than of the session."""

    steps: list[Raw] = field(default_factory=list)
    complete: bool = True
    aside: set[int] = field(default_factory=set)


class Line:
    """The tokens, where reading has come to (`at`), and the places of the words that mark parts, recoveries and joints."""

    def __init__(self, tokens: Sequence[Token], setting: Setting) -> None:
        self.tokens = tokens
        self.setting = setting
        self.at = 0
        marks = phrases("marks", setting.language)
        # The same word may be a part of several phrases: each meaning is looked up in its own list.
        self.parts = self._only(marks, *PARTS)
        self.recovery = self._only(phrases("recoveries", setting.language), "recovery")
        self.inside = self._only(marks, "inside")
        self.then = self._only(marks, "then")

    def _only(self, known: Mapping[tuple[str, ...], str], *wanted: str) -> dict[int, str]:
        return meanings(self.tokens, {words: meaning for words, meaning in known.items() if meaning in wanted})

    def here(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def ends(self, token: Token) -> bool:
        return token.text in ENDS or token.text in ("/", ",") or token.text in OPENING or token.text in CLOSING or self.at in self.then

    def closes(self, place: int) -> bool:
        token = self.tokens[place]
        return (
            token.text in ENDS or token.text == "," or token.text in CLOSING or token.text in OPENING
            or token.piece is Piece.REPEAT or place in self.then
        )  # fmt: skip

    def piece_at(self, place: int) -> Piece | None:
        return self.tokens[place].piece if place < len(self.tokens) else None

    def skip_group(self) -> None:
        """Past the bracket that closes the group which opens here."""
        level = 0
        while (token := self.here()) is not None:
            level += (token.text in OPENING) - (token.text in CLOSING)
            self.at += 1
            if level == 0:
                return

    def words_before(self, place: int) -> list[int]:
        found: list[int] = []
        while place > 0 and self._joins(place - 1):
            place -= 1
            found.append(place)
        return found

    def words_after(self, place: int) -> list[int]:
        found: list[int] = []
        while place + 1 < len(self.tokens) and self._joins(place + 1):
            place += 1
            found.append(place)
        return found

    def _joins(self, place: int) -> bool:
        token = self.tokens[place]
        return (token.piece in (Piece.WORD, Piece.TARGET) and place not in self.then) or token.text in (":", "-")


def step_of(token: Token, step_class: str) -> Raw:
    """One step that ends with the amount of `token`; a range keeps its words."""
    span: Span = token.value
    end: Raw = (
        {"type": "time", "s": min(round(span.middle), MOST_SECONDS)}
        if token.piece is Piece.DURATION
        else {"type": "distance", "m": min(round(span.middle, 1), MOST_METRES)}
    )
    made: Raw = {"type": "step", "class": step_class, "end": end}
    return {**made, "notes": token.text[:200]} if span.is_range else made
