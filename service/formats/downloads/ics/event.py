"""A session as VEVENT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event, vText

from service.documents.session import SessionDocument
from service.domain.distances import DistanceUnits
from service.domain.session import Priority, Status
from service.formats.calendar.own_names import FLAGS, NUMBERS, PREFIX, TEXTS
from service.formats.cells import write_number
from service.formats.downloads.dated import EARLIEST, date_of, edited_at
from service.formats.downloads.ics.description import described
from service.formats.downloads.words import one_line, sport_word, stated_amounts
from service.formats.values import value_at

STATUSES: Mapping[Status, str] = {Status.CANCELLED: "CANCELLED", Status.SUSPENDED: "TENTATIVE"}
"""All others are confirmed."""
MARKS: Mapping[Status, str] = {
    Status.CANCELLED: "Left out",
    Status.SUSPENDED: "On hold",
    Status.SKIPPED: "Skipped",
    Status.COMPLETED: "Done",
}
HARD_COLOUR = "firebrick"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an event has to know of its plan: names of phases, and the rank of races by session."""

    timezone: str
    host: str
    phases: Mapping[str, str]
    races: Mapping[str, str]
    imported_at: datetime | None
    units: DistanceUnits


def event_of(session: SessionDocument, around: Surroundings) -> Event:
    """The event; its UID stays when the session moves, and its SEQUENCE rises with each revision."""
    event = Event()
    event.add("uid", f"{session.id}@{around.host}")
    event.add("sequence", session.revision or 0)
    edited = edited_at(session)
    event.add("dtstamp", edited or _utc(around.imported_at) or EARLIEST)
    if edited is not None:
        event.add("last-modified", edited)
    _add_times(event, session, around.timezone)
    event.add("summary", summary_of(session, around.units))
    if text := described(session, around.units):
        event.add("description", text)
    event.add("categories", list(_categories(session, around)))
    event.add("status", STATUSES.get(session.status or Status.PLANNED, "CONFIRMED"))
    event.add("transp", "TRANSPARENT")
    if session.hard:
        event.add("color", HARD_COLOUR)
    if session.location:
        event.add("location", session.location)
    for name, value in _own_properties(session):
        event.add(name, vText(value))
    return event


def summary_of(session: SessionDocument, units: DistanceUnits) -> str:
    """`Run · 6 x 800 m · 10 km`, on one line."""
    status = MARKS.get(session.status or Status.PLANNED)
    what = one_line(session.title or "") or session.kind.value.replace("_", " ").capitalize()
    sport = sport_word(session.sport)
    named = [sport] if sport.casefold() != what.casefold() else []
    return " · ".join([*([status] if status else []), *named, what, *stated_amounts(session, units)])


def _add_times(event: Event, session: SessionDocument, timezone: str) -> None:
    """All day, or at its time in the plan's zone; the end is left open when no duration is planned."""
    day = date_of(session)
    if session.start_time is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        return
    start = datetime.combine(day, time.fromisoformat(session.start_time), tzinfo=ZoneInfo(timezone))
    event.add("dtstart", start)
    seconds = session.planned.duration_s.mean() if session.planned and session.planned.duration_s else None
    if seconds:
        event.add("dtend", (start.astimezone(UTC) + timedelta(seconds=round(seconds))).astimezone(ZoneInfo(timezone)))


def _categories(session: SessionDocument, around: Surroundings) -> Iterator[str]:
    yield sport_word(session.sport)
    if session.priority is Priority.KEY:
        yield "Key"
    if (rank := around.races.get(session.id or "")) is not None:
        yield f"Race {rank}"
    if (phase := around.phases.get(session.phase_id or "")) is not None:
        yield phase


def _own_properties(session: SessionDocument) -> Iterator[tuple[str, str]]:
    plain: Mapping[str, Any] = session.model_dump(mode="json")
    for suffix, path in TEXTS.items():
        if text := value_at(plain, path):
            yield PREFIX + suffix, str(text)
    for suffix, path in NUMBERS.items():
        if (number := value_at(plain, path)) is not None:
            yield PREFIX + suffix, write_number(number)
    for suffix, path in FLAGS.items():
        if (flag := value_at(plain, path)) is not None:
            yield PREFIX + suffix, "TRUE" if flag else "FALSE"


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC).replace(microsecond=0)
