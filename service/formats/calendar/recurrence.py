"""Series of events: the daily and weekly ones that plans are made of, within bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count as counting

from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.calendar.events import Event

MOST_OCCURRENCES = 400
MOST_INTERVAL = 52
KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def expanded(events: Sequence[Event], *, name: str) -> tuple[list[Event], tuple[InputWarning, ...]]:
    """Every event with its repetitions as events of their own; a series without an end goes on to the last date of the others.

    A series of another kind than daily or weekly keeps its first date, with a warning. Raises BadInput for a series that nothing
    bounds, and for more than 400 occurrences.
    """
    last = max((event.day for event in events if event.repeats is None), default=None)
    replaced = {(event.uid, event.instead_of) for event in events if event.instead_of is not None}
    made: list[Event] = []
    warnings: list[InputWarning] = []
    for event in events:
        if event.repeats is None:
            made.append(event if event.instead_of is None else replace(event, uid=_uid(event, event.instead_of)))
        elif not _can_be_expanded(event):
            text = "The series repeats in a way that is not followed here; only its first date is taken. Write the others out."
            warnings.append(InputWarning("series-not-expanded", event.place, text))
            made.append(event)
        else:
            made += _occurrences(event, last, replaced, name)
    return made, tuple(warnings)


def _can_be_expanded(event: Event) -> bool:
    rule = event.repeats or {}
    days_known = all(str(day) in WEEKDAYS for day in rule.get("BYDAY", ()))
    some_days = rule.get("FREQ") == ["WEEKLY"] or (rule.get("FREQ") == ["DAILY"] and ("BYDAY" not in rule or _interval(event) == 1))
    return set(rule) <= KNOWN and some_days and days_known and 1 <= _interval(event) <= MOST_INTERVAL


def _occurrences(event: Event, last: date | None, replaced: Iterable[tuple[str, date | None]], name: str) -> Iterator[Event]:
    rule = event.repeats or {}
    most = int(rule["COUNT"][0]) if "COUNT" in rule else None
    until = _date(rule["UNTIL"][0]) if "UNTIL" in rule else None
    if most is None and until is None:
        if last is None:
            detail = "The series has no end; give it one (UNTIL or COUNT), for a plan ends."
            refuse([Finding(event.place, "endless-series", detail)], name)
        until = last
    gone = set(replaced)
    for number, day in enumerate(_days(event), start=1):
        if (most is not None and number > most) or (until is not None and day > until):
            return
        if number > MOST_OCCURRENCES:
            refuse([Finding(event.place, "too-many", f"The series has more than {MOST_OCCURRENCES} dates; end it earlier.")], name)
        if day not in event.left_out and (event.uid, day) not in gone:
            yield replace(event, day=day, uid=_uid(event, day), place=f"{event.place}, on {day.isoformat()}", repeats=None)


def _uid(event: Event, day: date) -> str:
    """One for each occurrence; an occurrence that was moved keeps that of its regular day."""
    return f"{event.uid}/{day.isoformat()}" if event.uid else ""


def _days(event: Event) -> Iterator[date]:
    """The dates of the series in order, without end."""
    rule, interval = event.repeats or {}, _interval(event)
    if rule["FREQ"] == ["DAILY"] and "BYDAY" not in rule:
        yield from (event.day + timedelta(days=interval * step) for step in counting())
    weekdays = sorted(WEEKDAYS.index(str(day)) for day in rule.get("BYDAY", ())) or [event.day.weekday()]
    monday = event.day - timedelta(days=event.day.weekday())
    for step in counting():
        week = monday + timedelta(weeks=interval * step)
        yield from (day for number in weekdays if (day := week + timedelta(days=number)) >= event.day)


def _interval(event: Event) -> int:
    written = (event.repeats or {}).get("INTERVAL", [1])[0]
    return written if isinstance(written, int) else 0


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
