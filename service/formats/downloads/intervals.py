"""The body for the bulk upload of events to intervals.icu."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from service.documents.plan import PlanDocument
from service.documents.plan_model import RacePart
from service.documents.quantities import LoadUnit
from service.documents.session import SessionDocument
from service.domain.session import Kind, Lock, Priority, Sport, Status
from service.formats.downloads.dated import date_of, dated
from service.formats.downloads.words import minutes_word, one_line, sport_word
from service.formats.intervals.steps_text import steps_text
from service.formats.session_keys import key_of

TYPES: Mapping[Sport, str] = {
    Sport.RUN: "Run", Sport.BIKE: "Ride", Sport.SWIM: "Swim", Sport.STRENGTH: "WeightTraining", Sport.WALK: "Walk", Sport.HIKE: "Hike",
    Sport.ROW: "Rowing", Sport.SKI: "NordicSki", Sport.CROSS: "Workout", Sport.MOBILITY: "Workout",
}  # fmt: skip
"""All others are `Other`."""
NOTED: Mapping[Status, str] = {Status.CANCELLED: "Left out", Status.SUSPENDED: "On hold", Status.SKIPPED: "Skipped"}
LOAD_UNITS = frozenset({LoadUnit.ICU, LoadUnit.TSS})
"""Loads that count the way the platform counts; session RPE times minutes is another thing and stays here."""
PRIORITIES = "ABC"


def write(document: PlanDocument) -> bytes:
    """A JSON array of events. Raises BadInput for an undated plan."""
    plan = dated(document)
    events = [*(_event(session, plan) for session in plan.sessions), *_races_without_session(plan)]
    ordered = sorted(events, key=lambda event: (event["start_date_local"], event["external_id"]))
    return (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()


def _event(session: SessionDocument, plan: PlanDocument) -> dict[str, Any]:
    """A session that is off becomes a note under the same id: uploaded again, it takes the place of the workout that was there."""
    noted = NOTED.get(session.status or Status.PLANNED)
    name = one_line(session.title or "") or f"{sport_word(session.sport)}, {session.kind.value.replace('_', ' ')}"
    if noted is not None or session.sport is Sport.REST:
        text = f"{noted}: {name}" if noted else one_line(session.title or "") or "Rest"
        return {**_frame(session, plan, None), "category": "NOTE", "name": text, **_description(session.description or "")}
    seconds = session.planned.duration_s.mean() if session.planned and session.planned.duration_s else None
    metres = session.planned.distance_m.mean() if session.planned and session.planned.distance_m else None
    load = session.planned.load if session.planned else None
    counted = load is not None and load.unit in LOAD_UNITS and load.mean() is not None
    return {
        **_frame(session, plan, seconds),
        "category": _category(session, plan),
        "type": TYPES.get(session.sport, "Other"),
        "name": name,
        **_description(_text(session)),
        **({"moving_time": round(seconds)} if seconds else {}),
        **({"distance": metres} if metres else {}),
        **({"icu_training_load": round(load.mean() or 0)} if counted and load is not None else {}),
        **({"indoor": session.environment == "indoor"} if session.environment in ("indoor", "outdoor") else {}),
        **({"tags": tags} if (tags := _tags(session)) else {}),
        **({"athlete_cannot_edit": True} if session.locked is Lock.ALL else {}),
    }


def _frame(session: SessionDocument, plan: PlanDocument, seconds: float | None) -> dict[str, Any]:
    """Our id, and from when to when; the end is the first moment that is no longer part of it."""
    day = date_of(session)
    start = datetime.combine(day, time.fromisoformat(session.start_time) if session.start_time else time())
    ends = (
        start + timedelta(seconds=round(seconds)) if session.start_time and seconds else datetime.combine(day, time()) + timedelta(days=1)
    )
    return {
        "external_id": key_of(plan.id, session.id or ""),
        "start_date_local": start.isoformat(timespec="seconds"),
        "end_date_local": ends.isoformat(timespec="seconds"),
    }


def _category(session: SessionDocument, plan: PlanDocument) -> str:
    race = next((r for r in plan.races or () if r.session_id == session.id), None)
    if race is None and session.kind is not Kind.RACE:
        return "WORKOUT"
    return f"RACE_{race.priority.value if race is not None and race.priority is not None else PRIORITIES[0]}"


def _text(session: SessionDocument) -> str:
    return "\n\n".join(part for part in ((session.description or "").strip(), steps_text(session.structure)) if part)


def _description(text: str) -> dict[str, str]:
    return {"description": text} if text else {}


def _tags(session: SessionDocument) -> list[str]:
    return [*(["key"] if session.priority is Priority.KEY else []), *(session.tags or ())]


def _races_without_session(plan: PlanDocument) -> Iterator[dict[str, Any]]:
    known = {session.id for session in plan.sessions}
    race_days = {date_of(session) for session in plan.sessions if session.kind is Kind.RACE}
    for race in plan.races or ():
        if race.session_id not in known and race.date not in race_days:
            yield _race(race, plan)


def _race(race: RacePart, plan: PlanDocument) -> dict[str, Any]:
    metres = race.distance_m.mean() if race.distance_m is not None else None
    goal = race.goal_time_s.mean() if race.goal_time_s is not None else None
    return {
        "external_id": key_of(plan.id, race.id or f"race-{race.date.isoformat()}"),
        "start_date_local": _midnight(race.date),
        "end_date_local": _midnight(race.date + timedelta(days=1)),
        "category": f"RACE_{race.priority.value if race.priority is not None else PRIORITIES[0]}",
        "type": TYPES.get(race.sport or Sport.RUN, "Other"),
        "name": one_line(race.name or "Race"),
        **_description(f"Goal: {minutes_word(goal)}" if goal else ""),
        **({"distance": metres} if metres else {}),
    }


def _midnight(day: date) -> str:
    return datetime.combine(day, time()).isoformat(timespec="seconds")
