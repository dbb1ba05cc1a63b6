"""A zip of ZWO files, one a session, for indoor riding and running."""

from __future__ import annotations

from service.documents.plan import PlanDocument
from service.formats.downloads.dated import dated
from service.formats.downloads.folder import NotAWorkout, file_names, line_for, still_planned, zipped
from service.formats.downloads.zwo.workout import workout_xml


def write(document: PlanDocument) -> bytes:
    """Rides and runs that are still to be done, as far as they count in time. Raises BadInput when there is none."""
    plan = dated(document)
    sessions = still_planned(plan)
    files: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for name, session in zip(file_names(sessions, ".zwo"), sessions, strict=True):
        try:
            files[name] = workout_xml(session, plan)
        except NotAWorkout as error:
            left_out[line_for(session)] = str(error)
    return zipped(files, left_out, document, "ZWO workouts")
