"""The workout export of TrainingPeaks: decimal hours, metres, one row a workout, planned and done side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import isfinite, nan

from service.documents.limits import MOST_METRES, MOST_SECONDS
from service.documents.quantities import SourceOfValue
from service.domain.session import Kind, Sport
from service.formats.base import ReadOptions
from service.formats.tables.cell_sessions import Sitting, read_part
from service.formats.tables.found import Found, Raw
from service.formats.tables.sheet import Sheet
from service.formats.text.spelling import folded
from service.formats.text.tokens import Span, number
from service.formats.text.totals import Amount

NEEDED = frozenset({"workouttype", "workoutday", "plannedduration"})
SPORTS: Mapping[str, Sport] = {
    "swim": Sport.SWIM, "bike": Sport.BIKE, "run": Sport.RUN, "strength": Sport.STRENGTH, "day off": Sport.REST, "walk": Sport.WALK,
    "mtb": Sport.BIKE, "mtn bike": Sport.BIKE, "xc-ski": Sport.SKI, "rowing": Sport.ROW, "brick": Sport.BRICK, "x-train": Sport.CROSS,
    "crosstrain": Sport.CROSS, "other": Sport.OTHER, "custom": Sport.OTHER, "race": Sport.RUN,
}  # fmt: skip
DONE = {"TimeTotalInHours": "duration_s", "DistanceInMeters": "distance_m", "Rpe": "rpe"}
KEPT = ("Title", "WorkoutType", "WorkoutDescription", "CoachComments", "AthleteComments")
SHELF = "trainingpeaks"
METRES_PER_YARD = 0.9144
POOL = 25
"""Yards or metres of a length: distances in water are whole lengths of one or the other."""
EXACTLY = 0.01
SECONDS_PER_HOUR = 3600


def is_export(texts: list[str]) -> bool:
    """Whether a header row is that of the export."""
    return {folded(text).replace(" ", "") for text in texts} >= NEEDED


def read_export(sheet: Sheet, header: int, options: ReadOptions) -> Found:
    """The workouts of the export. TSS and IF in it are what was done, never what was planned; notes among the rows become notes."""
    found = Found(warnings=list(sheet.warnings))
    names = [text.replace(" ", "") for text in sheet.texts(header)]
    orders: dict[str, int] = {}
    for row in range(header + 1, len(sheet.rows)):
        cells = {name: text for name, text in zip(names, sheet.texts(row), strict=True) if name and text}
        if cells:
            _add(cells, sheet.place(row), orders, options, found)
    return found


def _add(cells: Mapping[str, str], place: str, orders: dict[str, int], options: ReadOptions, found: Found) -> None:
    day = cells.get("WorkoutDay", "")[:10]
    try:
        date.fromisoformat(day)
    except ValueError:
        found.warn("row-without-day", f"{place}, column WorkoutDay", "The row has no date written YYYY-MM-DD and was left out.")
        return
    session = _session(cells, options, place, found)
    if session is None:
        found.note(f"{day}: {_text(cells)}")
        found.warn("note", place, "“Other” without anything planned or done is a note and no session.")
        return
    orders[day] = orders.get(day, 0) + 1
    order = {"order_in_day": min(orders[day], 99)} if orders[day] > 1 else {}
    found.add({"date": day, **order, **session}, place)


def _text(cells: Mapping[str, str]) -> str:
    return "\n".join(cells[name] for name in ("Title", "WorkoutDescription", "CoachComments") if name in cells)


def _session(cells: Mapping[str, str], options: ReadOptions, place: str, found: Found) -> Raw | None:
    sport = SPORTS.get(folded(cells.get("WorkoutType", "")), Sport.OTHER)
    hours, metres = _number(cells, "PlannedDuration", place, found), _number(cells, "PlannedDistanceInMeters", place, found)
    done = _done(cells, place, found)
    if sport is Sport.OTHER and not (hours or metres or done):
        return None
    title = cells.get("Title") or cells.get("WorkoutType", "")
    read = read_part(title, Sitting(options.unit, None, options.hard_words, sport))
    if read.kind_source is SourceOfValue.ESTIMATED and (description := cells.get("WorkoutDescription")):
        more = read_part(description[:500], Sitting(options.unit, None, options.hard_words, sport))
        if more.kind_source is not SourceOfValue.ESTIMATED and more.kind is not Kind.REST:
            read = replace(read, kind=more.kind, kind_source=SourceOfValue.DERIVED, word=more.word)
    if folded(cells.get("WorkoutType", "")) == "race":
        read = replace(read, kind=Kind.RACE, kind_source=SourceOfValue.STATED)
    if sport is Sport.REST:
        read = replace(read, kind=Kind.REST, kind_source=SourceOfValue.STATED, sport=Sport.REST)
    read = replace(
        read,
        raw=_text(cells) or title,
        title=title[:300],
        sport_source=SourceOfValue.STATED,
        duration=_amount(hours and round(hours * SECONDS_PER_HOUR), MOST_SECONDS),
        distance=_distance(metres, sport),
    )
    made = {**read.fields(), **_texts(cells), **done}
    if done and not (hours or metres):
        made["source"].pop("warnings", None)
    return made


def _texts(cells: Mapping[str, str]) -> Raw:
    names = {"WorkoutDescription": "description", "CoachComments": "coach_notes", "AthleteComments": "athlete_notes"}
    made: Raw = {field: cells[name] for name, field in names.items() if name in cells}
    if "WorkoutType" in cells:
        made["sport_raw"] = cells["WorkoutType"][:300]
    shelf = {
        name: text for name, text in cells.items() if name not in (*KEPT, *DONE, "WorkoutDay", "PlannedDuration", "PlannedDistanceInMeters")
    }
    return {**made, "extensions": {SHELF: shelf}} if shelf else made


def _number(cells: Mapping[str, str], name: str, place: str, found: Found) -> float | None:
    """A number with a decimal point or comma; blank and zero are unknown."""
    if name not in cells:
        return None
    try:
        value = number(cells[name])
    except ValueError:
        value = nan
    if isfinite(value):
        return value or None
    found.warn("no-number", f"{place}, column {name}", f"{cells[name][:60]} is no number; it was left out.")
    return None


def _amount(value: float | None, most: float) -> Amount | None:
    return None if not value or value > most else Amount(Span(value, value), SourceOfValue.STATED)


def _distance(metres: float | None, sport: Sport) -> Amount | None:
    """The planned metres; a swim that was written in yards says so."""
    amount = _amount(metres, MOST_METRES)
    if amount is None or metres is None or sport is not Sport.SWIM:
        return amount
    yards = metres / METRES_PER_YARD
    in_lengths = abs(yards - round(yards / POOL) * POOL) < EXACTLY and abs(metres - round(metres / POOL) * POOL) > EXACTLY
    return replace(amount, as_written=f"{round(yards)} yd") if in_lengths else amount


def _done(cells: Mapping[str, str], place: str, found: Found) -> Raw:
    """What was done, for rows with figures of a finished workout."""
    values = {field: _number(cells, name, place, found) for name, field in DONE.items()}
    hours, metres, rpe = values["duration_s"], values["distance_m"], values["rpe"]
    made: Raw = {}
    if hours and hours * SECONDS_PER_HOUR <= MOST_SECONDS:
        made["duration_s"] = round(hours * SECONDS_PER_HOUR)
    if metres and metres <= MOST_METRES:
        made["distance_m"] = round(metres, 1)
    if not made:
        return {}
    if rpe is not None and rpe <= 10:
        made["rpe"] = rpe
    return {"status": "completed", "completed": made}
