"""One spelling for what keyboards, spreadsheets and calendars write in many ways."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from service.documents.base import UNCLEAN

SAME = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f", ""),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("×✕✖⨯╳", "x"),
        **dict.fromkeys("’‘´`′ʹ‛", "'"),
        **dict.fromkeys("“”„″‟«»", '"'),
        "½": ".5",
        "¼": ".25",
        "¾": ".75",
        "…": "...",
        "≤": "<=",
        "≥": ">=",
        "•": ";",
        "·": ";",
        "\r": "\n",
        "\v": "\n",
        "\f": "\n",
    }
)
BARE_FRACTION = re.compile(r"(?<![\d.])\.(\d)")
MARKS = re.compile("[\u0300-\u036f]")
BLANKS = re.compile(r"[ ]+")
LETTERS = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})


def normalised(text: str) -> str:
    """The text with plain blanks, dashes, quotes and multiplication signs; unprintable characters are blanks. Line ends stay."""
    plain = UNCLEAN.sub(" ", unicodedata.normalize("NFC", text).replace("\r\n", "\n").translate(SAME)).replace("''", '"')
    return BLANKS.sub(" ", BARE_FRACTION.sub(r"0.\1", plain)).strip()


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """The word without case and accents, as words are compared."""
    return MARKS.sub("", unicodedata.normalize("NFD", word.casefold().translate(LETTERS)))
