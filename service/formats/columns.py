"""The columns of our long table: one row a session, each cell at its place in `plan/1`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.documents.quantities import half_up
from service.documents.structure import Structure
from service.domain.distances import METRES, DistanceUnit
from service.formats.cells import NotACell, read_flag, read_number, read_whole, write_flag, write_number
from service.formats.intervals.steps_text import steps_text
from service.formats.intervals.workout_text import read_workout_text


@dataclass(frozen=True, slots=True)
class Column:
    """`path` is the place of the value in a session; `read` and `write` turn it from and into a cell of a sport's row."""

    name: str
    path: tuple[str, ...]
    read: Callable[[str], Any]
    write: Callable[[Any, DistanceUnit], str]
    unit: DistanceUnit | None = None
    """Of a column of distances: it holds those of the sports that are shown in this unit."""


def _text(name: str, *path: str) -> Column:
    return Column(name, path or (name,), str, lambda value, _: str(value).strip())


def _whole(name: str, *path: str) -> Column:
    return Column(name, path or (name,), read_whole, lambda value, _: str(int(value)))


def _flag(name: str) -> Column:
    return Column(name, (name,), read_flag, lambda value, _: write_flag(value))


def _amount(name: str, *path: str, unit: int = 1) -> Column:
    """A quantity; the cell counts in `unit`s of the document, whole seconds and metres after reading."""

    def read(cell: str) -> float:
        value = read_number(cell) * unit
        return half_up(value) if unit > 1 else value

    return Column(name, path, read, lambda value, _: write_number((half_up(value) if unit > 1 else value) / unit))


def _distances(name: str, *path: str) -> Iterator[Column]:
    """One column for each unit, whole metres after reading."""
    for unit, metres in METRES.items():
        yield Column(f"{name}_{unit}", path, _metres_in(metres), _write_distance, unit)


def _metres_in(unit: float) -> Callable[[str], int]:
    return lambda cell: half_up(read_number(cell) * unit)


def _write_distance(metres: float, unit: DistanceUnit) -> str:
    """The shortest number that comes back as the same metres: 15 289 m are 9.5 mi."""
    whole = half_up(metres)
    numbers = (write_number(round(whole / METRES[unit], digits)) for digits in range(5))
    return next(text for text in numbers if half_up(float(text) * METRES[unit]) == whole)


def _words(name: str, *path: str) -> Column:
    return Column(name, path, lambda cell: [word.strip().lower() for word in cell.split(";")], lambda value, _: ";".join(value))


def _read_steps(cell: str) -> dict[str, Any]:
    read = read_workout_text(cell)
    if read is None:
        raise NotACell("must hold steps, one on each line, such as - 10m Z2 HR")
    return {"steps": read.steps, **({} if read.complete else {"complete": False})}


def _write_steps(structure: Mapping[str, Any], unit: DistanceUnit) -> str:
    return steps_text(Structure.model_validate(structure), unit)


COLUMNS: tuple[Column, ...] = (
    _text("id"),
    _text("date"),
    _whole("day_index"),
    _text("part_of_day"),
    _text("start_time"),
    _whole("order_in_day"),
    _text("sport"),
    _text("kind"),
    _flag("hard"),
    _text("title"),
    _text("description"),
    _amount("duration_min", "planned", "duration_s", unit=60),
    *_distances("distance", "planned", "distance_m"),
    _amount("load", "planned", "load", "value"),
    _text("load_unit", "planned", "load", "unit"),
    _amount("rpe", "rpe", "value"),
    _amount("rpe_high", "rpe", "high"),
    _text("priority"),
    _whole("key_rank"),
    _flag("optional"),
    _text("locked"),
    _flag("group_session"),
    _text("group", "group", "id"),
    _text("group_kind", "group", "kind"),
    _whole("group_index", "group", "index"),
    _text("if_missed"),
    _words("allowed_weekdays", "constraints", "allowed_weekdays"),
    _text("not_before", "constraints", "not_before"),
    _text("not_after", "constraints", "not_after"),
    _text("environment"),
    _text("status"),
    _amount("done_min", "completed", "duration_s", unit=60),
    *_distances("done", "completed", "distance_m"),
    _amount("done_load", "completed", "load"),
    _amount("done_rpe", "completed", "rpe"),
    _text("phase", "phase_id"),
    _text("notes", "coach_notes"),
    _text("athlete_notes"),
    Column("steps", ("structure",), _read_steps, _write_steps),
)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
DISTANCES: Mapping[str, DistanceUnit] = {column.name: column.unit for column in COLUMNS if column.unit is not None}
PLAN_COLUMNS = ("plan", "timezone")
"""The name and the zone of the plan; they stand in every row."""
