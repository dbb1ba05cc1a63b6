"""One workout file as a plan of one session; a FIT file of what was done as a plan in which it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.documents.base import DEFAULT_ZONE
from service.documents.plan import PlanDocument
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.done_sessions import done_plan
from service.formats.fit.activity import activities_of
from service.formats.fit.decoding import decoded_files
from service.formats.fit.workout import workout_of
from service.formats.workout import Workout
from service.formats.workout_files.days import day_in
from service.formats.workout_files.plan import FIRST_DAY, plan_of
from service.formats.zwo.workout import read_zwo


@dataclass(frozen=True, slots=True)
class WorkoutFile:
    """Reads one workout; its day is told by the name of the file, else it is day 0 of an undated plan."""

    name: str
    parse: Callable[..., Workout]

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        return plan_of([(self.parse(content, name=name), day_in(name) or FIRST_DAY)], (), name, options)


@dataclass(frozen=True, slots=True)
class FitFile:
    """Reads a FIT workout or a FIT activity; the file says which it is."""

    name: str = "fit"

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        file = decoded_files([content], name=name)[0]
        if file.kind == "workout" or file.named("workout_step"):
            return plan_of([(workout_of(file, name=name), day_in(name) or FIRST_DAY)], (), name, options)
        zone = options.timezone or DEFAULT_ZONE
        return done_plan(activities_of(file, name=name, timezone=zone), name=name, zone=zone)


ZWO = WorkoutFile("zwo", read_zwo)
FIT = FitFile()
