"""Abbreviations of the author's own, explained beside the table: `HTh | threshold run`, `TMP = tempo`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.formats.tables.sheet import Sheet
from service.formats.text import read_session_text
from service.formats.text.spelling import folded

CODE = re.compile(r"[^\W_][\w+/.&-]{0,7}")
EQUATION = re.compile(r"([^\W_][\w+/.&-]{0,7})\s?=\s?(\S.{2,200})")
LEAD = re.compile(r"([^\W_][\w+/.&-]{0,7})(?=[\s:]|$)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Legend:
    """What each abbreviation stands for, by its folded form."""

    meanings: Mapping[str, str] = field(default_factory=dict)

    def written_out(self, text: str) -> str:
        """The text with an abbreviation that it is, or begins with, replaced by what it stands for."""
        lead = LEAD.match(text)
        meaning = None if lead is None else self.meanings.get(folded(lead[1]))
        if lead is None or meaning is None:
            return text
        return f"{meaning} {lead[2]}".strip()


def legend_in(sheet: Sheet, rows: Iterable[int]) -> Legend:
    """The abbreviations that these rows explain, as long as what they stand for speaks of training."""
    found: dict[str, str] = {}
    for row in rows:
        texts = [text for text in sheet.texts(row) if text]
        for text in texts:
            if (equation := EQUATION.fullmatch(text)) is not None:
                found.setdefault(folded(equation[1]), equation[2])
        if len(texts) == 2 and CODE.fullmatch(texts[0]) and not texts[0].isdigit() and len(texts[1]) > len(texts[0]):
            found.setdefault(folded(texts[0]), texts[1])
    return Legend({code: meaning for code, meaning in found.items() if read_session_text(meaning).is_training})
