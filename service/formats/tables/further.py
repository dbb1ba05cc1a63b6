"""What a row of a long table says beside its words, distance and duration: effort, rank, lock, load, and all that nobody asks for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from service.documents.limits import MOST_LOAD
from service.formats.cells import NotACell, read_number
from service.formats.tables.found import SHELF, Raw
from service.formats.tables.headers import words_of
from service.formats.tables.long_layout import Columns
from service.formats.tables.sheet import Sheet
from service.formats.text import SessionText
from service.formats.text.spelling import folded, normalised
from service.formats.text.targets import target_of
from service.formats.text.tokens import Piece, tokens_of
from service.formats.text.vocabulary import LANGUAGES, load

LONGEST_LABEL = 300
OWN_SYSTEM = "table"
"""The system of ids that stand in a column of the table."""
UNUSED: Mapping[str, str] = {
    "weekly_total": "what a week adds up to is counted from its sessions. Call the column weekly goal if it is one.",
    "order": "sessions of a day stand in the order of the file.",
    "long_run": "the rows name their sessions themselves.",
    "key_workout": "the rows name their sessions themselves.",
}
"""Columns that are known and not taken over, with the reason."""
KEPT = (*UNUSED, "phase", "recovery_week", "weekly_goal")


def further(sheet: Sheet, columns: Columns, row: int, cells: Mapping[str, str], read: SessionText) -> Raw:
    """The fields of the session that the other columns fill; what has no place in a session goes to its `extensions`."""
    made: Raw = {**_effort(cells, read), **_marks(cells)}
    if sport := cells.get("sport"):
        made["sport_raw"] = sport[:LONGEST_LABEL]
    if note := cells.get("coach_notes"):
        made["coach_notes"] = note
    if time := _part_of_day(cells.get("part_of_day", "")):
        made["part_of_day"] = time
    if (amount := _load(columns, cells)) is not None:
        made["planned"] = {**read.fields().get("planned", {}), "load": amount}
    if shelf := _shelf(sheet, columns, row, cells, made):
        made["extensions"] = {SHELF: shelf}
    if cells.get("description") and cells["description"] != read.title:
        made["description"] = cells["description"]
    return made


def _marks(cells: Mapping[str, str]) -> Raw:
    """Priority, lock and the id that the table itself gives to a session."""
    made: Raw = {}
    for field in ("priority", "locked"):
        if (value := _values(field).get(folded(cells.get(field, "")))) is not None:
            made[field] = value
    if id := cells.get("id"):
        made["external_ids"] = [{"system": OWN_SYSTEM, "id": id[:LONGEST_LABEL]}]
    return made


@cache
def _values(field: str) -> Mapping[str, str]:
    """Value by each of its words, in all languages."""
    content = load("marks_of_rows")[field]
    return {word: value for value, by_language in content.items() for words in by_language.values() for word in words}


def _load(columns: Columns, cells: Mapping[str, str]) -> Raw | None:
    """Planned load in the unit that its column names; one that only says load counts nobody knows what, and is shown as it is."""
    try:
        value = read_number(cells.get("load", "").replace(" ", ""))
    except NotACell:
        return None
    if not 0 < value <= MOST_LOAD:
        return None
    is_tss = "tss" in words_of(columns.headers[columns.by_field["load"]].written)
    return {"value": value, "unit": "tss" if is_tss else "custom", "source": "stated"}


def _shelf(sheet: Sheet, columns: Columns, row: int, cells: Mapping[str, str], made: Raw) -> Raw:
    """By the names of their columns: all that nobody knows, that is used for a whole week, or that could not be read."""
    unread = [field for field in ("priority", "locked") if field not in made]
    unread += [] if "load" in made.get("planned", {}) else ["load"]
    shelf = {
        columns.headers[column].written[:LONGEST_LABEL]: sheet.text(row, column) for column in columns.spare if sheet.text(row, column)
    }
    for field in (*KEPT, *unread):
        if cells.get(field):
            shelf[columns.headers[columns.by_field[field]].written[:LONGEST_LABEL]] = cells[field]
    return shelf


def _effort(cells: Mapping[str, str], read: SessionText) -> Raw:
    """RPE, zone and pace columns as the session's intensity; a column that holds RPE or minutes is read by its cells."""
    intensity: Raw = dict(read.fields().get("intensity", {}))
    for field, lead in (("rpe", "rpe "), ("zone", "z"), ("pace", ""), ("kind", "")):
        text = folded(cells.get(field, ""))
        for attempt in (text, f"{lead}{text}" if text else ""):
            for token in tokens_of(normalised(attempt)):
                if token.piece is Piece.TARGET:
                    _note_target(intensity, target_of(token, None, read.sport))
    return {"intensity": intensity} if intensity else {}


def _note_target(intensity: Raw, target: Raw) -> None:
    if target["metric"] == "rpe":
        intensity.setdefault("rpe", {"low": target["low"], "high": target["high"]})
    elif target.get("unit") == "zone":
        intensity.setdefault("zones", {"low": target["low"], "high": target["high"]})
    elif target.get("unit") == "named":
        intensity.setdefault("named_pace", target["name"])


@cache
def _times() -> Mapping[str, str]:
    content = load("values")
    return {folded(word): part for part in ("am", "pm", "evening") for tongue in LANGUAGES for word in content[part][tongue]}


def _part_of_day(text: str) -> str | None:
    return next((part for word in words_of(text) if (part := _times().get(word)) is not None), None)
