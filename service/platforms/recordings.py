"""What an athlete entered on the watch is in the recording only: how it felt, and how hard it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.errors import BadInput
from service.formats.activities import Activity, read_fit
from service.platforms.events import Score, ScoreKind


@dataclass(frozen=True, slots=True)
class Said:
    """`local_date`: by the clock of the watch, where it tells it."""

    scores: tuple[Score, ...] = ()
    local_date: date | None = None
    activity: Activity | None = None


def said_in(content: bytes) -> Said:
    """Of the first session of a FIT file; nothing for a file that cannot be read, for the session was done all the same."""
    try:
        file = read_fit(content, name="recording.fit", timezone="UTC")
    except BadInput:
        return Said()
    first = file.activities[0]
    is_local = all(warning.code != "no-timezone" for warning in file.warnings)
    scores = []
    if first.feel is not None:
        scores.append(Score(ScoreKind.FEEL, first.feel, "workout_feel", first.feel, "fit:0-100:0=bad"))
    if first.rpe is not None:
        scores.append(Score(ScoreKind.RPE, first.rpe, "workout_rpe", first.rpe * 10, "fit:0-100"))
    return Said(tuple(scores), first.date if is_local else None, first)
