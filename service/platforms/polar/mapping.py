"""From Polar's words to ours. How hard it was is one of ten words, from none to extreme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from service.domain.session import Sport
from service.platforms.events import ActivityCompleted, Score, ScoreKind
from service.platforms.values import local, metres, offset, own_id, part, seconds

PROVIDER = "polar"
RPE: Mapping[str, int] = {
    "RPE_NONE": 1, "RPE_EASY": 2, "RPE_LIGHT": 3, "RPE_FAIRLY_BRISK": 4, "RPE_BRISK": 5, "RPE_MODERATE": 6, "RPE_FAIRLY_HARD": 7,
    "RPE_HARD": 8, "RPE_EXHAUSTING": 9, "RPE_EXTREME": 10,
}  # fmt: skip
SPORTS: Mapping[str, Sport] = {
    "RUNNING": Sport.RUN, "ROAD_RUNNING": Sport.RUN, "TRAIL_RUNNING": Sport.RUN, "TREADMILL_RUNNING": Sport.RUN,
    "TRACK_AND_FIELD_RUNNING": Sport.RUN, "ULTRARUNNING_RUNNING": Sport.RUN, "JOGGING": Sport.RUN, "CYCLING": Sport.BIKE,
    "ROAD_BIKING": Sport.BIKE, "MOUNTAIN_BIKING": Sport.BIKE, "INDOOR_CYCLING": Sport.BIKE, "SWIMMING": Sport.SWIM,
    "POOL_SWIMMING": Sport.SWIM, "OPEN_WATER_SWIMMING": Sport.SWIM, "STRENGTH_TRAINING": Sport.STRENGTH, "WALKING": Sport.WALK,
    "HIKING": Sport.HIKE, "ROWING": Sport.ROW, "INDOOR_ROWING": Sport.ROW, "CROSS-COUNTRY_SKIING": Sport.SKI, "YOGA": Sport.MOBILITY,
    "PILATES": Sport.MOBILITY, "STRETCHING": Sport.MOBILITY,
}  # fmt: skip
LASTING = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})(?:\.\d+)?S)?")


def completed(told: Mapping[str, Any]) -> ActivityCompleted | None:
    """A session that was done; None where its id or its time is missing. Times are the athlete's own, with the offset beside."""
    id, started = own_id(told.get("id")), local(told.get("start_time"))
    if id is None or started is None:
        return None
    lasting = _seconds(told.get("duration"))
    there = started if started.tzinfo is not None else started.replace(tzinfo=offset(told.get("start_time_utc_offset")) or UTC)
    return ActivityCompleted(
        PROVIDER,
        id,
        sport_of(told),
        there.astimezone(UTC),
        started.date(),
        moving_s=lasting,
        elapsed_s=lasting,
        distance_m=metres(told.get("distance")),
        scores=tuple(_scores(told)),
    )


def sport_of(told: Mapping[str, Any]) -> Sport:
    """By the more exact word first; a new one is another sport."""
    words = [str(told.get(name) or "").upper() for name in ("detailed_sport_info", "sport")]
    return next((SPORTS[word] for word in words if word in SPORTS), Sport.OTHER)


def _scores(told: Mapping[str, Any]) -> Iterator[Score]:
    word = part(told, "training_load_pro").get("user-rpe")
    if isinstance(word, str) and word in RPE:
        yield Score(ScoreKind.RPE, RPE[word], "user-rpe", word, f"{PROVIDER}:words")


def _seconds(written: Any) -> int | None:
    """Such as `PT1H2M3S`."""
    found = LASTING.fullmatch(written) if isinstance(written, str) else None
    if found is None or not any(found.groups()):
        return None
    hours, minutes, rest = (int(group or 0) for group in found.groups())
    return seconds(hours * 3600 + minutes * 60 + rest)
