"""An archive of workout files as a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from service.documents.plan import PlanDocument
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import BadInput, Finding
from service.formats.archive import Entry, unpacked
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.fit.decoding import decoded_files
from service.formats.fit.workout import workout_of
from service.formats.workout import Workout
from service.formats.workout_files.days import Day, day_in
from service.formats.workout_files.plan import FIRST_DAY, plan_of
from service.formats.yaml_plans.garmin_workouts import read_garmin_yaml
from service.formats.zwo.workout import read_zwo

Parser = Callable[..., Workout]

PARSERS: Mapping[str, Parser] = {".zwo": read_zwo, ".yaml": read_garmin_yaml, ".yml": read_garmin_yaml}
"""By the ending of a file in an archive; FIT files stand apart, for all of them are decoded in one child process."""
FIT = ".fit"
ENDINGS = (*PARSERS, FIT)


@dataclass(frozen=True, slots=True)
class WorkoutArchive:
    """Reads a zip of workouts in which names such as `W03-D5-…` or ISO dates tell the days."""

    name: str = "zip"

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        """The plan in the archive. Raises BadInput for files that cannot be read and for names that make no plan."""
        entries = list(unpacked(content, name=name))
        known = [entry for entry in entries if _ending(entry) in ENDINGS]
        days = {entry.name: day_in(entry.name) for entry in known}
        if findings := list(_findings(known, days)):
            refuse(findings, name)
        placed = [(entry, day) for entry in known if (day := days[entry.name]) is not None]
        if not placed:
            placed = [(entry, FIRST_DAY) for entry in known]
        workouts = _parsed(placed, name)
        left_out = [entry for entry in entries if entry.name not in {e.name for e, _ in placed}]
        return plan_of(workouts, [_left_out(entry, days) for entry in left_out], name, options)


ARCHIVE = WorkoutArchive()


def _ending(entry: Entry) -> str:
    return PurePosixPath(entry.name).suffix.casefold()


def _findings(known: Sequence[Entry], days: Mapping[str, Day | None]) -> Iterable[Finding]:
    if not known:
        yield Finding("", "no-sessions", f"The archive holds no file that ends in {' or '.join(ENDINGS)}.")
    with_day = [day for day in days.values() if day is not None]
    if len(known) > 1 and not with_day:
        detail = "No file name tells its day; begin the names with W01-D2 (week and day) or with a date such as 2026-03-04."
        yield Finding(known[0].name, "no-days", detail)
    if len({day.date is None for day in with_day}) > 1:
        odd = next(entry.name for entry in known if (day := days[entry.name]) is not None and day.date is None)
        yield Finding(odd, "mixed-days", "Some names tell a date and some a week and day; name all files in one way.")


def _parsed(placed: Sequence[tuple[Entry, Day]], name: str) -> list[tuple[Workout, Day]]:
    """Every file read. Raises BadInput with the faults of all that cannot be."""
    packed = [entry for entry, _ in placed if _ending(entry) == FIT]
    decoded = (
        dict(zip([entry.name for entry in packed], decoded_files([e.content for e in packed], name=name), strict=True)) if packed else {}
    )
    workouts: list[tuple[Workout, Day]] = []
    findings: list[Finding] = []
    for entry, day in placed:
        try:
            if entry.name in decoded:
                workout = workout_of(decoded[entry.name], name=entry.name)
            else:
                workout = PARSERS[_ending(entry)](entry.content, name=entry.name)
        except BadInput as error:
            findings += (Finding(f"{entry.name}, {f.pointer}".removesuffix(", "), f.code, f.detail) for f in error.findings)
        else:
            workouts.append((workout.at(entry.name), day))
    if findings:
        refuse(findings, name)
    return workouts


def _left_out(entry: Entry, days: Mapping[str, Day | None]) -> InputWarning:
    if entry.name in days:
        text = "The name tells no day, so this workout is not part of the plan; begin it with W01-D2 or a date to take it in."
        return InputWarning("no-day", entry.name, text)
    return InputWarning("file-left-out", entry.name, "This file is no workout and was left out.")
