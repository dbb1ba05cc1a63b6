"""Writing into an athlete's calendar there: by our own ids, only what is ours, and never over somebody's later hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from service.documents.plan import plan_document
from service.formats.downloads import intervals
from service.platforms.base import Access
from service.platforms.calendars import Clash, Entry, Published, Remote, Wanted, is_as_wanted
from service.platforms.http import Refused
from service.platforms.intervals_icu import client
from service.platforms.values import instant, local, metres, seconds, text

MOST_AT_ONCE = 100
TAG = "plan-adjuster"
NEAR, FAR = timedelta(days=1), timedelta(days=400)
"""Where entries are looked for around the days that they were written on, and where those that are not found there."""


def publish(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    """First read what lies there, so that a later hand than ours is seen; then write, then take away."""
    there, ours = _ours_there(access, known), _events(wanted)
    stale_keys = {remote.key for remote in stale}
    at_stake = {w.key for w in wanted} | stale_keys
    as_they_lie = {key: _remote(there[key]) for key in ours.keys() & known.keys() & there.keys() if _is_written(there[key], ours[key])}
    others = {key: remote for key, remote in known.items() if key not in as_they_lie}
    found = (_clash(remote, there.get(key), ours.get(key), at_stake=key in at_stake) for key, remote in others.items())
    clashes = {clash.key: clash for clash in found if clash is not None and not (clash.there is None and clash.key in stale_keys)}
    pushed, failed = _push(access, {w.key: ours.get(w.key) for w in wanted if w.key not in clashes and w.key not in as_they_lie})
    gone = [remote.key for remote in stale if remote.key not in clashes]
    if gone:
        client.delete_events(access, gone)
    return Published((*as_they_lie.values(), *pushed), tuple(gone), tuple(clashes[key] for key in sorted(clashes)), failed)


def _ours_there(access: Access, known: Mapping[str, Remote]) -> Mapping[str, Mapping[str, Any]]:
    """Events of the calendar by our ids. One that was carried far away is no deleted one, so it is looked for there too."""
    days = [date.fromisoformat(str(remote.ids["date"])) for remote in known.values() if remote.ids.get("date")]
    if not days:
        return {}
    found = _by_our_ids(client.events(access, min(days) - NEAR, max(days) + NEAR))
    return found if found.keys() >= known.keys() else _by_our_ids(client.events(access, min(days) - FAR, max(days) + FAR))


def _by_our_ids(events: Sequence[Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    return {str(event["external_id"]): event for event in events if event.get("external_id")}


def _clash(remote: Remote, event: Mapping[str, Any] | None, ours: Mapping[str, Any] | None, *, at_stake: bool) -> Clash | None:
    """Whether somebody changed it after we had written it; `ours` is what we are about to write.

    Where we want nothing of it, or no time is told, only what people can see counts: the platform itself may touch an entry. A later
    change that is just what we want is none: an answer of ours may have been lost.
    """
    if event is None:
        return Clash(remote.key, None) if remote.ids.get("date") else None
    there = _remote(event)
    looks_different = remote.entry is not None and there.entry is not None and not there.entry.looks_like(remote.entry)
    if remote.updated_at is None or there.updated_at is None:
        is_touched = looks_different
    else:
        is_touched = there.updated_at > remote.updated_at and (at_stake or looks_different)
    is_ours = ours is not None and is_as_wanted(there.entry, remote.entry, _entry(ours))
    return Clash(remote.key, there) if is_touched and not is_ours else None


def _is_written(event: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    """Nothing that we would send differs from what lies there, so there is nothing to write over."""
    return all(event.get(name) == value for name, value in ours.items())


def _push(access: Access, events: Mapping[str, Mapping[str, Any] | None]) -> tuple[list[Remote], dict[str, str]]:
    pushed: list[Remote] = []
    failed: dict[str, str] = {}
    written = [event for event in events.values() if event is not None]
    for start in range(0, len(written), MOST_AT_ONCE):
        part = written[start : start + MOST_AT_ONCE]
        try:
            pushed += (remote for remote in _stored(client.upsert_events(access, part)) if remote.key in events)
        except Refused as error:
            failed |= {str(event["external_id"]): error.message for event in part}
    taken = {remote.key for remote in pushed}
    return pushed, failed | {key: "The platform did not store it." for key in events if key not in taken and key not in failed}


def _events(wanted: Sequence[Wanted]) -> Mapping[str, Mapping[str, Any]]:
    """The sessions as the platform's events, by our ids there."""
    if not wanted:
        return {}
    keys, zone = {w.session["id"]: w.key for w in wanted}, wanted[0].timezone
    plan = plan_document({"schema": "plan/1", "name": "plan", "timezone": zone, "sessions": [dict(w.session) for w in wanted]}, name="plan")
    events = (event for event in json.loads(intervals.write(plan)) if event["external_id"] in keys)
    named = ((keys[event["external_id"]], event) for event in events)
    return {key: {**event, "external_id": key, "tags": [*event.get("tags", []), TAG]} for key, event in named}


def _stored(answer: Sequence[Mapping[str, Any]]) -> Iterator[Remote]:
    for event in answer:
        if event.get("external_id"):
            yield _remote(event)


def _remote(event: Mapping[str, Any]) -> Remote:
    entry = _entry(event)
    errors = [str(error.get("service", "")) for error in event.get("push_errors") or () if isinstance(error, dict)]
    ids = {"id": event.get("id"), "uid": event.get("uid"), "date": entry.date, "not_forwarded_to": errors}
    return Remote(str(event["external_id"]), ids, instant(event.get("updated")), entry)


def _entry(event: Mapping[str, Any]) -> Entry:
    starts = local(event.get("start_date_local"))
    return Entry(
        None if starts is None else starts.date().isoformat(), text(event.get("name")), text(event.get("description")),
        seconds(event.get("moving_time")), metres(event.get("distance")),
    )  # fmt: skip
