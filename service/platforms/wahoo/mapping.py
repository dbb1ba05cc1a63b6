"""From Wahoo's words to ours; its numbers are often texts. How it felt is in the recording, if anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.session import Sport
from service.platforms.events import ActivityCompleted
from service.platforms.recordings import Said
from service.platforms.values import amount, instant, metres, own_id, part, seconds, text

PROVIDER = "wahoo"
SPORTS: Mapping[int, Sport] = {
    0: Sport.BIKE, 1: Sport.RUN, 3: Sport.RUN, 4: Sport.RUN, 5: Sport.RUN, 6: Sport.WALK, 7: Sport.WALK, 9: Sport.HIKE, 11: Sport.BIKE,
    12: Sport.BIKE, 13: Sport.BIKE, 15: Sport.BIKE, 25: Sport.SWIM, 26: Sport.SWIM,
}  # fmt: skip
"""By the number of the type, from second hand; a new one is another sport."""


def completed(told: Mapping[str, Any], said: Said) -> ActivityCompleted | None:
    """A session that was done; None for one that is only planned. The day is the watch's own, where the recording tells it."""
    id, started, summary = own_id(told.get("id")), instant(told.get("starts")), part(told, "workout_summary")
    if id is None or started is None or not summary:
        return None
    return ActivityCompleted(
        PROVIDER,
        id,
        sport_of(told.get("workout_type_id")),
        started,
        said.local_date,
        moving_s=seconds(summary.get("duration_active_accum")),
        elapsed_s=seconds(summary.get("duration_total_accum")),
        distance_m=metres(summary.get("distance_accum")),
        plan_external_id=text(told.get("workout_token")),
        scores=said.scores,
    )


def sport_of(number: Any) -> Sport:
    known = amount(number)
    return Sport.OTHER if known is None else SPORTS.get(round(known), Sport.OTHER)


def file_of(told: Mapping[str, Any]) -> str | None:
    return text(part(part(told, "workout_summary"), "file").get("url"))
