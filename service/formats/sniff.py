"""Which format a file is, told by its content; the name only helps to say what is wrong."""

from __future__ import annotations

import re

from service.documents.limits import MOST_BYTES
from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.archive import names_in
from service.formats.foreign import BEGINNING, ERG, refuse_foreign_json

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
START = 4096
"""Bytes that are looked at."""

BY_MARK = (
    (b"BEGIN:VCALENDAR", "ical"),
    (b"{", "json"),
    (b"[", "json"),
)
BY_ROOT = ((b"<WORKOUT_FILE", "zwo"), (b"<TRAININGCENTERDATABASE", "tcx"), (b"<GPX", "gpx"))
"""The element that an XML file begins with, after declaration and comments."""
BY_ENTRY = (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsx"), ("content.xml", "ods"))
"""Files that make a zip a spreadsheet."""
WORKOUTS = (".zwo", ".fit", ".erg", ".mrc", ".tcx", ".gpx", ".ics", ".json", ".yaml", ".yml")
"""Files that make a zip a folder of workouts."""
YAML_KEYS = re.compile(rb"^(?:schedule|steps):[ \t]*(?:\[|\r?$)", re.MULTILINE)
"""The keys that plans and workouts in YAML have at the outermost level, with a list behind or below."""
FOREIGN = ((b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"{\\RTF", "a text document"))
MEND = "save the plan as a spreadsheet or CSV, or send plan/1 as JSON"


def sniff(content: bytes, *, name: str) -> str:
    """The name of the format of `content`. Raises BadInput for what is empty, too large, or no format of plans at all."""
    if len(content) > MOST_BYTES:
        refuse([Finding("", "too-large", f"Larger than {MOST_BYTES // 1024 // 1024} MiB; split it.")], name)
    start = _start(content).lstrip().upper()
    if not start:
        refuse([Finding("", "empty", "The file is empty; a plan is wanted.")], name)
    return _binary(content, start, name) or _marked(content, start, name) or _text(content, name)


def _start(content: bytes) -> bytes:
    """The first characters as UTF-8; calendars and workouts are also saved as UTF-16."""
    if content.startswith(UTF16_MARKS):
        return content[:START].decode("utf-16", errors="ignore").encode("utf-8", errors="ignore")
    return content[:START].removeprefix(b"\xef\xbb\xbf")


def _binary(content: bytes, start: bytes, name: str) -> str | None:
    if content[8:12] == b".FIT":
        return "fit"
    if content.startswith(b"PK\x03\x04"):
        return _zip(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    for mark, what in FOREIGN:
        if start.startswith(mark):
            refuse([Finding("", "unknown-format", f"This is {what}; {MEND}.")], name)
    return None


def _zip(content: bytes, name: str) -> str:
    entries = names_in(content, name=name)
    for entry, what in BY_ENTRY:
        if entry in entries:
            return what
    if any(entry.lower().endswith(WORKOUTS) for entry in entries):
        return "zip"
    if "word/document.xml" in entries:
        refuse([Finding("", "unknown-format", f"This is a text document; {MEND}.")], name)
    return refuse([Finding("", "unknown-format", f"The archive holds no workout and is no spreadsheet; {MEND}.")], name)


def _marked(content: bytes, start: bytes, name: str) -> str | None:
    if start.startswith(b"[COURSE HEADER]"):
        refuse([Finding("", "unknown-format", ERG)], name)
    for mark, what in BY_MARK:
        if start.startswith(mark):
            return _json(content, name) if what == "json" else what
    if _is_wide_json(content):
        return "json"
    if not start.startswith(b"<"):
        return None
    for root, what in BY_ROOT:
        if root in start:
            return what
    return refuse([Finding("", "unknown-format", f"This is XML, and none that workouts are written in; {MEND}.")], name)


def _json(content: bytes, name: str) -> str:
    if _is_events(content):
        return "intervals"
    refuse_foreign_json(content, name)
    return "json"


def _is_events(content: bytes) -> bool:
    """Events of intervals.icu: every one has a local start, and no `plan/1` has."""
    head = content[:BEGINNING]
    return b'"start_date_local"' in head and b'"plan/1"' not in head


def _text(content: bytes, name: str) -> str:
    if b"\x00" in content and not content.startswith(UTF16_MARKS) and not _is_bare_utf16(content):
        refuse([Finding("", "unknown-format", f"This is no text; {MEND}.")], name)
    return "yaml" if YAML_KEYS.search(content[:BEGINNING]) is not None else "csv"


def _is_bare_utf16(content: bytes) -> bool:
    """UTF-16 without a mark: every second byte of mostly Latin text is zero."""
    head = content[:START]
    return len(head) >= 4 and (head[1::2].count(0) * 4 > len(head) or head[::2].count(0) * 4 > len(head))


def _is_wide_json(content: bytes) -> bool:
    """JSON saved as UTF-16: the JSON reader then says how to save it."""
    return content.startswith(UTF16_MARKS) and content[:64].decode("utf-16", errors="ignore").lstrip()[:1] in ("{", "[")
