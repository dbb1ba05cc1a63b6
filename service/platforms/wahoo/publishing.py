"""Writing rides and runs into an athlete's account: a plan with the steps, and a workout on its day.

What a plan has to hold is known from second hand. Where Wahoo does not take one, the session is put on its day without steps.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from service.platforms.base import Access
from service.platforms.calendars import Entry, Published, Remote, Wanted, is_as_wanted
from service.platforms.http import NOT_THERE, Refused
from service.platforms.planned import seconds_of, starts_of, steps_of, text_of, title_of
from service.platforms.values import amount, instant, part, seconds, text
from service.platforms.wahoo import client
from service.platforms.writing import Eye, Hand, Listed, Touched, read_or, write_each

FAMILIES: Mapping[str, int] = {"bike": 0, "run": 1}
TYPES: Mapping[str, int] = {"bike": 0, "run": 1}
MOST_STEPS = 100
A_MINUTE_S, AN_HOUR_S = 60, 3600


def publish(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    plans = cache(partial(_own_plans, access))
    eye = Eye(partial(_listing, access), lambda remote: client.workout(access, str(remote.ids["workout"])), _own, _seen_changed)
    return write_each(Hand(partial(_put, access, plans), partial(_take, access), eye), wanted, stale, known)


def _own_plans(access: Access) -> Mapping[str, str]:
    """By our keys: a plan may lie there though we never heard so. Each of them is there once only."""
    told = read_or((), lambda: client.plans(access))
    return {key: id for each in told if (key := text(each.get("external_id"))) and (id := text(each.get("id"))) and not each.get("deleted")}


def _listing(access: Access, since: str, until: str) -> Listed:  # noqa: ARG001  it takes no days: the latest come first
    entries = client.workouts(access)
    return Listed(entries, min((day for each in entries if (day := _entry(each, "UTC").date)), default=since))


def _own(wanted: Wanted, found: Mapping[str, Any]) -> Remote | None:
    if text(found.get("workout_token")) != wanted.key:
        return None
    entry = _entry(found, wanted.timezone)
    ids = {"workout": text(found.get("id")), "plan": text(found.get("plan_id")), "date": entry.date, "timezone": wanted.timezone}
    return Remote(wanted.key, ids, instant(found.get("updated_at")), entry)


def _seen_changed(remote: Remote, found: Mapping[str, Any]) -> Remote | None:
    """What is not told says nothing, and times are told in minutes; of one that is done, the platform itself changes them."""
    there, was = _changed(remote, found), remote.entry
    if was is None or there.entry is None or _is_done(found):
        return None
    pairs = [(there.entry.date, was.date), (there.entry.title, was.title)]
    lasts, lasted = there.entry.duration_s, was.duration_s
    is_longer = lasts is not None and lasted is not None and abs(lasts - lasted) > A_MINUTE_S
    return there if is_longer or any(None not in pair and pair[0] != pair[1] for pair in pairs) else None


def _is_done(found: Mapping[str, Any]) -> bool:
    return bool(part(found, "workout_summary"))


def _put(access: Access, plans: Callable[[], Mapping[str, str]], wanted: Wanted, remote: Remote | None) -> Remote:
    if wanted.session["sport"] not in FAMILIES:
        raise Refused("Wahoo takes rides and runs only.", status=422)
    if remote is None:
        plan = _plan(access, wanted, plans().get(wanted.key))
        stored = client.write(access, "POST", "/v1/workouts", _form(wanted, plan))
    else:
        if not _is_there(access, remote, wanted):
            raise Touched(None)
        plan = _plan(access, wanted, text(remote.ids.get("plan")) or plans().get(wanted.key))
        stored = client.write(access, "PUT", f"/v1/workouts/{remote.ids['workout']}", _form(wanted, plan))
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


def _form(wanted: Wanted, plan: str | None) -> dict[str, str]:
    told = _workout(wanted) if plan is None else {**_workout(wanted), "plan_id": plan}
    return {f"workout[{name}]": value for name, value in told.items()}


def _workout(wanted: Wanted) -> dict[str, str]:
    minutes = round((seconds_of(wanted.session) or AN_HOUR_S) / 60)
    return {"name": title_of(wanted.session), "workout_type_id": str(TYPES[wanted.session["sport"]]),
            "starts": starts_of(wanted).isoformat(), "minutes": str(minutes), "workout_token": wanted.key}  # fmt: skip


def _is_there(access: Access, remote: Remote, wanted: Wanted | None = None) -> bool:
    """Raises Touched for one that was done, or that somebody has changed since to something else than what is wanted."""
    try:
        found = client.workout(access, str(remote.ids["workout"]))
    except Refused as error:
        if error.status == NOT_THERE:
            return False
        raise
    there = _changed(remote, found)
    if _is_done(found):
        raise Touched(there, is_fixed=True)
    is_later = there.updated_at is not None and remote.updated_at is not None and there.updated_at > remote.updated_at
    if is_later and not (wanted is not None and _is_ours(remote, there, found, wanted)):
        raise Touched(there)
    return True


def _is_ours(remote: Remote, there: Remote, found: Mapping[str, Any], wanted: Wanted) -> bool:
    """An answer may have been lost: it looks as we want it by now, or nothing that we would send differs from what lies there."""
    ours = _workout(wanted)
    is_written = all(read(found.get(name)) == read(ours[name]) for name, read in (("name", text), ("starts", instant), ("minutes", amount)))
    has_our_plan = text(found.get("plan_id")) in (None, text(remote.ids.get("plan")))
    return is_as_wanted(there.entry, remote.entry, _entry(ours, wanted.timezone)) or (is_written and has_our_plan)


def _changed(remote: Remote, found: Mapping[str, Any]) -> Remote:
    entry = _entry(found, str(remote.ids.get("timezone", "UTC")))
    updated = instant(found.get("updated_at")) or remote.updated_at
    return replace(remote, ids={**remote.ids, "date": entry.date or remote.ids.get("date")}, updated_at=updated, entry=entry)


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
