"""A plan as VCALENDAR."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from icalendar import Calendar, vText

from service.documents.canonical import fingerprint
from service.documents.display_units import units_of
from service.documents.plan import PlanDocument
from service.documents.session import SessionDocument
from service.formats.calendar.own_names import PLAN_ID, PLAN_NAME, TIMEZONE, UNITS
from service.formats.downloads.dated import date_of, dated, edited_at
from service.formats.downloads.ics.event import Surroundings, event_of
from service.formats.downloads.words import one_line

PRODUCT = "-//coaching-plan-adjuster//EN"
COLOUR = "steelblue"
"""One of the CSS names that RFC 7986 asks for."""


def calendar_bytes(document: PlanDocument, *, host: str | None = None) -> bytes:
    """The plan as a calendar to import; `host` is the part of every UID behind the session's id."""
    plan = dated(document)
    calendar = new_calendar(plan, host or host_of(plan))
    return with_sessions(calendar, plan, plan.sessions, host or host_of(plan))


def host_of(plan: PlanDocument) -> str:
    """What makes session ids unique in a calendar that holds several plans; it survives every revision of the plan."""
    athlete = plan.athlete.ref if plan.athlete is not None else None
    return f"{fingerprint([plan.id or plan.name, athlete])[:16]}.adjuster"


def new_calendar(plan: PlanDocument, host: str) -> Calendar:
    """A calendar without events."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("uid", f"plan@{host}")
    calendar.add("name", vText(one_line(plan.name)))
    calendar.add(PLAN_NAME, vText(one_line(plan.name)))
    calendar.add(TIMEZONE, vText(plan.timezone))
    calendar.add("color", COLOUR)
    if plan.description:
        calendar.add("description", vText(plan.description))
    if plan.id is not None:
        calendar.add(PLAN_ID, vText(plan.id))
    if not (units := units_of(plan)).is_all_km:
        calendar.add(UNITS, vText("; ".join(f"{sport} {unit}" for sport, unit in units.named.items())))
    if instants := [instant for session in plan.sessions if (instant := edited_at(session)) is not None]:
        calendar.add("last-modified", max(instants))
    return calendar


def with_sessions(calendar: Calendar, plan: PlanDocument, sessions: Sequence[SessionDocument], host: str) -> bytes:
    """The finished calendar, the zone of the plan explained where an event needs it."""
    around = Surroundings(
        timezone=plan.timezone,
        host=host,
        phases={phase.id: phase.name or phase.kind for phase in plan.phases or () if phase.id is not None},
        races={race.session_id: race.priority.value for race in plan.races or () if race.session_id is not None and race.priority},
        imported_at=plan.source.imported_at if plan.source is not None else None,
        units=units_of(plan),
    )
    for session in sessions:
        calendar.add_component(event_of(session, around))
    if any(session.start_time is not None for session in sessions):
        days = [date_of(session) for session in sessions]
        calendar.add_missing_timezones(first_date=date(min(days).year, 1, 1), last_date=max(days) + timedelta(days=366))
    content: bytes = calendar.to_ical()
    return content
