"""From the bytes of a text format to its characters, as programs really write them."""

from __future__ import annotations

import codecs

from service.documents.base import UNCLEAN
from service.documents.limits import MOST_BYTES, MOST_TEXT
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding

MOST_LABEL = 300
WIDE_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(content: bytes, *, name: str, most: int = MOST_BYTES) -> tuple[str, tuple[InputWarning, ...]]:
    """The text: UTF-8, UTF-16 with its mark, or (with a warning) Windows-1252. Raises BadInput when it is none or too long."""
    if len(content) > most:
        refuse([Finding("", "too-large", f"Larger than {most // 1024} KiB; split it.")], name)
    for mark, encoding in WIDE_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), ()
    if b"\x00" in content[:200]:
        return _strictly(content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", name), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    text = _strictly(content, "cp1252", name)
    detail = "The file is not UTF-8 and was read as Windows-1252; check accents and umlauts."
    return text, (InputWarning("not-utf-8", f"line {line}", detail),)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        refuse([Finding("", "wrong-encoding", "Neither UTF-8 nor UTF-16 nor Windows-1252; save it as UTF-8.")], name)


def label(text: object) -> str:
    """One line that fits a title: unprintable characters gone, blanks single, at most 300 characters."""
    return " ".join(UNCLEAN.sub(" ", str(text)).split())[:MOST_LABEL]


def long_text(text: object) -> str:
    """Text that fits a description: line ends are line feeds, unprintable characters gone, at most 20,000 characters."""
    plain = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return UNCLEAN.sub("", plain).strip()[:MOST_TEXT]
