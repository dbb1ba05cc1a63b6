"""Tables with one row a strength set: the sets of a day are one session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from service.formats.tables.found import Raw
from service.formats.tables.long_layout import Columns
from service.formats.tables.sheet import Sheet
from service.formats.tables.when import Moment
from service.formats.text.tokens import NUM, Span, number

KG_PER_LB = 0.45359237
RANGE = re.compile(rf"({NUM})(?:\s?-\s?({NUM}))?")


def strength_days(sheet: Sheet, columns: Columns, rows: Sequence[tuple[int, Moment]]) -> Iterator[tuple[Moment, Raw, str]]:
    """Day, session and place for every day (and session of that name) with sets."""
    grouped: dict[tuple[Moment, str], list[int]] = {}
    for row, day in rows:
        title = sheet.text(row, columns.by_field["title"]) if columns.has("title") else ""
        grouped.setdefault((day, title), []).append(row)
    for (day, title), members in grouped.items():
        yield day, _session(sheet, columns, title, members), sheet.place(members[0])


def _session(sheet: Sheet, columns: Columns, title: str, rows: Sequence[int]) -> Raw:
    exercises: dict[str, list[Raw]] = {}
    for row in rows:
        if exercise := sheet.text(row, columns.by_field["exercise"]):
            exercises.setdefault(exercise[:300], []).append(_set(sheet, columns, row))
    raw = "\n".join(" | ".join(text for text in sheet.texts(row) if text) for row in rows)
    return {
        "sport": "strength",
        "kind": "strength",
        "title": title[:300] or "Strength",
        "strength": {"exercises": [{"name": name, "sets": sets} for name, sets in exercises.items()]},
        "source": {"raw": raw[:20_000], "confidence": 0.85},
    }


def _set(sheet: Sheet, columns: Columns, row: int) -> Raw:
    made: Raw = {}
    if (reps := _quantity(sheet, columns, row, "reps")) is not None:
        made["reps"] = reps
    if (weight := _quantity(sheet, columns, row, "weight")) is not None:
        column = columns.by_field["weight"]
        in_pounds = columns.headers[column].unit == "lb" or "lb" in sheet.text(row, column)
        made["load_kg"] = {key: round(value * KG_PER_LB, 1) for key, value in weight.items()} if in_pounds else weight
        made["load_as_written"] = f"{sheet.text(row, column)}{' lb' if in_pounds else ' kg'}"
    if (rpe := _quantity(sheet, columns, row, "rpe")) is not None and all(value <= 10 for value in rpe.values()):
        made["rpe"] = rpe
    return made


def _quantity(sheet: Sheet, columns: Columns, row: int, field: str) -> dict[str, Any] | None:
    column = columns.by_field.get(field)
    found = None if column is None else RANGE.match(sheet.text(row, column))
    if found is None:
        return None
    ends = sorted(number(end) for end in found.groups() if end)
    span = Span(ends[0], ends[-1])
    return {"low": span.low, "high": span.high} if span.is_range else {"value": span.high}
