"""WORKOUT and RACE events as sessions."""

from __future__ import annotations

from collections.abc import Mapping

from service.documents.limits import MOST_LOAD, MOST_METRES, MOST_SECONDS
from service.domain.adjustment import InputWarning
from service.domain.session import Kind, Sport
from service.formats.base import ReadOptions
from service.formats.decoding import long_text
from service.formats.intervals.event import Event
from service.formats.intervals.workout_text import WorkoutText, read_workout_text
from service.formats.steps import Raw, planned_from
from service.formats.titled import read_titled
from service.formats.workout_sessions import doubts_of, kind_part, source_part

RACES = {"RACE_A": "A", "RACE_B": "B", "RACE_C": "C"}
SPORTS: Mapping[str, Sport] = {
    "run": Sport.RUN, "trailrun": Sport.RUN, "virtualrun": Sport.RUN, "ride": Sport.BIKE, "virtualride": Sport.BIKE,
    "mountainbikeride": Sport.BIKE, "gravelride": Sport.BIKE, "ebikeride": Sport.BIKE,
    "trackride": Sport.BIKE, "cyclocross": Sport.BIKE, "handcycle": Sport.BIKE,
    "swim": Sport.SWIM, "openwaterswim": Sport.SWIM, "weighttraining": Sport.STRENGTH, "walk": Sport.WALK, "hike": Sport.HIKE,
    "snowshoe": Sport.HIKE, "rowing": Sport.ROW, "virtualrow": Sport.ROW, "nordicski": Sport.SKI, "virtualski": Sport.SKI,
    "backcountryski": Sport.SKI, "rollerski": Sport.SKI, "alpineski": Sport.SKI, "yoga": Sport.MOBILITY, "pilates": Sport.MOBILITY,
    "elliptical": Sport.CROSS, "stairstepper": Sport.CROSS, "crossfit": Sport.CROSS, "highintensityintervaltraining": Sport.CROSS,
    "workout": Sport.CROSS, "transition": Sport.OTHER, "other": Sport.OTHER,
}  # fmt: skip
KEY = "key"
METRICS = {"POWER": "power", "HR": "hr", "PACE": "pace"}


def session_of(event: Event, options: ReadOptions) -> tuple[Raw, tuple[InputWarning, ...]]:
    """The session in plain JSON, and what has to be known about the reading of its workout text."""
    sport = SPORTS.get(event.word("type").casefold().replace(" ", ""))
    known = None if sport is Sport.OTHER else sport
    text = read_workout_text(event.description, metric=_metric(event, sport))
    prose = event.description if text is None else text.prose
    said = read_titled(event.name or event.category, prose, unit=options.unit, sport=known, hard_words=options.hard_words)
    steps = text.steps if text is not None else []
    session: Raw = {
        **said.fields(),
        **_when(event),
        "sport": (sport or said.sport).value,
        "sport_raw": event.word("type"),
        "title": event.name or said.title,
        "description": prose,
        "planned": _planned(event, text),
        "tags": event.words("tags"),
        "environment": "indoor" if event.written.get("indoor") is True else None,
        "external_ids": _ids(event),
        "priority": "key" if KEY in (tag.casefold() for tag in event.words("tags")) else None,
        "locked": "date" if event.written.get("athlete_cannot_edit") is True else None,
        **kind_part(said, steps, (sport or said.sport).value, stated=Kind.RACE if event.category in RACES else None),
    }
    # Steps are told once: as steps. The text that they came from stays with the source.
    raw = "\n".join(part for part in (event.name, event.description) if part)
    session["source"] = {**source_part(said, session["kind"], event.place), "raw": long_text(raw)}
    if text is not None:
        session["structure"] = {"steps": steps, "complete": text.complete}
    if session["kind"] == Kind.REST.value:
        session["sport"] = Sport.REST.value
    told = (*doubts_of(said, event.place), *_warnings(event, text))
    return {key: value for key, value in session.items() if value not in (None, "", [], {})}, told


def race_part(event: Event) -> Raw:
    sport = SPORTS.get(event.word("type").casefold().replace(" ", ""))
    race: Raw = {"name": event.name, "date": event.day.isoformat(), "priority": RACES[event.category]}
    if sport is not None:
        race["sport"] = sport.value
    if (metres := event.number("distance", MOST_METRES)) is not None:
        race["distance_m"] = metres
    return race


def _when(event: Event) -> Raw:
    return {"date": event.day.isoformat(), "start_time": event.clock}


def _metric(event: Event, sport: Sport | None) -> str:
    """What a bare zone counts in: what the event says, else power on the bike and heart rate elsewhere."""
    return METRICS.get(event.word("target").upper(), "power" if sport in (Sport.BIKE, None) else "hr")


def _planned(event: Event, text: WorkoutText | None) -> Raw:
    """What the platform counted wins over what the steps add up to."""
    planned = planned_from(text.steps) if text is not None else {}
    for key, field, most in (("moving_time", "duration_s", MOST_SECONDS), ("distance", "distance_m", MOST_METRES)):
        if (value := event.number(key, most)) is not None:
            planned[field] = {"value": round(value), "source": "stated"}
    if (load := event.number("icu_training_load", MOST_LOAD)) is not None:
        planned["load"] = {"value": load, "unit": "icu", "source": "stated"}
    if (intensity := event.number("icu_intensity", 500)) is not None:
        # Written as a percentage by the API and as a share by the format.
        planned["intensity_factor"] = {"value": round(intensity / 100, 3), "source": "stated"}
    return planned


def _ids(event: Event) -> list[Raw]:
    systems = (("id", "intervals"), ("external_id", "intervals_external"), ("uid", "ical"))
    return [{"system": system, "id": word} for key, system in systems if (word := event.word(key))]


def _warnings(event: Event, text: WorkoutText | None) -> tuple[InputWarning, ...]:
    if text is None:
        return ()
    said = []
    if text.reread:
        words = f"{text.reread[0][:60]!r} would last more than five hours; metres were taken. Write mtr for metres."
        said.append(InputWarning("metres-assumed", event.place, words))
    if not text.complete:
        said.append(InputWarning("steps-incomplete", event.place, "Some lines of the workout are no steps; they stay in the description."))
    return tuple(said)
