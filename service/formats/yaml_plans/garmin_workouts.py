"""garmin-workouts: cycling workouts as lists of steps; a list inside the list is a block, and equal blocks in a row are repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Any, NoReturn

from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.decoding import label
from service.formats.steps import OPEN, Raw, for_metres, for_seconds, repeated, step, target
from service.formats.workout import Workout
from service.formats.yaml_plans.loading import load_yaml

CLOCK = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})")
POWER = re.compile(r"(\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?\s*(w?)", re.IGNORECASE)
DISTANCE = re.compile(r"(\d+(?:\.\d+)?)\s*(km|m)", re.IGNORECASE)
TYPES = {"warmup": "warmup", "cooldown": "cooldown", "recovery": "recovery", "rest": "rest", "interval": "interval"}


def is_workout(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("steps"), list)


def read_garmin_yaml(content: bytes, *, name: str) -> Workout:
    """The workout in the file. Raises BadInput naming the step that cannot be read."""
    return workout_in(load_yaml(content, name=name), name=name)


def workout_in(value: object, *, name: str) -> Workout:
    written = {"steps": value} if isinstance(value, list) else value
    if not isinstance(written, dict) or not isinstance(written.get("steps"), list):
        refuse([Finding("", "no-sessions", "Holds no workout: a name and a list of steps are wanted.")], name)
    steps = _steps(written["steps"], "steps", name)
    if not steps:
        refuse([Finding("steps", "no-steps", "The list of steps is empty; add one.")], name)
    title = label(written.get("name") or "") or label(PurePath(name).stem)
    return Workout(title=title, sport="bike", steps=tuple(steps))


def _steps(written: Sequence[Any], place: str, name: str) -> list[Raw]:
    made: list[Raw] = []
    numbered = [(each, f"{place}, {number}") for number, each in enumerate(written, start=1)]
    for is_block, group in groupby(numbered, key=lambda pair: isinstance(pair[0], list)):
        if not is_block:
            made += [_step(each, where, name) for each, where in group]
            continue
        blocks = [_steps(each, where, name) for each, where in group]
        for block, same in groupby(blocks):
            times = len(list(same))
            made += [repeated(times, block)] if times > 1 and block else block
    return made


def _step(written: object, place: str, name: str) -> Raw:
    if not isinstance(written, dict):
        refuse([Finding(place, "wrong-type", "A step is an object such as { power: 95, duration: 2:00 }.")], name)
    step_class = TYPES.get(str(written.get("type", "")).casefold(), "active")
    targets = [_power(written["power"], place, name)] if written.get("power") is not None else []
    return step(step_class, _end(written, place, name), targets, name=label(written.get("description") or ""))


def _end(written: dict[Any, Any], place: str, name: str) -> Raw:
    """A step without a length lasts until the lap button."""
    duration, distance = written.get("duration"), written.get("distance")
    if duration is not None:
        # Unquoted, YAML itself takes 2:30 for 150.
        found = CLOCK.fullmatch(str(duration).strip())
        if found is None or isinstance(duration, bool):
            _refuse_value(place, "duration", "HH:MM:SS, MM:SS or seconds", name)
        return for_seconds(int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + int(found[3]))
    if distance is not None:
        found = DISTANCE.fullmatch(str(distance).strip())
        if found is None:
            _refuse_value(place, "distance", "metres or kilometres, such as 400m or 5km", name)
        return for_metres(float(found[1]) * (1000 if found[2].casefold() == "km" else 1))
    return dict(OPEN)


def _power(written: object, place: str, name: str) -> Raw:
    """Percent of FTP, or watts where a W stands behind."""
    found = POWER.fullmatch(str(written).strip())
    if found is None or isinstance(written, bool):
        _refuse_value(place, "power", "a percentage of FTP such as 95, or watts such as 150W", name)
    return target("power", "w" if found[3] else "pct_ftp", float(found[1]), float(found[2] or found[1]))


def _refuse_value(place: str, key: str, wanted: str, name: str) -> NoReturn:
    refuse([Finding(f"{place}, {key}", "wrong-type", f"{key} must be {wanted}.")], name)
