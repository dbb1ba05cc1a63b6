"""Workouts and the days that they are for, as a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.documents.plan import PlanDocument
from service.domain.adjustment import InputWarning
from service.formats.base import ReadOptions
from service.formats.placed import folded, named_after, placed_plan, zone_and_warnings
from service.formats.steps import Raw
from service.formats.workout import Workout
from service.formats.workout_files.days import Day
from service.formats.workout_sessions import session_from

FIRST_DAY = Day(index=0)


def plan_of(workouts: Sequence[tuple[Workout, Day]], warnings: Iterable[InputWarning], name: str, options: ReadOptions) -> PlanDocument:
    """Workouts and their days as a plan with these warnings and those of the workouts."""
    sessions: list[Raw] = [{**day.as_session(), **session_from(workout)} for workout, day in workouts]
    zone, no_zone = zone_and_warnings(options)
    own = [warning for workout, _ in workouts for warning in workout.warnings]
    raw = {"name": named_after(name), "timezone": zone, "sessions": sessions}
    return placed_plan(raw, [workout.place for workout, _ in workouts], name=name, warnings=folded((*no_zone, *own, *warnings)))
