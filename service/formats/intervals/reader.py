"""The calendar of intervals.icu as a plan: the list of events that its API gives and takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.documents.json_text import parse_json
from service.documents.plan import PlanDocument
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.decoding import long_text
from service.formats.intervals.event import Event, event_of
from service.formats.intervals.sessions import RACES, race_part, session_of
from service.formats.intervals.targets import weeks_of
from service.formats.placed import folded, named_after, placed_plan, zone_and_warnings
from service.formats.steps import Raw

SESSIONS = {"WORKOUT", *RACES}
GOALS = {"TARGET"}
UNAVAILABLE = {"HOLIDAY", "SICK", "INJURED"}
"""What keeps an athlete from training is told as a note: it is not known whether every day of it is meant."""


class IntervalsEvents:
    """Reads a list of events, or an object with such a list under `events`."""

    name = "intervals"

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        """The plan in the events. Raises BadInput that names each event that cannot be read."""
        value = parse_json(content, name=name)
        written = value.get("events") if isinstance(value, dict) else value
        if not isinstance(written, list):
            refuse([Finding("", "unknown-format", "A list of events is wanted, as the API of intervals.icu gives it.")], name)
        events, findings = _events(written)
        if findings:
            refuse(findings, name)
        zone, no_zone = zone_and_warnings(options)
        read = [(event, *session_of(event, options)) for event in events if event.category in SESSIONS]
        raw: Raw = {
            "name": named_after(name),
            "timezone": zone,
            "sessions": [session for _, session, _ in read],
            "races": [race_part(event) for event in events if event.category in RACES],
            "weeks": weeks_of(event for event in events if event.category in GOALS),
            "notes": [_note(event) for event in events if event.category not in SESSIONS | GOALS],
        }
        said = [warning for _, _, warnings in read for warning in warnings]
        told = folded((*no_zone, *said, *_not_trained(events)))
        kept = {key: part for key, part in raw.items() if part or key == "sessions"}
        return placed_plan(kept, [event.place for event, _, _ in read], name=name, warnings=told)


EVENTS = IntervalsEvents()


def _events(written: list[Any]) -> tuple[list[Event], list[Finding]]:
    events: list[Event] = []
    findings: list[Finding] = []
    for number, each in enumerate(written, start=1):
        read = event_of(each, number) if isinstance(each, Mapping) else None
        if read is None:
            detail = "An event is an object with start_date_local (YYYY-MM-DD) and a category such as WORKOUT."
            findings.append(Finding(f"event {number}", "wrong-type", detail))
        else:
            events.append(read)
    return events, findings


def _note(event: Event) -> Raw:
    text = "\n".join(part for part in (event.name or event.category.capitalize(), event.description) if part)
    return {"scope": event.category.casefold()[:300], "date": event.day.isoformat(), "text": long_text(text)}


def _not_trained(events: list[Event]) -> Iterator[InputWarning]:
    for event in events:
        if event.category in UNAVAILABLE:
            text = f"{event.category.capitalize()} is kept as a note; say in the plan's availability which days are not trained."
            yield InputWarning("not-available", event.place, text)
