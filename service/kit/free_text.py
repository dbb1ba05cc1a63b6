"""What people write, as they would on the plainest of keyboards."""

from __future__ import annotations

import unicodedata

APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
"""Telephones put curved ones by themselves."""


def plain(text: str) -> str:
    """Small letters without accents, straight apostrophes, single blanks: two ways to write a word become one."""
    straight = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    return " ".join("".join(letter for letter in straight if not unicodedata.combining(letter)).casefold().split())
