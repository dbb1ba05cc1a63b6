"""From bytes to calendar components: line ends mended before the library sees them, its own errors put in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from icalendar import Calendar
from icalendar.prop.broken import vBroken

from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.decoding import decoded

LINE_END = re.compile(r"\r+\n?|\n")
"""A real feed ends its lines with two carriage returns and a line feed, which the library takes for blank lines."""
BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)
LAST_EVENT, LAST_LINE = "END:VEVENT\r\n", "END:VCALENDAR"
ESCAPED = re.compile(r"\\([\\;,nN])")


def calendars_in(content: bytes, *, name: str) -> tuple[list[Any], tuple[InputWarning, ...]]:
    """The calendars of the file. Raises BadInput when there is none, for the library may find none and say nothing."""
    text, warnings = decoded(content, name=name)
    mended, cut_off = _closed(LINE_END.sub("\r\n", text.strip("\ufeff\x00 \t\r\n")) + "\r\n")
    try:
        found = [part for part in Calendar.from_ical(mended, multiple=True) if part.name == "VCALENDAR"]
    except BROKEN as error:
        refuse([Finding(_place(mended, error), "broken-calendar", "A line here is no calendar line; export the calendar anew.")], name)
    if not found:
        refuse([Finding("", "no-calendar", "Holds no whole calendar (BEGIN:VCALENDAR to END:VCALENDAR); export it anew.")], name)
    return found, (*warnings, *cut_off)


def _closed(text: str) -> tuple[str, tuple[InputWarning, ...]]:
    """The text; of one that was cut off the events that are whole."""
    upper = text.upper()
    last = upper.rfind(LAST_EVENT)
    if last < 0 or upper.rstrip().endswith(LAST_LINE):
        return text, ()
    end = last + len(LAST_EVENT)
    warning = InputWarning("cut-off", f"line {text.count(chr(10), 0, end)}", "The calendar ends here without its end; send the whole file.")
    return f"{text[:end]}{LAST_LINE}\r\n", (warning,)


def _place(text: str, error: BaseException) -> str:
    """The line that the library quotes."""
    quoted = re.search(r"parts: '(.*?)'(?::|$)", str(error))
    if quoted is None or not quoted[1]:
        return ""
    lines = text.split("\r\n")
    return next((f"line {number}" for number, line in enumerate(lines, start=1) if line == quoted[1]), "")


def events_in(calendars: list[Any]) -> Iterator[Any]:
    for calendar in calendars:
        yield from calendar.walk("VEVENT")


def text_of(component: Any, key: str) -> str:
    """The text of a property, without its escapes; empty where it is absent. Of several the first counts."""
    value = one(component, key)
    if value is None:
        return ""
    text = str(value)
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text) if key.startswith("X-") else text


def every(component: Any, key: str) -> list[Any]:
    """All properties of that name that are not broken beyond use."""
    value = component.get(key)
    found = value if isinstance(value, list) else [] if value is None else [value]
    return [each for each in found if not isinstance(each, vBroken)]


def one(component: Any, key: str) -> Any:
    """The first property of that name; None where it is absent or broken."""
    value = component.get(key)
    first = value[0] if isinstance(value, list) else value
    return None if isinstance(first, vBroken) else first


def raw_of(component: Any, key: str) -> str:
    """What stood there, also where it is broken."""
    value = component.get(key)
    return str(value[0] if isinstance(value, list) else value or "")
