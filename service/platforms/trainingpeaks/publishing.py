"""Writing planned workouts. What is missing in a change becomes empty there, so a change starts from all that lies there.

Whether somebody changed a workout since is seen by what we had written, and not by its time: that has no zone, and our own writing
may move it once more. One that is locked or done there is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from service.platforms.base import Access
from service.platforms.calendars import Entry, Published, Remote, Wanted
from service.platforms.http import NOT_THERE, Refused
from service.platforms.planned import metres_of, seconds_of, text_of, title_of
from service.platforms.trainingpeaks import client
from service.platforms.values import amount, local, metres, seconds, text
from service.platforms.writing import Eye, Hand, Listed, Touched, read_or, write_each

TYPES: Mapping[str, str] = {"run": "run", "bike": "bike", "swim": "swim", "strength": "strength", "walk": "walk", "hike": "walk",
                            "row": "rowing", "ski": "xc-ski", "cross": "x-train"}  # fmt: skip
TAG = "plan-adjuster"
HALF_A_MINUTE_H = 1 / 120
AN_HOUR_S = 3600
FARTHEST = timedelta(days=42)
"""No longer span is asked for at once."""


def publish(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    eye = Eye(partial(_listing, access), partial(_fetched, access), _own, _seen_changed)
    return write_each(Hand(partial(_put, access), partial(_take, access), eye), wanted, stale, known)


def _listing(access: Access, since: str, until: str) -> Listed:
    """That there is such a listing is known from second hand only, so also one that is always down must not hold up the writing."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    return Listed(read_or((), lambda: client.workouts(access, first, min(last, first + FARTHEST))), since)


def _fetched(access: Access, remote: Remote) -> Mapping[str, Any]:
    return client.folded(client.workout(access, str(remote.ids["workout"])))


def _own(wanted: Wanted, known: Mapping[str, Any]) -> Remote | None:
    """By our tag, the day and the title, for nothing there knows our ids."""
    tags, entry = known.get("tags"), _entry(known)
    is_tagged = isinstance(tags, list | str) and TAG in tags
    if not is_tagged or _is_fixed(known) or (entry.date, entry.title) != (wanted.session["date"], title_of(wanted.session)):
        return None
    return _changed(Remote(wanted.key, {"workout": text(known.get("id"))}, None), known)


def _seen_changed(remote: Remote, known: Mapping[str, Any]) -> Remote | None:
    """One that is done is left as the platform has it."""
    written = remote.ids.get("written")
    return _changed(remote, known) if written and known.get("completed") is not True and _differs(known, written) else None


def _put(access: Access, wanted: Wanted, remote: Remote | None) -> Remote:
    ours = workout_of(wanted, access.user_id)
    if remote is None:
        id = text(client.write(access, "POST", "/v2/workouts/plan", ours).get("id"))
    else:
        there = _ours_there(access, remote, _shown(ours))
        if there is None:
            raise Touched(None)
        id = str(remote.ids["workout"])
        names = {name.lower() for name in ours}
        kept = {name: value for name, value in there.items() if name.lower() not in names}
        client.write(access, "PUT", f"/v2/workouts/plan/{id}", {**kept, **ours})
    if id is None:
        raise Refused("TrainingPeaks did not store it.", status=422)
    ids = {"workout": id, "date": wanted.session["date"], "written": _shown(ours)}
    return Remote(wanted.key, ids, None, _entry(client.folded(ours)))


def _shown(ours: Mapping[str, Any]) -> dict[str, Any]:
    return {name: ours[name] for name in ("WorkoutDay", "Title", "TotalTimePlanned")}


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


def _ours_there(access: Access, remote: Remote, wanted: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
    """What lies there; None where it is gone. Raises Touched, unless it was changed to what is wanted: an answer may have been lost."""
    try:
        there = client.workout(access, str(remote.ids["workout"]))
    except Refused as error:
        if error.status == NOT_THERE:
            return None
        raise
    known = client.folded(there)
    is_as_wanted = wanted is not None and not _differs(known, wanted)
    if _is_fixed(known) or (_differs(known, remote.ids.get("written") or {}) and not is_as_wanted):
        raise Touched(_changed(remote, known), is_fixed=_is_fixed(known))
    return there


def _is_fixed(known: Mapping[str, Any]) -> bool:
    return known.get("locked") is True or known.get("completed") is True


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
