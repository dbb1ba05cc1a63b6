"""calendar-hack: weeks of seven days, Monday first, without dates; the race is on the last day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.base import ReadOptions
from service.formats.decoding import label, long_text
from service.formats.steps import Raw
from service.formats.text import Unit
from service.formats.titled import read_titled

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
METRES: dict[Unit, float] = {"mi": 1609.344, "km": 1000.0}
UNITS: dict[str, Unit] = {"km": "km", "kilometers": "km", "kilometres": "km", "mi": "mi", "miles": "mi"}
NUMBER = r"\d+(?:\.\d+)?"
BRACES = re.compile(rf"\{{\s*({NUMBER})(?:\s*-\s*({NUMBER}))?(?:\s*:\s*({NUMBER})(?:\s*-\s*({NUMBER}))?)?\s*\}}")
"""`{6}` and `{4-6}` in the unit of the plan; `{5:8}` in miles and in kilometres."""
Placed = tuple[Raw, str]


def is_plan(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("schedule"), list)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known about the plan that a workout is part of."""

    unit: Unit
    hard_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """`raw` is the plan without a zone, `places` tell where each session stands."""

    raw: Raw
    places: list[str]
    warnings: tuple[InputWarning, ...]


def plan_in(value: dict[Any, Any], *, name: str, options: ReadOptions) -> Schedule:
    """The plan; the unit that the uploader names is used where the file states none. Raises BadInput with every week that is not whole."""
    stated = UNITS.get(str(value.get("units", "")).casefold())
    warnings = () if stated or options.unit else (InputWarning("unit-assumed-mi", "units", "The file names no unit; miles are taken."),)
    return _schedule(value, name, Around(stated or options.unit or "mi", options.hard_words), warnings)


def _schedule(value: dict[Any, Any], name: str, around: Around, warnings: tuple[InputWarning, ...]) -> Schedule:
    findings = list(_findings(value["schedule"]))
    if findings:
        refuse(findings, name)
    placed = [each for week, written in enumerate(value["schedule"]) for each in _week(week, written, around)]
    notes = [
        {"scope": f"week {week}", "text": long_text(written["description"])}
        for week, written in enumerate(value["schedule"], start=1)
        if written.get("description")
    ]
    raw: Raw = {
        "name": label(value.get("name") or ""),
        "description": long_text(value.get("description") or "") or None,
        "display_units": {"run": around.unit},
        "notes": notes,
        "sessions": [session for session, _ in placed],
    }
    return Schedule({key: kept for key, kept in raw.items() if kept}, [place for _, place in placed], warnings)


def _findings(weeks: list[Any]) -> Iterator[Finding]:
    if not weeks:
        yield Finding("schedule", "no-sessions", "The schedule is empty; add a week of seven workouts.")
    for number, week in enumerate(weeks, start=1):
        workouts = week.get("workouts") if isinstance(week, dict) else None
        if not isinstance(workouts, list) or len(workouts) != len(DAYS):
            count = len(workouts) if isinstance(workouts, list) else 0
            detail = f"A week holds seven workouts, Monday first, and this one {count}; add or remove days."
            yield Finding(f"week {number}", "not-a-week", detail)
            continue
        for day, workout in zip(DAYS, workouts, strict=True):
            if not isinstance(workout, dict):
                yield Finding(f"week {number}, {day}", "wrong-type", "A workout is an object with a title.")


def _week(week: int, written: dict[Any, Any], around: Around) -> Iterator[Placed]:
    for day, workout in enumerate(written["workouts"]):
        place = f"week {week + 1}, {DAYS[day]}"
        yield {"date": None, "day_index": week * 7 + day, **_session(workout, around, place)}, place


def _session(workout: dict[Any, Any], around: Around, place: str) -> Raw:
    title = _plain(workout.get("title"), around.unit)
    text = _plain(workout.get("description"), around.unit)
    said = read_titled(title, text, unit=around.unit, hard_words=around.hard_words)
    session = {**said.fields(), "title": label(title) or "Rest"}
    if text:
        session["description"] = long_text(text)
    session["source"] = {**session["source"], "locator": place, "raw": long_text(workout.get("title") or "")}
    distance = _distance(workout.get("distance"), around.unit)
    if distance is not None and said.kind.value != "rest":
        session["planned"] = {**session.get("planned", {}), "distance_m": distance}
    if tags := workout.get("tags"):
        session["tags"] = [label(tag) for tag in (tags if isinstance(tags, list) else str(tags).split(","))]
    return session


def _plain(written: object, unit: Unit) -> str:
    """The text with its braces written out; YAML takes an unquoted `Off` for false."""
    if written is False:
        return "Off"
    return BRACES.sub(lambda found: _written_out(found, unit), "" if written is None else str(written)).strip()


def _written_out(found: re.Match[str], unit: Unit) -> str:
    low, high = (found[3], found[4]) if found[3] and unit == "km" else (found[1], found[2])
    return f"{low}-{high} {unit}" if high else f"{low} {unit}"


def _distance(written: object, unit: Unit) -> Raw | None:
    """A number, or a list of a lowest and a highest, in the unit of the plan; none is no distance and not 0."""
    ends = written if isinstance(written, list) else [written]
    known = [float(end) for end in ends if isinstance(end, int | float) and not isinstance(end, bool) and end > 0]
    if not known or len(known) != len(ends) or len(known) > 2:
        return None
    low, high = (round(end * METRES[unit]) for end in (min(known), max(known)))
    made: Raw = {"value": (low + high) // 2, "source": "stated", "as_written": f"{'-'.join(f'{end:g}' for end in known)} {unit}"}
    return {**made, "low": low, "high": high} if low < high else made
