"""Writing workouts into an athlete's Garmin calendar: each takes two calls, and nothing there knows our ids.

A workout that cannot be put on its day is taken away again, so that none is left over. What the scheduling answers was seen in more
than one shape; a schedule without a readable id is known by its workout alone, and goes with it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import quote

from service.platforms.base import Access
from service.platforms.calendars import Published, Remote, Wanted
from service.platforms.garmin import client
from service.platforms.http import NOT_THERE, Refused, TryLater
from service.platforms.planned import seconds_of, steps_of, text_of, title_of
from service.platforms.values import text
from service.platforms.writing import Hand, read_or, write_each

SPORTS: Mapping[str, str] = {"run": "RUNNING", "bike": "CYCLING", "swim": "LAP_SWIMMING", "strength": "STRENGTH_TRAINING",
                             "cross": "CARDIO_TRAINING", "mobility": "YOGA"}  # fmt: skip
INTENSITIES: Mapping[str, str] = {
    "warmup": "WARMUP", "cooldown": "COOLDOWN", "recovery": "RECOVERY", "rest": "REST", "interval": "INTERVAL",
}  # fmt: skip
MOST_STEPS, LONGEST_TEXT, LONGEST_NAME, LONGEST_ID = 100, 1024, 80, 20
MOST_ASKED = 10
"""Workouts of the calendar that are read to see whether they are ours: calls are counted for each athlete."""
LeftOver = Mapping[str, Sequence[Remote]]


def publish(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    left = _left_over(access, wanted, stale, known)
    return write_each(Hand(partial(_put, access, left), partial(_take_all, access, left)), wanted, stale, known)


def _left_over(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> LeftOver:
    """What lies there of these sessions beside what we know of: its answer was lost. Known by the id of ours that the workout holds."""
    keys = [*(each.key for each in wanted), *(each.key for each in stale)]
    ours = Counter(_source_id(key) for key in {*keys, *known})
    sought = {_source_id(key): key for key in keys if ours[_source_id(key)] == 1}
    lying = [*known.values(), *stale]
    days = sorted(str(day) for day in (*(w.session["date"] for w in wanted), *(each.ids.get("date") for each in lying)) if day)
    if not sought or not days:
        return {}
    told = [(text(each.get("workoutId")), each) for each in read_or((), lambda: client.schedules(access, days[0], days[-1]))]
    ours_already = {text(each.ids.get("workout")) for each in lying}
    left: dict[str, list[Remote]] = {}
    for id, each in islice(((id, each) for id, each in told if id is not None and id not in ours_already), MOST_ASKED):
        workout = read_or(None, partial(client.read, access, client.WORKOUT.format(id=quote(id, safe=""))))
        key = sought.get(text(workout.get("workoutSourceId")) or "") if isinstance(workout, dict) else None
        if key is not None:
            left.setdefault(key, []).append(Remote(key, {"workout": id, "schedule": text(each.get("scheduleId"))}, None))
    return left


def _put(access: Access, left: LeftOver, wanted: Wanted, remote: Remote | None) -> Remote:
    document = workout_of(wanted)
    # A schedule cannot be trusted to be found again: the old entry goes, the new one comes.
    for old in (*left.get(wanted.key, ()), *(() if remote is None else (remote,))):
        with suppress(Refused):
            _take(access, old)
    made = _id(client.write(access, "POST", client.WORKOUTS, document), "workoutId")
    if made is None:
        raise Refused("Garmin did not store it.", status=422)
    try:
        answer = client.write(access, "POST", client.SCHEDULES, {"workoutId": int(made), "date": wanted.session["date"]})
    except (Refused, TryLater):
        with suppress(Refused, TryLater):
            client.remove(access, client.WORKOUT.format(id=made))
        raise
    return Remote(wanted.key, {"workout": made, "schedule": _id(answer, "scheduleId"), "date": wanted.session["date"]}, None)


def _take_all(access: Access, left: LeftOver, remote: Remote) -> None:
    for each in (*left.get(remote.key, ()), remote):
        _take(access, each)


def _take(access: Access, remote: Remote) -> None:
    paths = [client.WORKOUT.format(id=remote.ids["workout"])]
    if remote.ids.get("schedule") is not None:
        paths.insert(0, f"{client.SCHEDULES}{remote.ids['schedule']}")
    for path in paths:
        try:
            client.remove(access, path)
        except Refused as error:
            if error.status != NOT_THERE:
                raise


def workout_of(wanted: Wanted) -> dict[str, Any]:
    """As the training calendar takes it; one open step where the steps are not plain."""
    session = wanted.session
    sport = SPORTS.get(session["sport"], "GENERIC")
    steps = [_step(number, step) for number, step in enumerate(steps_of(session, MOST_STEPS), start=1)]
    segment = {"segmentOrder": 1, "sport": sport, "steps": steps or [_whole(session)]}
    return {"workoutName": title_of(session)[:LONGEST_NAME], "description": text_of(session)[:LONGEST_TEXT], "sport": sport,
            "estimatedDurationInSecs": seconds_of(session), "workoutProvider": "PlanAdjuster",
            "workoutSourceId": _source_id(wanted.key), "segments": [segment]}  # fmt: skip


def _source_id(key: str) -> str:
    """As much of our key as there is room for."""
    return key[-LONGEST_ID:]


def _step(number: int, step: Mapping[str, Any]) -> dict[str, Any]:
    end = step["end"]
    by_time = end["type"] == "time"
    return {"type": "WorkoutStep", "stepOrder": number, "intensity": INTENSITIES.get(step.get("class", ""), "ACTIVE"),
            "durationType": "TIME" if by_time else "DISTANCE", "durationValue": end["s"] if by_time else end["m"],
            **_target(step)}  # fmt: skip


def _target(step: Mapping[str, Any]) -> dict[str, Any]:
    """Pulse in beats, power in watts, pace as speed; every other target stands in the text."""
    for target in step.get("targets") or ():
        low, high = target.get("low"), target.get("high")
        if not low or not high:
            continue
        match target.get("unit"):
            case "bpm":
                return {"targetType": "HEART_RATE", "targetValueLow": low, "targetValueHigh": high}
            case "w":
                return {"targetType": "POWER", "targetValueLow": low, "targetValueHigh": high}
            case "s_per_km":
                return {"targetType": "PACE", "targetValueLow": round(1000 / high, 3), "targetValueHigh": round(1000 / low, 3)}
    return {"targetType": "OPEN"}


def _whole(session: Mapping[str, Any]) -> dict[str, Any]:
    lasting = seconds_of(session)
    end = {"durationType": "OPEN"} if lasting is None else {"durationType": "TIME", "durationValue": lasting}
    return {"type": "WorkoutStep", "stepOrder": 1, "intensity": "ACTIVE", **end, "targetType": "OPEN"}


def _id(answer: bytes, name: str) -> str | None:
    """From an object or from a bare number."""
    try:
        told = json.loads(answer)
    except ValueError:
        return None
    return text(told.get(name) if isinstance(told, dict) else told)
