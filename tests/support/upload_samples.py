"""Writes the sample uploads that are no text: `uv run python -m tests.support.upload_samples`. A test holds the files to this."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from tests.support.fit_samples import recording, track_workout
from tests.support.old_spreadsheets import binary_workbook, open_document
from tests.support.samples import PLANS
from tests.support.workbook_sample import coach_workbook

UPLOADS = PLANS / "uploads"
MADE_ON = (2026, 3, 1, 12, 0, 0)
EASY = '<SteadyState Duration="{0}" Power="0.62"/>'
WARMUP = '<Warmup Duration="720" PowerLow="0.45" PowerHigh="0.75"/>'
INTERVALS = '<IntervalsT Repeat="{0}" OnDuration="{1}" OffDuration="180" OnPower="{2}" OffPower="0.5"/>'
WORKOUTS = {
    "W01-D2-Tuesday-threshold.zwo": ("Threshold 4 x 6", WARMUP + INTERVALS.format(4, 360, 0.98)),
    "W01-D4-Thursday-easy.zwo": ("Easy hour", EASY.format(3600)),
    "W01-D6-Saturday-long.zwo": ("Long ride", EASY.format(9000)),
    "W02-D2-Tuesday-vo2.zwo": ("VO2max 5 x 3", WARMUP + INTERVALS.format(5, 180, 1.18)),
    "W02-D3-Wednesday-rest.zwo": ("Rest day", "<RestDay/>"),
    "W02-D6-Saturday-long.zwo": ("Long ride", EASY.format(10800)),
}


def two_weeks_of_rides() -> bytes:
    """An archive of ZWO files whose names tell week and day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, (title, elements) in WORKOUTS.items():
            text = f"<workout_file><name>{title}</name><sportType>bike</sportType><workout>{elements}</workout></workout_file>"
            archive.writestr(zipfile.ZipInfo(f"two-weeks/{name}", MADE_ON), text)
    return packed.getvalue()


GENERATED: Mapping[str, Callable[[], bytes]] = {
    "track-400s.fit": track_workout,
    "tempo-run-done.fit": recording,
    "two-weeks-of-rides.zip": two_weeks_of_rides,
    "coach-workbook.xlsx": coach_workbook,
    "club-group-b.ods": open_document,
    "radwoche.xls": binary_workbook,
}

if __name__ == "__main__":
    for file_name, make in GENERATED.items():
        (UPLOADS / file_name).write_bytes(make())
