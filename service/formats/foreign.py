"""Files of other programs that hold no plan that can be read here: what they are, and what to send in their place."""

from __future__ import annotations

from service.documents.refusal import refuse
from service.errors import Finding

BEGINNING = 65536
"""Bytes that are looked at."""
OURS = b'"plan/1"'
ERG = "This is a trainer file (ERG or MRC), which states watts or percent and neither a day nor words; save the workout as ZWO or FIT."
GARMIN = "This is a workout of Garmin Connect as JSON; send the workout as a FIT file, or the plan as a spreadsheet or CSV."
TRAINING_PEAKS = "This is a workout of TrainingPeaks as JSON; send the export of workouts (CSV), the calendar (iCal), or a ZWO or FIT."
JSON_MARKS = (
    (b'"workoutSegments"', GARMIN),
    (b'"ExecutableStepDTO"', GARMIN),
    (b'"WorkoutStep"', GARMIN),
    (b'"primaryIntensityMetric"', TRAINING_PEAKS),
    (b'"workoutTypeValueId"', TRAINING_PEAKS),
    (b'"totalTimePlanned"', TRAINING_PEAKS),
)
"""Keys and values that no plan of ours has."""


def refuse_foreign_json(content: bytes, name: str) -> None:
    """Raises BadInput for JSON of other programs, with what to send in its place."""
    if OURS in content:
        return
    head = content[:BEGINNING]
    for mark, detail in JSON_MARKS:
        if mark in head:
            refuse([Finding("", "unknown-format", detail)], name)
