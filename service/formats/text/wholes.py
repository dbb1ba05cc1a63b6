"""Which amounts of a text speak of the whole session, and not of a part: a total, or what has something inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.domain.session import Kind
from service.formats.text.hits import meanings
from service.formats.text.kinds import QUALITY
from service.formats.text.measures import AMOUNTS, Setting
from service.formats.text.tokens import Piece, Token
from service.formats.text.vocabulary import phrases

PARTS = ("warmup", "cooldown")
JOINTS = frozenset({"+", "\n", "&"})


def wholes_in(tokens: Sequence[Token], setting: Setting) -> list[int]:
    """The places of those amounts; empty where the text does not say so."""
    marks = meanings(tokens, phrases("marks", setting.language))
    amounts = [n for n, token in enumerate(tokens) if token.piece in AMOUNTS]
    if totals := [n for n in amounts if _is_total(tokens, n, marks)]:
        return totals
    if len(amounts) < 2 or any(token.piece is Piece.REPEAT for token in tokens[: amounts[0]]):
        return []
    cut = _cut(tokens, amounts[0], marks, setting)
    if cut is None or amounts[-1] < cut:
        return []
    return [n for n in amounts if n < cut]


def _is_total(tokens: Sequence[Token], place: int, marks: Mapping[int, str]) -> bool:
    """`Total: 10 km`, `10 km total`, `2600 total yards`."""
    near = {marks.get(place - 1), marks.get(place - 2) if tokens[place - 1].text == ":" else None, marks.get(place + 1)}
    return "total" in near or " total " in f" {tokens[place].text.casefold()} "


def _cut(tokens: Sequence[Token], first: int, marks: Mapping[int, str], setting: Setting) -> int | None:
    """Where the inside begins: at `with`, at a colon, or at a repeat that follows `60 min tempo` without a sign between."""
    kinds = meanings(tokens, phrases("kinds", setting.language))
    named = False
    parted = False
    for place in range(first + 1, len(tokens)):
        token = tokens[place]
        if token.text in JOINTS:
            return None
        if token.piece is Piece.REPEAT:
            return place if named and not parted else None
        if marks.get(place) == "inside" or token.text == ":":
            return place
        parted = parted or token.text == "," or marks.get(place) in PARTS
        named = named or (place in kinds and Kind(kinds[place]) in QUALITY)
    return None
