"""One event of a calendar in local dates and times, before anybody asks what is trained in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from service.documents.limits import EARLIEST_DATE, LATEST_DATE
from service.formats.calendar.own_names import PREFIX
from service.formats.calendar.parsing import every, one, raw_of, text_of
from service.formats.decoding import label, long_text

BARE_DATE = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
ESTIMATE = "X-WORKOUT-ESTIMATED-DURATION"
USUAL_MINUTES = 60
"""What calendars book for an event that nobody gave a length."""


@dataclass(frozen=True, slots=True)
class Event:
    """`day` and `clock` are local; `seconds` is what the calendar booked, None for whole days; `days` counts the days it covers."""

    place: str
    day: date
    clock: str | None
    days: int
    seconds: int | None
    title: str
    text: str
    uid: str
    revision: int | None = None
    status: str = ""
    categories: tuple[str, ...] = ()
    estimate_s: float | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    repeats: Mapping[str, list[Any]] | None = None
    left_out: frozenset[date] = frozenset()
    instead_of: date | None = None

    @property
    def is_usual_hour(self) -> bool:
        return self.seconds == USUAL_MINUTES * 60


def event_of(component: Any, number: int, zone: str) -> Event | None:
    """The event, None where it has no date that can be read. `zone` is that of the plan."""
    start = _moment(component, "DTSTART", zone)
    if start is None or not EARLIEST_DATE <= start[0] <= LATEST_DATE:
        return None
    title = label(text_of(component, "SUMMARY"))
    end = _moment(component, "DTEND", zone)
    sequence = raw_of(component, "SEQUENCE")
    return Event(
        place=f"event {number} ({start[0].isoformat()} {title[:60]})".replace(" )", ")"),
        day=start[0],
        clock=None if start[1] is None else f"{start[1]:%H:%M}",
        days=_days(start, end),
        seconds=_seconds(component, start, end),
        title=title,
        text=long_text(text_of(component, "DESCRIPTION")),
        uid=label(text_of(component, "UID")),
        revision=int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 9 else None,
        status=text_of(component, "STATUS").strip().upper(),
        categories=tuple(_categories(component)),
        estimate_s=_estimate(text_of(component, ESTIMATE)),
        own={str(key).upper(): text_of(component, key) for key in component if str(key).upper().startswith(PREFIX)},
        repeats=_repeats(component),
        left_out=frozenset(_left_out(component, zone)),
        instead_of=(_moment(component, "RECURRENCE-ID", zone) or (None,))[0],
    )


Moment = tuple[date, datetime | None]
"""The local date, and the local time for what is not all day."""


def _moment(component: Any, key: str, zone: str) -> Moment | None:
    value = one(component, key)
    if value is None:
        return _bare(raw_of(component, key))
    moment = _local(getattr(value, "dt", None), zone)
    if moment is not None and getattr(value, "params", {}).get("VALUE") == "DATE":
        # `VALUE=DATE` with a time behind the date: the date was meant.
        return moment[0], None
    return moment


def _bare(written: str) -> Moment | None:
    """The eight digits of a date inside something that the library gave up on."""
    found = BARE_DATE.search(written)
    try:
        return (date(*(int(part) for part in found.groups())), None) if found else None
    except ValueError:
        return None


def _local(value: object, zone: str) -> Moment | None:
    """Times in UTC move to the plan's zone; floating times and those with a zone of their own keep their clock."""
    if isinstance(value, datetime):
        is_utc = value.tzinfo is not None and value.utcoffset() == timedelta(0) and str(value.tzinfo) in ("UTC", "UTC+00:00", str(UTC))
        try:
            local = value.astimezone(ZoneInfo(zone)) if is_utc else value
        except OverflowError:
            return None
        return local.date(), local.replace(tzinfo=None)
    return (value, None) if isinstance(value, date) else None


def _days(start: Moment, end: Moment | None) -> int:
    """The days that the event covers; the end of whole days is exclusive and may equal the start."""
    if end is None:
        return 1
    span = (end[0] - start[0]).days
    return max(span, 1) if start[1] is None else span + 1


def _seconds(component: Any, start: Moment, end: Moment | None) -> int | None:
    if start[1] is None:
        return None
    stated = getattr(one(component, "DURATION"), "dt", None)
    length = end[1] - start[1] if end is not None and end[1] is not None else stated
    seconds = int(length.total_seconds()) if isinstance(length, timedelta) else 0
    return seconds if seconds > 0 else None


def _categories(component: Any) -> list[str]:
    return [label(each) for group in every(component, "CATEGORIES") for each in getattr(group, "cats", ())]


def _estimate(written: str) -> float | None:
    try:
        seconds = float(written)
    except ValueError:
        return None
    return seconds if 0 < seconds <= 86400 else None


def _repeats(component: Any) -> Mapping[str, list[Any]] | None:
    rule = one(component, "RRULE")
    return {str(key).upper(): list(value) for key, value in rule.items()} if isinstance(rule, dict) else None


def _left_out(component: Any, zone: str) -> list[date]:
    dates = [each for group in every(component, "EXDATE") for each in getattr(group, "dts", ())]
    moments = [_local(getattr(each, "dt", None), zone) for each in dates]
    return [moment[0] for moment in moments if moment is not None]
