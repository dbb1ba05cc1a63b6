"""From intervals.icu's words to ours. On this platform a lower score is always better; 0 and -1 mean that nothing was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from service.domain.session import Sport
from service.formats.intervals.sessions import SPORTS
from service.platforms.events import ActivityCompleted, Score, ScoreKind, WellnessRecorded
from service.platforms.values import amount, day_of, local, metres, own_id, seconds, within

PROVIDER = "intervals_icu"


def _bad_high(value: float) -> float:
    """1 low to 4 extreme, onto 0 to 100 with 100 as the worst."""
    return (value - 1) * 100 / 3


def _good_high(value: float) -> float:
    """1 best to 4 worst, onto 0 to 100 with 100 as the best."""
    return (4 - value) * 100 / 3


OF_DAY: Mapping[str, tuple[ScoreKind, Callable[[float], float]]] = {
    "soreness": (ScoreKind.SORENESS, _bad_high), "fatigue": (ScoreKind.FATIGUE, _bad_high), "stress": (ScoreKind.STRESS, _bad_high),
    "injury": (ScoreKind.INJURY, _bad_high), "mood": (ScoreKind.MOOD, _good_high), "motivation": (ScoreKind.MOTIVATION, _good_high),
    "sleepQuality": (ScoreKind.SLEEP_QUALITY, _good_high),
}  # fmt: skip
"""Scores of a day, each from 1 to 4."""


def completed(told: Mapping[str, Any]) -> ActivityCompleted | None:
    """A session that was done. None for the empty stub that stands for an activity the platform may not pass on."""
    id, there = own_id(told.get("id")), _moment(told.get("start_date_local"))
    if id is None or there is None:
        return None
    paired = told.get("paired_event_external_id")
    return ActivityCompleted(
        PROVIDER,
        id,
        sport_of(told.get("type")),
        _moment(told.get("start_date")) or there,
        there.date(),
        moving_s=seconds(told.get("moving_time")),
        elapsed_s=seconds(told.get("elapsed_time")),
        distance_m=metres(told.get("distance")),
        plan_external_id=str(paired) if paired else None,
        upstream_ids=(("strava", str(told["strava_id"])),) if told.get("strava_id") else (),
        scores=tuple(_of_session(told)),
        notes=_texts(told.get("description")),
    )


def recorded(told: Mapping[str, Any]) -> WellnessRecorded | None:
    """How a day was; its id is the athlete's own date. None for a record without one."""
    day = day_of(told.get("id"))
    if day is None:
        return None
    return WellnessRecorded(
        PROVIDER,
        day,
        _moment(told.get("updated")),
        scores=tuple(_of_day(told)),
        notes=_texts(told.get("comments")),
        sleep_s=seconds(told.get("sleepSecs")),
        resting_hr=seconds(told.get("restingHR")),
        hrv_rmssd_ms=amount(told.get("hrv")),
    )


def sport_of(type: Any) -> Sport:
    """The list of types grows; a new one is another sport."""
    return SPORTS.get(str(type or "").casefold().replace(" ", ""), Sport.OTHER)


def _of_session(told: Mapping[str, Any]) -> Iterator[Score]:
    feel = _score(told.get("feel"), 1, 5)
    if feel is not None:
        yield Score(ScoreKind.FEEL, (5 - feel) * 25, "feel", feel, f"{PROVIDER}:1-5:1=strong")
    rpe = _score(told.get("icu_rpe"), 1, 10)
    if rpe is not None:
        yield Score(ScoreKind.RPE, rpe, "icu_rpe", rpe, f"{PROVIDER}:1-10")


def _of_day(told: Mapping[str, Any]) -> Iterator[Score]:
    for name, (kind, convert) in OF_DAY.items():
        value = _score(told.get(name), 1, 4)
        if value is not None:
            yield Score(kind, round(convert(value), 1), name, value, f"{PROVIDER}:1-4:1=good")


def _score(value: Any, least: float, most: float) -> float | None:
    """A number of the field's own range; anything else, also a number in a text, means that nothing was said."""
    return None if isinstance(value, str) else within(value, least, most)


def _moment(value: Any) -> datetime | None:
    """An instant; a local time without offset is taken as it stands, for its date."""
    moment = local(value)
    return moment if moment is None or moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value.strip() else ()
