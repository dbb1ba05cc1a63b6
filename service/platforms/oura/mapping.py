"""From Oura's words to ours. A readiness score is computed by the device; tags are the athlete's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from service.domain.session import Sport
from service.platforms.events import ActivityCompleted, Score, ScoreKind, WellnessRecorded
from service.platforms.values import day_of, instant, metres, own_id, seconds, within

PROVIDER = "oura"
SPORTS: Mapping[str, Sport] = {
    "running": Sport.RUN, "trailrunning": Sport.RUN, "cycling": Sport.BIKE, "indoorcycling": Sport.BIKE, "mountainbiking": Sport.BIKE,
    "swimming": Sport.SWIM, "strengthtraining": Sport.STRENGTH, "walking": Sport.WALK, "hiking": Sport.HIKE, "rowing": Sport.ROW,
    "crosscountryskiing": Sport.SKI, "yoga": Sport.MOBILITY, "pilates": Sport.MOBILITY, "stretching": Sport.MOBILITY,
    "elliptical": Sport.CROSS, "hiit": Sport.CROSS,
}  # fmt: skip


def completed(told: Mapping[str, Any]) -> ActivityCompleted | None:
    """A session that was done; None where its id or its time is missing."""
    id, started, ended = own_id(told.get("id")), instant(told.get("start_datetime")), instant(told.get("end_datetime"))
    if id is None or started is None:
        return None
    lasting = None if ended is None else seconds((ended - started).total_seconds())
    return ActivityCompleted(
        PROVIDER,
        id,
        sport_of(told.get("activity")),
        started,
        day_of(told.get("day")) or started.date(),
        moving_s=lasting,
        elapsed_s=lasting,
        distance_m=metres(told.get("distance")),
    )


def sport_of(name: Any) -> Sport:
    return SPORTS.get(str(name or "").casefold().replace("_", "").replace(" ", ""), Sport.OTHER)


def readiness(told: Mapping[str, Any]) -> WellnessRecorded | None:
    day, value = day_of(told.get("day")), within(told.get("score"), 0, 100)
    if day is None or value is None:
        return None
    score = Score(ScoreKind.READINESS, value, "score", value, f"{PROVIDER}:0-100")
    return WellnessRecorded(PROVIDER, day, instant(told.get("timestamp")), scores=(score,))


def tagged(tags: Iterable[Mapping[str, Any]]) -> Iterator[WellnessRecorded]:
    """The comments of each day together, for a day is one report."""
    by_day: dict[date, list[str]] = {}
    for tag in tags:
        day, comment = day_of(tag.get("start_day")), tag.get("comment")
        if day is not None and isinstance(comment, str) and comment.strip():
            by_day.setdefault(day, []).append(comment)
    for day, comments in sorted(by_day.items()):
        yield WellnessRecorded(PROVIDER, day, notes=tuple(comments))
