"""A FIT workout file as a workout."""

from __future__ import annotations

from pathlib import PurePath

from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.decoding import label, long_text
from service.formats.fit.decoding import FitFile, Message, damage_warnings
from service.formats.fit.numbers import sport_of
from service.formats.fit.workout_steps import steps_of
from service.formats.workout import Workout

POOL_LENGTH = 14
MOST_POOL_M = 200.0


def workout_of(file: FitFile, *, name: str) -> Workout:
    """The workout in a decoded file, as far as it could be read. Raises BadInput when there is none."""
    workouts = [part for part in file.chained() if part.named("workout") or part.named("workout_step")]
    if not workouts:
        said = f"is a file of the sort {file.kind or 'unknown'}" if file.damage is None else file.damage
        refuse([Finding("", "no-workout", f"Holds no workout: it {said}. Send a workout or an activity as FIT.")], name)
    steps = workouts[0].named("workout_step")
    head = next(iter(workouts[0].named("workout")), Message("workout", {}, {}))
    sport = sport_of(head.named.get("sport"), head.named.get("sub_sport"))
    made, complete = steps_of([message.raw for message in steps], sport)
    return Workout(
        title=label(head.named.get("wkt_name") or "") or label(PurePath(name).stem),
        sport=sport,
        steps=tuple(made),
        description=long_text(head.named.get("wkt_description") or ""),
        sport_raw=str(head.named["sport"]) if "sport" in head.named else None,
        complete=complete and file.damage is None,
        pool_length_m=_pool(head),
        warnings=_warnings(file, head, complete, len(workouts)),
    )


def _pool(head: Message) -> float | None:
    length = head.raw.get(POOL_LENGTH)
    metres = length / 100 if isinstance(length, int) else None
    return metres if metres is not None and 0 < metres <= MOST_POOL_M else None


def _warnings(file: FitFile, head: Message, complete: bool, count: int) -> tuple[InputWarning, ...]:
    found = list(damage_warnings(file))
    if count > 1:
        found.append(InputWarning("several-workouts", "", f"Holds {count} workouts; the first is taken. Send each as a file of its own."))
    if not complete:
        found.append(InputWarning("steps-incomplete", "", "Some steps ask for what cannot be told here; they are kept without it."))
    if "sport" not in head.named:
        found.append(InputWarning("sport-unknown", "", "The file names no sport; set it before the plan is used."))
    return tuple(found)
