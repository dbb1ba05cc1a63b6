"""Writing planned workouts. What is missing in a change becomes empty there, so a change starts from all that lies there.

Whether somebody changed a workout since is seen by what we had written, and not by its time: that has no zone, and our own writing
may move it once more. One that is locked or done there is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from service.platforms.base import Access
from service.platforms.calendars import Entry, Published, Remote, Wanted
from service.platforms.http import Refused
from service.platforms.planned import metres_of, seconds_of, text_of, title_of
from service.platforms.trainingpeaks import client
from service.platforms.values import amount, local, metres, seconds, text
from service.platforms.writing import NOT_THERE, Hand, Touched, write_each

TYPES: Mapping[str, str] = {"run": "run", "bike": "bike", "swim": "swim", "strength": "strength", "walk": "walk", "hike": "walk",
                            "row": "rowing", "ski": "xc-ski", "cross": "x-train"}  # fmt: skip
TAG = "plan-adjuster"
HALF_A_MINUTE_H = 1 / 120
AN_HOUR_S = 3600


def publish(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    return write_each(Hand(partial(_put, access), partial(_take, access)), wanted, stale, known)


def _put(access: Access, wanted: Wanted, remote: Remote | None) -> Remote:
    ours = workout_of(wanted, access.user_id)
    if remote is None:
        id = text(client.write(access, "POST", "/v2/workouts/plan", ours).get("id"))
    else:
        there = _ours_there(access, remote)
        if there is None:
            raise Touched(None)
        id = str(remote.ids["workout"])
        names = {name.lower() for name in ours}
        kept = {name: value for name, value in there.items() if name.lower() not in names}
        client.write(access, "PUT", f"/v2/workouts/plan/{id}", {**kept, **ours})
    if id is None:
        raise Refused("TrainingPeaks did not store it.", status=422)
    written = {name: ours[name] for name in ("WorkoutDay", "Title", "TotalTimePlanned")}
    return Remote(wanted.key, {"workout": id, "date": wanted.session["date"], "written": written}, None, _entry(client.folded(ours)))


def workout_of(wanted: Wanted, athlete_id: str) -> dict[str, Any]:
    """The steps stand in the description: as a structure they would override the planned time."""
    session = wanted.session
    lasting, clock = seconds_of(session), session.get("start_time")
    return {
        "AthleteId": int(athlete_id) if athlete_id.isdecimal() else athlete_id,
        "WorkoutDay": session["date"],
        "WorkoutType": TYPES.get(session["sport"], "other"),
        "Title": title_of(session),
        "Description": text_of(session),
        "TotalTimePlanned": None if lasting is None else round(lasting / AN_HOUR_S, 4),
        "DistancePlanned": metres_of(session),
        "StartTimePlanned": f"{session['date']}T{clock}:00" if clock else None,
        "Tags": [TAG],
    }


def _ours_there(access: Access, remote: Remote) -> dict[str, Any] | None:
    """What lies there; None where it is gone. Raises Touched."""
    try:
        there = client.workout(access, str(remote.ids["workout"]))
    except Refused as error:
        if error.status == NOT_THERE:
            return None
        raise
    known = client.folded(there)
    is_fixed = known.get("locked") is True or known.get("completed") is True
    if is_fixed or _differs(known, remote.ids.get("written") or {}):
        raise Touched(_changed(remote, known), is_fixed=is_fixed)
    return there


def _changed(remote: Remote, known: Mapping[str, Any]) -> Remote:
    """What somebody has made of it, in the place of what we had written."""
    entry = _entry(known)
    told = {"WorkoutDay": entry.date, "Title": known.get("title"), "TotalTimePlanned": known.get("totaltimeplanned")}
    written = {**(remote.ids.get("written") or {}), **{name: value for name, value in told.items() if value is not None}}
    return replace(remote, ids={**remote.ids, "date": entry.date or remote.ids.get("date"), "written": written}, entry=entry)


def _entry(known: Mapping[str, Any]) -> Entry:
    day, hours = local(known.get("workoutday")), amount(known.get("totaltimeplanned"))
    return Entry(
        None if day is None else day.date().isoformat(), text(known.get("title")), text(known.get("description")),
        None if hours is None else seconds(hours * AN_HOUR_S), metres(known.get("distanceplanned")),
    )  # fmt: skip


def _differs(known: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    """A field that does not come back tells nothing."""
    day, title, hours = (known.get(name) for name in ("workoutday", "title", "totaltimeplanned"))
    if day is not None and str(day)[:10] != written.get("WorkoutDay"):
        return True
    if title is not None and title != written.get("Title"):
        return True
    planned, was = amount(hours), amount(written.get("TotalTimePlanned"))
    return planned is not None and was is not None and abs(planned - was) > HALF_A_MINUTE_H


def _take(access: Access, remote: Remote) -> None:
    if _ours_there(access, remote) is not None:
        client.remove(access, str(remote.ids["workout"]))
