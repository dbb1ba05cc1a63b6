"""From WHOOP's words to ours. A recovery score is computed by the device; it is readiness, and never a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from service.domain.session import Sport
from service.platforms.events import ActivityCompleted, Score, ScoreKind, WellnessRecorded
from service.platforms.values import instant, metres, own_id, part, seconds, text, within

PROVIDER = "whoop"
SPORTS: Mapping[str, Sport] = {
    "running": Sport.RUN, "cycling": Sport.BIKE, "spin": Sport.BIKE, "mountain biking": Sport.BIKE, "swimming": Sport.SWIM,
    "weightlifting": Sport.STRENGTH, "powerlifting": Sport.STRENGTH, "functional fitness": Sport.STRENGTH, "walking": Sport.WALK,
    "hiking/rucking": Sport.HIKE, "rowing": Sport.ROW, "cross country skiing": Sport.SKI, "yoga": Sport.MOBILITY,
    "pilates": Sport.MOBILITY, "elliptical": Sport.CROSS, "stairmaster": Sport.CROSS, "hiit": Sport.CROSS,
}  # fmt: skip


def completed(told: Mapping[str, Any]) -> ActivityCompleted | None:
    """A session that was done; None where its id or its time is missing."""
    id, started, ended = own_id(told.get("id")), instant(told.get("start")), instant(told.get("end"))
    if id is None or started is None:
        return None
    lasting = None if ended is None else seconds((ended - started).total_seconds())
    return ActivityCompleted(
        PROVIDER,
        id,
        sport_of(told.get("sport_name")),
        started,
        _there(started, told).date(),
        moving_s=lasting,
        elapsed_s=lasting,
        distance_m=metres(part(told, "score").get("distance_meter")),
    )


def sport_of(name: Any) -> Sport:
    return SPORTS.get(str(name or "").casefold().replace("_", " "), Sport.OTHER)


def recorded(nights: Iterable[Mapping[str, Any]], recoveries: Iterable[Mapping[str, Any]]) -> Iterator[WellnessRecorded]:
    """A night belongs to the day on which it ended; naps are passed over."""
    by_night = {text(each.get("sleep_id")): each for each in recoveries}
    for night in nights:
        ended = instant(night.get("end"))
        if ended is None or night.get("nap") is True:
            continue
        score = part(by_night.get(text(night.get("id")), {}), "score")
        pulse = within(score.get("resting_heart_rate"), 20, 200)
        yield WellnessRecorded(
            PROVIDER,
            _there(ended, night).date(),
            instant(night.get("updated_at")),
            scores=tuple(_readiness(score)),
            sleep_s=_asleep(night),
            resting_hr=None if pulse is None else round(pulse),
            hrv_rmssd_ms=within(score.get("hrv_rmssd_milli"), 1, 500),
        )


def _readiness(score: Mapping[str, Any]) -> Iterator[Score]:
    value = within(score.get("recovery_score"), 0, 100)
    if value is not None:
        yield Score(ScoreKind.READINESS, value, "recovery_score", value, f"{PROVIDER}:0-100")


def _asleep(night: Mapping[str, Any]) -> int | None:
    stages = part(part(night, "score"), "stage_summary")
    in_bed, awake = (within(stages.get(f"total_{what}_time_milli"), 0, 172_800_000) for what in ("in_bed", "awake"))
    return None if in_bed is None or awake is None else seconds((in_bed - awake) / 1000)


def _there(moment: datetime, told: Mapping[str, Any]) -> datetime:
    """By the clock of the place; in UTC where the offset (`+01:00`) cannot be read."""
    try:
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{told.get('timezone_offset')}").tzinfo
    except ValueError:
        zone = None
    return moment if zone is None else moment.astimezone(zone)
