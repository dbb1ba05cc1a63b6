"""An event as a session: what its feed says for certain first, then what its words say, then what the calendar booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from service.documents.quantities import SourceOfValue
from service.domain.adjustment import InputWarning
from service.domain.session import Kind, Sport
from service.formats.calendar.events import Event
from service.formats.calendar.feeds import Facts, facts_of
from service.formats.calendar.own import is_own, own_fields
from service.formats.calendar.own_names import PREFIX
from service.formats.decoding import long_text
from service.formats.intervals.workout_text import WorkoutText, read_workout_text
from service.formats.steps import Raw, planned_from
from service.formats.text import Unit
from service.formats.titled import read_titled
from service.formats.workout_sessions import doubts_of, kind_part, source_part

CANCELLED = "CANCELLED"
HARD_FROM = ((0.92, Kind.THRESHOLD), (0.82, Kind.TEMPO))
DIFFERENT = 0.15
"""Two lengths for one session that are further apart than this are told."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known about the plan that the event is part of."""

    zone: str
    unit: Unit | None
    hard_words: tuple[str, ...] = ()


def session_of(event: Event, around: Around) -> tuple[Raw | None, tuple[InputWarning, ...]]:
    """The session, None where nothing in the event speaks of training; and what has to be known about the reading."""
    if is_own(event):
        return {**own_fields(event), **_own_steps(event), **_frame(event)}, ()
    facts = facts_of(event)
    sport = {each.value: each for each in Sport}.get(facts.sport_word)
    said = read_titled(facts.title, facts.text, unit=around.unit, sport=sport, hard_words=around.hard_words)
    text = _workout(facts.text)
    if not (said.is_training or facts.planned or facts.completed or text or event.estimate_s):
        return None, ()
    session = {
        **said.fields(),
        **_frame(event),
        "title": facts.title or said.title or None,
        "description": (event.text if text is None else text.prose) or None,
    }
    if text is not None:
        session["structure"] = {"steps": text.steps, "complete": text.complete}
        session.update(kind_part(said, text.steps, session["sport"]))
    warnings = _planned(session, event, facts, text)
    _add_done(session, event, facts, around)
    factor = facts.planned.get("intensity_factor", {}).get("value", 0)
    if text is None and said.kind_source is SourceOfValue.ESTIMATED and (kind := _by_factor(factor)) is not None:
        session["kind"] = kind.value
    if facts.tss is not None and not facts.completed:
        session["planned"] = {**session.get("planned", {}), "load": {"value": facts.tss, "unit": "tss", "source": "stated"}}
    session["source"] = {**source_part(said, session["kind"], event.place), "raw": long_text(f"{event.title}\n{event.text}")}
    return {key: value for key, value in session.items() if value is not None}, (*doubts_of(said, event.place), *warnings)


def _workout(text: str) -> WorkoutText | None:
    read = read_workout_text(text)
    return read if read is not None and read.is_surely_one else None


def _own_steps(event: Event) -> Raw:
    """We write steps below the coach's own words, in the notation of workout texts."""
    whole = f"\n\n{event.text}\n\n"
    _, found, below = whole.partition(f"\n\n{event.own.get(PREFIX + 'TEXT', '')}\n\n")
    text = read_workout_text(below if found else whole)
    return {"structure": {"steps": text.steps}} if text is not None else {}


def _by_factor(factor: float) -> Kind | None:
    """A ride whose name says nothing is as hard as its intensity factor."""
    return next((kind for least, kind in HARD_FROM if factor >= least), None)


def _frame(event: Event) -> Raw:
    """Day, identity and status: what every event tells in the same way."""
    frame: Raw = {"date": event.day.isoformat()}
    if event.clock is not None:
        frame["start_time"] = event.clock
    if event.uid:
        frame["external_ids"] = [{"system": "ical", "id": event.uid}]
    if event.revision is not None:
        frame["revision"] = event.revision
    if event.status == CANCELLED:
        frame["status"] = "cancelled"
    return frame


def _planned(session: Raw, event: Event, facts: Facts, text: WorkoutText | None) -> list[InputWarning]:
    """Fills in how long and how far; the feed's own form wins, then the title, then steps, then the description."""
    by_words = {} if facts.says_all else session.get("planned", {})
    planned: Raw = {**(planned_from(text.steps) if text else {}), **by_words, **facts.planned}
    if "duration_s" not in planned and event.estimate_s is not None:
        planned["duration_s"] = {"value": round(event.estimate_s), "source": "stated"}
    warnings = []
    booked = event.seconds if event.seconds is not None and not event.is_usual_hour else None
    told = planned.get("duration_s", {}).get("value")
    if told is None and booked is not None and not facts.completed:
        planned["duration_s"] = {"value": booked, "source": "derived"}
    elif told and booked and abs(booked - told) > DIFFERENT * told:
        said = f"The calendar books {booked // 60} minutes and the words say {round(told / 60)}; the words are taken."
        warnings.append(InputWarning("durations-differ", event.place, said))
    if planned and session["sport"] != Sport.REST.value:
        session["planned"] = planned
    else:
        session.pop("planned", None)
    return warnings


def _add_done(session: Raw, event: Event, facts: Facts, around: Around) -> None:
    """What the feed reports as done."""
    if not facts.completed:
        return
    done: Raw = dict(facts.completed)
    if event.clock is not None:
        at = datetime.combine(event.day, time.fromisoformat(event.clock), tzinfo=ZoneInfo(around.zone))
        done["at"] = at.isoformat(timespec="seconds")
    session.update(status="completed", completed=done)
    if facts.tss is not None:
        session["extensions"] = {"ical": {"tss_done": facts.tss}}
