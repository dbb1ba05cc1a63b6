"""The steps of a FIT workout, with repeats folded: they stand behind what they repeat, and point back at its first step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.formats.decoding import label, long_text
from service.formats.fit.numbers import (
    CALORIES,
    CLASSES,
    DISTANCE,
    EXERCISES,
    HEART_ENDS,
    HEART_IN_BPM_FROM,
    OPEN,
    POWER_ENDS,
    POWER_IN_WATTS_FROM,
    REPEAT_STEPS,
    REPEAT_UNTIL,
    REPS,
    STROKES,
    SWIM_STROKE,
    TIME,
    TRAINING_STRESS,
)
from service.formats.fit.step_targets import targets_of
from service.formats.steps import OPEN as OPEN_END
from service.formats.steps import Raw, for_metres, for_seconds, repeated, step

NAME, DURATION_TYPE, DURATION, TARGET_TYPE, TARGET, INTENSITY, NOTES, EXERCISE, WEIGHT, INDEX = 0, 1, 2, 3, 4, 7, 8, 10, 12, 254
PLAIN_ENDS = {CALORIES: "calories", REPS: "reps", TRAINING_STRESS: "tss"}


def steps_of(messages: Sequence[Mapping[int, Any]], sport: str) -> tuple[list[Raw], bool]:
    """The steps of all `workout_step` messages, counted by us: `num_valid_steps` is wrong in files of the format's own authors.

    The second value is false where something could not be told.
    """
    built: list[tuple[int, Raw]] = []
    complete = True
    for position, raw in enumerate(messages):
        index = raw.get(INDEX, position)
        if _is_repeat(raw):
            complete &= _fold(built, raw)
            continue
        made, told = _step(raw, sport)
        built.append((index if isinstance(index, int) else position, made))
        complete &= told
    return [made for _, made in built], complete


def _is_repeat(raw: Mapping[int, Any]) -> bool:
    return raw.get(DURATION_TYPE) == REPEAT_STEPS or raw.get(DURATION_TYPE) in REPEAT_UNTIL


def _fold(built: list[tuple[int, Raw]], raw: Mapping[int, Any]) -> bool:
    """Puts what is repeated into one repeat, in place; false where the repeat points at nothing or has no end."""
    first, value = raw.get(DURATION), raw.get(TARGET)
    inner = [each for each in built if isinstance(first, int) and each[0] >= first]
    if not inner or not isinstance(value, int):
        return False
    del built[-len(inner) :]
    steps = [each for _, each in inner]
    if raw[DURATION_TYPE] == REPEAT_STEPS:
        # The value is the total number of rounds, not that of further ones.
        made = repeated(max(value, 1), steps)
    else:
        made = {"type": "repeat", "until": _until(raw[DURATION_TYPE], value), "steps": steps}
    built.append((inner[0][0], made))
    return True


def _until(kind: int, value: int) -> dict[str, float]:
    """A pulse or a power is told in its own unit, or in percent, and then says so."""
    word, unit = REPEAT_UNTIL[kind]
    bound = {"hr": HEART_IN_BPM_FROM, "power": POWER_IN_WATTS_FROM}.get(word.partition("_")[0])
    if bound is None:
        return {word: value / unit}
    return {word: value - bound} if value > bound else {f"{word}_pct": value}


def _step(raw: Mapping[int, Any], sport: str) -> tuple[Raw, bool]:
    end, end_told = _end(raw)
    targets, target_told = targets_of(raw, sport)
    stroke = STROKES.get(raw.get(TARGET, -1)) if raw.get(TARGET_TYPE) == SWIM_STROKE else None
    notes = (raw.get(NOTES) or "", _weight(raw.get(WEIGHT)))
    made = step(
        CLASSES.get(raw.get(INTENSITY, 0), "other"),
        end,
        targets,
        name=label(raw.get(NAME) or EXERCISES.get(raw.get(EXERCISE, -1), "")),
        notes=long_text("\n".join(note for note in notes if note)),
        stroke=stroke,
    )
    return made, end_told and target_told


def _weight(written: object) -> str:
    """The weight of an exercise, in hundredths of a kilogram."""
    return f"{written / 100:g} kg" if isinstance(written, int) else ""


def _end(raw: Mapping[int, Any]) -> tuple[Raw, bool]:
    """When the step is over; an open step has no value at all."""
    kind, value = raw.get(DURATION_TYPE, OPEN), raw.get(DURATION)
    if kind == OPEN:
        return dict(OPEN_END), True
    if not isinstance(value, int):
        return dict(OPEN_END), False
    if kind == TIME:
        return for_seconds(value / 1000), True
    if kind == DISTANCE:
        return for_metres(value / 100), True
    if kind in PLAIN_ENDS:
        return {"type": PLAIN_ENDS[kind], "value": value}, True
    for ends, bound in ((HEART_ENDS, HEART_IN_BPM_FROM), (POWER_ENDS, POWER_IN_WATTS_FROM)):
        if kind in ends and value > bound:
            return {"type": ends[kind], "value": value - bound}, True
    return dict(OPEN_END), False
