"""A zip of FIT workouts, one a session, for watches and bike computers."""

from __future__ import annotations

from service.documents.plan import PlanDocument
from service.formats.downloads.dated import dated
from service.formats.downloads.fit.workout import workout_file
from service.formats.downloads.folder import NotAWorkout, file_names, line_for, still_planned, zipped

MOST_STEPS = 50
"""What common watches take."""


def write(document: PlanDocument) -> bytes:
    """Every session that is still to be done, as far as it has steps, a duration or a distance. Raises BadInput when none has."""
    plan = dated(document)
    sessions = still_planned(plan)
    files: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for name, session in zip(file_names(sessions, ".fit"), sessions, strict=True):
        try:
            files[name], steps = workout_file(session, plan)
        except NotAWorkout as error:
            left_out[line_for(session)] = str(error)
        else:
            if steps > MOST_STEPS:
                left_out[line_for(session)] = f"is in the folder with {steps} steps; many watches take {MOST_STEPS} at most."
    return zipped(files, left_out, document, "FIT workouts")
