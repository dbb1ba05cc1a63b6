"""Which format a file is, told by its content; the name only helps to say what is wrong."""

from __future__ import annotations

from service.documents.refusal import refuse
from service.errors import Finding

FOREIGN = (
    (b"PK\x03\x04", "a spreadsheet or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet"),
    (b"BEGIN:VCALENDAR", "a calendar"),
    (b"%PDF", "a PDF"),
    (b"<", "XML"),
)
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def sniff(content: bytes, *, name: str) -> str:
    """The name of the reader for `content`: `json` or `csv`. Raises BadInput when it is neither."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:64]
    if not start:
        refuse([Finding("", "empty", "The file is empty; a plan is wanted.")], name)
    for mark, what in FOREIGN:
        if start.upper().startswith(mark):
            refuse([Finding("", "unknown-format", f"This is {what}; save the plan as CSV, or send plan/1 as JSON.")], name)
    if start[:1] in (b"{", b"[") or _is_wide_json(content):
        return "json"
    if b"\x00" in content and not content.startswith(UTF16_MARKS):
        refuse([Finding("", "unknown-format", "This is no text; save the plan as CSV, or send plan/1 as JSON.")], name)
    return "csv"


def _is_wide_json(content: bytes) -> bool:
    """JSON saved as UTF-16: the JSON reader then says how to save it."""
    return content.startswith(UTF16_MARKS) and content[:64].decode("utf-16", errors="ignore").lstrip()[:1] in ("{", "[")
