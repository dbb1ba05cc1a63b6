"""An undated plan is tied to the calendar: at its start or at its race, with weekdays kept where the file names weekdays."""

from __future__ import annotations

from datetime import date, timedelta

from service.documents.base import weekday_index
from service.documents.plan import PlanDocument, anchored
from service.domain.adjustment import InputWarning
from service.domain.session import Kind
from service.formats.base import ReadOptions
from service.formats.questions import DAYS
from service.kit.weeks import week_start

WEEK = 7


def tied(document: PlanDocument, options: ReadOptions) -> PlanDocument:
    """The plan with a date on every session that has a day index, from the answer to `start` or `race_day`.

    Where the file names weekdays, a session stays on its weekday: week 1 is the week that holds `start`, the last week the one that
    holds `race_day`. What that changed is said in a warning, and so is an answer that a dated plan has no use for.
    """
    if options.start is None and options.race_day is None:
        return document
    if all(session.day_index is None for session in document.sessions):
        if {options.start, options.race_day} & {session.date for session in document.sessions} - {None}:
            return document
        text = "Every session of the file has a date of its own; the start or race day that was given is not used."
        return document.with_warnings((InputWarning("dates-stay", "", text),))
    if document.week_start is None or (document.cycle_days or WEEK) != WEEK:
        return anchored(document, start=options.start, race_day=options.race_day)
    first = weekday_index(document.week_start)
    if options.start is not None:
        return _from_start(document, options.start, first)
    assert options.race_day is not None
    return _to_race(document, options.race_day, first)


def _from_start(document: PlanDocument, start: date, first: int) -> PlanDocument:
    zero = week_start(start, first)
    made = anchored(document, start=zero)
    if zero == start:
        return made
    text = f"{start} is a {DAYS[start.weekday()]} and the plan begins on {DAYS[first]}s: week 1 starts on {zero}, so that weekdays stay."
    return made.with_warnings((InputWarning("start-moved", "", text),))


def _to_race(document: PlanDocument, race_day: date, first: int) -> PlanDocument:
    index = _last_index(document)
    zero = week_start(race_day, first) - timedelta(days=WEEK * (index // WEEK))
    made = anchored(document, start=zero)
    written = zero + timedelta(days=index)
    if written == race_day:
        return made
    text = (
        f"In the file the race is on a {DAYS[written.weekday()]}; it was put on {race_day}, a {DAYS[race_day.weekday()]}. Check its week."
    )
    sessions = [
        session.model_copy(update={"date": race_day}) if session.day_index == index and session.kind is Kind.RACE else session
        for session in made.sessions
    ]
    return made.model_copy(update={"sessions": sessions}).with_warnings((InputWarning("race-moved", "", text),))


def _last_index(document: PlanDocument) -> int:
    """The day of the last race; of the last session where no race is planned."""
    known = [(session.day_index, session.kind) for session in document.sessions if session.day_index is not None]
    races = [index for index, kind in known if kind is Kind.RACE]
    return max(races or [index for index, _ in known])
