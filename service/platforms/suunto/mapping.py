"""From Suunto's words to ours. No field for how it felt is known; the athlete's own words are taken as a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.session import Sport
from service.platforms.events import ActivityCompleted
from service.platforms.values import metres, offset, own_id, seconds, since_1970

PROVIDER = "suunto"
SPORTS: Mapping[int, Sport] = {
    0: Sport.WALK, 1: Sport.RUN, 2: Sport.BIKE, 3: Sport.SKI, 10: Sport.BIKE, 11: Sport.HIKE, 15: Sport.ROW, 21: Sport.SWIM,
    22: Sport.RUN, 23: Sport.STRENGTH, 52: Sport.BIKE, 53: Sport.RUN,
}  # fmt: skip
"""By the number of the activity, from second hand: a wrong or new one costs no more than that the session is not paired by itself."""


def completed(told: Mapping[str, Any]) -> ActivityCompleted | None:
    """A session that was done; None where its key or its time is missing. The end may be missing on fresh ones."""
    key, started = own_id(told.get("workoutKey")), since_1970(told.get("startTime"), unit_s=0.001)
    if key is None or started is None:
        return None
    lasting, zone = seconds(told.get("totalTime")), offset(told.get("timeOffsetInMinutes"))
    return ActivityCompleted(
        PROVIDER,
        key,
        sport_of(told.get("activityId")),
        started,
        None if zone is None else started.astimezone(zone).date(),
        moving_s=lasting,
        elapsed_s=lasting,
        distance_m=metres(told.get("totalDistance")),
        notes=_notes(told),
    )


def sport_of(number: Any) -> Sport:
    return SPORTS.get(number, Sport.OTHER) if isinstance(number, int) and not isinstance(number, bool) else Sport.OTHER


def _notes(told: Mapping[str, Any]) -> tuple[str, ...]:
    said = (told.get(name) for name in ("description", "notes"))
    return tuple(each for each in said if isinstance(each, str) and each.strip())
