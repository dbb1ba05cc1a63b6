"""Calendars as feeds write them, line by line."""

from __future__ import annotations

from service.documents.plan import PlanDocument
from service.documents.session import SessionDocument
from service.formats.base import ReadOptions
from service.formats.calendar.reader import CALENDAR

VIENNA = ReadOptions(timezone="Europe/Vienna")


def calendar(*events: str, head: str = "", end: str = "\r\n") -> bytes:
    """A calendar of these events, each given as its lines without BEGIN and END."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *head.splitlines()]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip().splitlines(), "END:VEVENT"]
    return end.join([*lines, "END:VCALENDAR", ""]).encode()


def read(*events: str, head: str = "", options: ReadOptions = VIENNA) -> PlanDocument:
    return CALENDAR.read(calendar(*events, head=head), name="feed.ics", options=options)


def only(*events: str, head: str = "") -> SessionDocument:
    """The one session of a calendar."""
    (session,) = read(*events, head=head).sessions
    return session


def all_day(title: str, day: str = "20260304", more: str = "") -> str:
    return f"UID:{title}-{day}\nDTSTART;VALUE=DATE:{day}\nSUMMARY:{title}\n{more}"


def codes(plan: PlanDocument) -> list[str]:
    return [warning.code for warning in plan.warnings]
