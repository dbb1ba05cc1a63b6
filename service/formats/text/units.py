"""Miles or kilometres, as a plan as a whole thinks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from service.formats.text.spelling import normalised

Unit = Literal["km", "mi"]
UNIT_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("km", "kms", "k", "kilometer", "kilometers", "kilometres", "kilometros", "quilometros", "chilometri"), "km"),
    **dict.fromkeys(("mi", "mile", "miles", "mileage", "meilen", "millas", "milhas", "miglia", "mijl"), "mi"),
    **dict.fromkeys(("m", "meters", "metres", "meter", "metros", "metri"), "m"),
    **dict.fromkeys(("yd", "yds", "yards"), "yd"),
}
"""Units of distance as columns and cells call them, folded."""
METRES: dict[Unit, float] = {"km": 1000.0, "mi": 1609.344}
KM = re.compile(
    r"\d\s?(?:k|kms?|kilom|kilóm|chilom|quil[oó]m)(?:[a-zè]*)(?![\w-])(?!\s?[-/]?\s?(?:pace|race|effort|tempo|tt))", re.IGNORECASE
)
MI = re.compile(r"\d\s?(?:mi|miles?|meilen?|millas?|miglia|milhas?|mijl)(?!\w)", re.IGNORECASE)
BARE_M = re.compile(r"(?<![\d.,:x-])(?<!x )([1-9]|[1-4]\d)(?:[.,]\d{1,2})?\s?m(?!\w)", re.IGNORECASE)


def unit_of(texts: Iterable[str]) -> Unit | None:
    """The unit that the texts of one plan use; None when they use none or both about as often.

    `3 m run` means miles where no text is metric, as in plans written in the United States.
    """
    km = mi = bare = 0
    for text in texts:
        plain = normalised(text)
        km, mi, bare = km + bool(KM.search(plain)), mi + bool(MI.search(plain)), bare + bool(BARE_M.search(plain))
    if km == mi == 0:
        return "mi" if bare >= 3 else None
    if km and mi:
        return "km" if km >= 3 * mi else "mi" if mi >= 3 * km else None
    return "km" if km else "mi"
