"""Writing rides and runs into an athlete's account: a plan with the steps, and a workout on its day.

What a plan has to hold is known from second hand. Where Wahoo does not take one, the session is put on its day without steps.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from service.platforms.base import Access
from service.platforms.calendars import Entry, Published, Remote, Wanted
from service.platforms.http import Refused
from service.platforms.planned import seconds_of, starts_of, steps_of, text_of, title_of
from service.platforms.values import amount, instant, seconds, text
from service.platforms.wahoo import client
from service.platforms.writing import NOT_THERE, Hand, Touched, write_each

FAMILIES: Mapping[str, int] = {"bike": 0, "run": 1}
TYPES: Mapping[str, int] = {"bike": 0, "run": 1}
MOST_STEPS = 100
AN_HOUR_S = 3600


def publish(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    return write_each(Hand(partial(_put, access), partial(_take, access)), wanted, stale, known)


def _put(access: Access, wanted: Wanted, remote: Remote | None) -> Remote:
    if wanted.session["sport"] not in FAMILIES:
        raise Refused("Wahoo takes rides and runs only.", status=422)
    if remote is None:
        plan = _plan(access, wanted, None)
        stored = client.write(access, "POST", "/v1/workouts", _workout(wanted, plan))
    else:
        if not _is_there(access, remote):
            raise Touched(None)
        plan = _plan(access, wanted, text(remote.ids.get("plan")))
        stored = client.write(access, "PUT", f"/v1/workouts/{remote.ids['workout']}", _workout(wanted, plan))
    id = text(stored.get("id")) or (None if remote is None else text(remote.ids.get("workout")))
    if id is None:
        raise Refused("Wahoo did not store it.", status=422)
    ids = {"workout": id, "plan": plan, "date": wanted.session["date"], "timezone": wanted.timezone}
    return Remote(wanted.key, ids, instant(stored.get("updated_at")), _entry(stored, wanted.timezone))


def _plan(access: Access, wanted: Wanted, id: str | None) -> str | None:
    content = base64.b64encode(json.dumps(_plan_file(wanted)).encode()).decode()
    form = {"plan[file]": f"data:application/json;base64,{content}", "plan[filename]": "plan.json", "plan[external_id]": wanted.key}
    form["plan[provider_updated_at]"] = starts_of(wanted).isoformat()
    method, path = ("POST", "/v1/plans") if id is None else ("PUT", f"/v1/plans/{id}")
    try:
        return text(client.write(access, method, path, form).get("id")) or id
    except Refused:
        return None


def _plan_file(wanted: Wanted) -> dict[str, Any]:
    session = wanted.session
    header = {
        "name": title_of(session),
        "version": "1.0.0",
        "description": text_of(session),
        "workout_type_family": FAMILIES[session["sport"]],
    }
    steps = [_interval(step) for step in steps_of(session, MOST_STEPS)]
    whole = {"name": title_of(session), "exit_trigger_type": "time", "exit_trigger_value": seconds_of(session) or AN_HOUR_S}
    return {"header": header, "intervals": steps or [whole]}


def _interval(step: Mapping[str, Any]) -> dict[str, Any]:
    end = step["end"]
    value = end["s"] if end["type"] == "time" else end["m"]
    return {"name": step.get("name") or step.get("class", "active"), "exit_trigger_type": end["type"], "exit_trigger_value": value}


def _workout(wanted: Wanted, plan: str | None) -> dict[str, str]:
    minutes = round((seconds_of(wanted.session) or AN_HOUR_S) / 60)
    form = {"workout[name]": title_of(wanted.session), "workout[workout_type_id]": str(TYPES[wanted.session["sport"]]),
            "workout[starts]": starts_of(wanted).isoformat(), "workout[minutes]": str(minutes),
            "workout[workout_token]": wanted.key}  # fmt: skip
    return form if plan is None else {**form, "workout[plan_id]": plan}


def _is_there(access: Access, remote: Remote) -> bool:
    """Raises Touched for one that somebody has changed since."""
    try:
        found = client.workout(access, str(remote.ids["workout"]))
    except Refused as error:
        if error.status == NOT_THERE:
            return False
        raise
    updated = instant(found.get("updated_at"))
    if updated is not None and remote.updated_at is not None and updated > remote.updated_at:
        raise Touched(_changed(remote, found, updated))
    return True


def _changed(remote: Remote, found: Mapping[str, Any], updated: datetime) -> Remote:
    entry = _entry(found, str(remote.ids.get("timezone", "UTC")))
    return replace(remote, ids={**remote.ids, "date": entry.date or remote.ids["date"]}, updated_at=updated, entry=entry)


def _entry(told: Mapping[str, Any], timezone: str) -> Entry:
    starts, minutes = instant(told.get("starts")), amount(told.get("minutes"))
    day = None if starts is None else starts.astimezone(ZoneInfo(timezone)).date().isoformat()
    return Entry(day, text(told.get("name")), duration_s=None if minutes is None else seconds(minutes * 60))


def _take(access: Access, remote: Remote) -> None:
    if not _is_there(access, remote):
        return
    client.remove(access, f"/v1/workouts/{remote.ids['workout']}")
    if remote.ids.get("plan") is not None:
        try:
            client.remove(access, f"/v1/plans/{remote.ids['plan']}")
        except Refused:
            """A plan on no day is seen by nobody."""
