"""From Garmin's words to ours. What the athlete entered on the watch is in the recording only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.session import Sport
from service.formats.activity import Activity
from service.platforms.events import ActivityCompleted
from service.platforms.recordings import Said
from service.platforms.values import metres, offset, own_id, seconds, since_1970

PROVIDER = "garmin"
A_SECOND_MIN = 1 / 60
SPORTS: Mapping[str, Sport] = {
    "RUNNING": Sport.RUN, "TRAIL_RUNNING": Sport.RUN, "TREADMILL_RUNNING": Sport.RUN, "TRACK_RUNNING": Sport.RUN,
    "INDOOR_RUNNING": Sport.RUN, "STREET_RUNNING": Sport.RUN, "VIRTUAL_RUN": Sport.RUN, "ULTRA_RUN": Sport.RUN, "CYCLING": Sport.BIKE,
    "ROAD_BIKING": Sport.BIKE, "MOUNTAIN_BIKING": Sport.BIKE, "INDOOR_CYCLING": Sport.BIKE, "GRAVEL_CYCLING": Sport.BIKE,
    "VIRTUAL_RIDE": Sport.BIKE, "SWIMMING": Sport.SWIM, "LAP_SWIMMING": Sport.SWIM, "OPEN_WATER_SWIMMING": Sport.SWIM,
    "STRENGTH_TRAINING": Sport.STRENGTH, "WALKING": Sport.WALK, "HIKING": Sport.HIKE, "ROWING": Sport.ROW, "INDOOR_ROWING": Sport.ROW,
    "CROSS_COUNTRY_SKIING": Sport.SKI, "YOGA": Sport.MOBILITY, "PILATES": Sport.MOBILITY, "ELLIPTICAL": Sport.CROSS,
}  # fmt: skip


def completed(told: Mapping[str, Any], said: Said) -> ActivityCompleted | None:
    """A session that was done; None where its id or its time is missing, from the recording too."""
    if said.activity is not None:
        told = {**_of_recording(said.activity), **told}
    id = own_id(told.get("activityId")) or own_id(told.get("summaryId"))
    started = since_1970(told.get("startTimeInSeconds"))
    if id is None or started is None:
        return None
    zone = offset(told.get("startTimeOffsetInSeconds"), unit_min=A_SECOND_MIN)
    lasting = seconds(told.get("durationInSeconds"))
    return ActivityCompleted(
        PROVIDER,
        id,
        SPORTS.get(str(told.get("activityType") or "").upper(), Sport.OTHER),
        started,
        said.local_date or (None if zone is None else started.astimezone(zone).date()),
        moving_s=lasting,
        elapsed_s=lasting,
        distance_m=metres(told.get("distanceInMeters")),
        scores=said.scores,
        uploaded_by_hand=told.get("manual") is True,
    )


def _of_recording(activity: Activity) -> dict[str, Any]:
    """What the recording says, in the words of a summary: a message about a file may hold no more than its address."""
    sport = next((word for word, known in SPORTS.items() if known.value == activity.sport), "")
    return {"activityId": activity.external_id, "startTimeInSeconds": int(activity.started_at.timestamp()), "activityType": sport,
            "durationInSeconds": activity.duration_s, "distanceInMeters": activity.distance_m}  # fmt: skip
