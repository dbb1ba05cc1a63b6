"""A calendar file as a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from service.documents.base import FULL_WEEKDAYS
from service.documents.limits import MOST_SESSIONS
from service.documents.plan import PlanDocument
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.calendar.events import Event, event_of
from service.formats.calendar.notes import divided, near_twins, note_part, week_part, without_twins
from service.formats.calendar.own import is_own, own_units
from service.formats.calendar.own_names import PLAN_ID, PLAN_NAME, TIMEZONE, UNITS
from service.formats.calendar.parsing import calendars_in, events_in, one, text_of
from service.formats.calendar.recurrence import expanded
from service.formats.calendar.sessions import Around, session_of
from service.formats.decoding import label
from service.formats.placed import folded, named_after, placed_plan, zone_and_warnings
from service.formats.steps import Raw
from service.formats.text import unit_of

READ = ("SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "UID", "STATUS", "RRULE", "EXDATE", "SEQUENCE")
"""Properties whose damage changes what is read; a bad DTSTAMP changes nothing."""
USER_ZONE = "X-USER-TIMEZONE"
MOST_EVENTS = 2 * MOST_SESSIONS


class Calendar:
    """Reads the calendars of Runna, TrainingPeaks, TrainerRoad, calendar-hack, our own, and of whoever writes plain titles."""

    name = "ical"

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        """The plan in the calendar. Raises BadInput for a file without a calendar, an event with a date, or a session."""
        calendars, said = calendars_in(content, name=name)
        components = list(events_in(calendars))
        if not components or len(components) > MOST_EVENTS:
            detail = f"Holds {len(components)} events; from 1 to {MOST_EVENTS} are taken."
            refuse([Finding("", "no-events" if not components else "too-many", detail)], name)
        zone, no_zone = zone_and_warnings(options, _zone(calendars, components))
        events, damaged = _events(components, zone)
        if not events:
            refuse([Finding(damaged[0].pointer, "no-dates", "No event has a date that can be read; export the calendar anew.")], name)
        events, series = expanded(events, name=name)
        events, doubled = without_twins(events)
        of_a_day, of_a_week, longer = divided(events)
        around = Around(zone, options.unit or unit_of(f"{e.title}\n{e.text}" for e in of_a_day), options.hard_words)
        sessions, notes, warnings = _sessions(of_a_day, around)
        raw: Raw = {"name": _name(calendars, name), "timezone": zone, "sessions": [session for session, _ in sessions]}
        raw |= _beside(calendars, of_a_week, [*longer, *notes])
        raw |= _units(calendars, of_a_day, around)
        told = (*said, *no_zone, *damaged, *series, *doubled, *warnings, *near_twins(of_a_day), *_spans(longer))
        return placed_plan(raw, [event.place for _, event in sessions], name=name, warnings=folded(told))


CALENDAR = Calendar()


def _events(components: Sequence[Any], zone: str) -> tuple[list[Event], list[InputWarning]]:
    """All events that have a date, and a warning for every property that was broken."""
    events: list[Event] = []
    warnings: list[InputWarning] = []
    for number, component in enumerate(components, start=1):
        event = event_of(component, number, zone)
        place = f"event {number}" if event is None else event.place
        if event is None:
            warnings.append(InputWarning("no-date", place, "The event has no date that can be read and was left out; give it one."))
        else:
            events.append(event)
        for key, _ in component.errors:
            if str(key).upper() in READ:
                text = f"{label(key)} cannot be read; what the event says without it is taken."
                warnings.append(InputWarning("broken-property", place, text))
    return events, warnings


def _sessions(events: Sequence[Event], around: Around) -> tuple[list[tuple[Raw, Event]], list[Event], list[InputWarning]]:
    """Sessions with their events, events that are none, and warnings."""
    sessions: list[tuple[Raw, Event]] = []
    notes: list[Event] = []
    warnings: list[InputWarning] = []
    for event in events:
        session, said = session_of(event, around)
        warnings += said
        if session is None:
            notes.append(event)
            text = "Nothing in this event speaks of training; it is kept as a note."
            warnings.append(InputWarning("not-a-session", event.place, text))
        else:
            sessions.append((session, event))
    return sessions, notes, warnings


def _beside(calendars: Sequence[Any], weeks: Sequence[Event], notes: Sequence[Event]) -> Raw:
    """What the plan holds beside its sessions."""
    made: Raw = {"weeks": [week_part(event) for event in weeks], "notes": [note_part(event) for event in notes]}
    made["id"] = label(text_of(calendars[0], PLAN_ID))
    if len(first_days := {event.day.weekday() for event in weeks}) == 1:
        made["week_start"] = FULL_WEEKDAYS[first_days.pop()]
    return {key: value for key, value in made.items() if value}


def _units(calendars: Sequence[Any], events: Sequence[Event], around: Around) -> Raw:
    """The units that our own calendars name; of all others the one that their words count in."""
    if all(is_own(event) for event in events):
        named = own_units(text_of(calendars[0], UNITS))
    else:
        named = {"run": around.unit} if around.unit else {}
    return {"display_units": named} if named else {}


def _spans(events: Sequence[Event]) -> Iterator[InputWarning]:
    for event in events:
        text = f"The event covers {event.days} days; it is kept as a note, not as a session."
        yield InputWarning("spans-days", event.place, text)


def _name(calendars: Sequence[Any], file_name: str) -> str:
    for calendar in calendars:
        if found := label(text_of(calendar, PLAN_NAME) or text_of(calendar, "NAME")):
            return found
    return named_after(file_name)


def _zone(calendars: Sequence[Any], components: Sequence[Any]) -> str | None:
    """The zone that the calendar names, or the one that its events stand in; None where it names none that is known."""
    stated = [text_of(calendar, key).strip() for calendar in calendars for key in (TIMEZONE, USER_ZONE)]
    stated += [text_of(component, USER_ZONE).strip() for component in components[:1]]
    used = [str(getattr(one(component, "DTSTART"), "params", {}).get("TZID", "")) for component in components]
    return next((zone for zone in (*stated, *used) if zone and _is_known(zone)), None)


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        return False
    return True
