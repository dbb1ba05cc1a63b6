"""From TrainingPeaks' words to ours.

`Feeling` gives no score: neither its range nor its direction is known, and a wrong sign would add load to a tired athlete. `Rpe` is
taken from 1 to 10 only. Times carry no zone; they are taken as they stand, for the date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from service.domain.session import Sport
from service.platforms.events import ActivityCompleted, Score, ScoreKind
from service.platforms.values import local, metres, own_id, seconds, within

PROVIDER = "trainingpeaks"
SPORTS: Mapping[str, Sport] = {
    "run": Sport.RUN, "bike": Sport.BIKE, "mtb": Sport.BIKE, "swim": Sport.SWIM, "strength": Sport.STRENGTH, "walk": Sport.WALK,
    "rowing": Sport.ROW, "xc-ski": Sport.SKI, "x-train": Sport.CROSS, "day off": Sport.REST,
}  # fmt: skip
LONGEST_H = 48


def completed(told: Mapping[str, Any]) -> ActivityCompleted | None:
    """A session that was done, by folded names; None for one that is not, or has no id or day."""
    id, day = own_id(told.get("id")), local(told.get("workoutday"))
    if told.get("completed") is not True or id is None or day is None:
        return None
    started: datetime = local(told.get("starttime")) or day
    hours, rpe = within(told.get("totaltime"), 0, LONGEST_H), within(told.get("rpe"), 1, 10)
    return ActivityCompleted(
        PROVIDER,
        id,
        SPORTS.get(str(told.get("workouttype") or "").casefold(), Sport.OTHER),
        started if started.tzinfo is not None else started.replace(tzinfo=UTC),
        day.date(),
        moving_s=None if hours is None else seconds(hours * 3600),
        distance_m=metres(told.get("distance")),
        scores=() if rpe is None else (Score(ScoreKind.RPE, rpe, "Rpe", rpe, f"{PROVIDER}:1-10"),),
        has_clock=False,
    )
