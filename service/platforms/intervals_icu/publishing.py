"""Writing into an athlete's calendar there: by our own ids, only what is ours, and never over somebody's later hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from service.documents.plan import plan_document
from service.formats.downloads import intervals
from service.platforms.base import Access
from service.platforms.calendars import Clash, Entry, Published, Remote, Wanted
from service.platforms.http import Refused
from service.platforms.intervals_icu import client
from service.platforms.values import instant, local, metres, seconds, text

MOST_AT_ONCE = 100
TAG = "plan-adjuster"
NEAR, FAR = timedelta(days=1), timedelta(days=400)
"""Where entries are looked for around the days that they were written on, and where those that are not found there."""


def publish(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    """First read what lies there, so that a later hand than ours is seen; then write, then take away."""
    there = _ours_there(access, known)
    stale_keys = {remote.key for remote in stale}
    at_stake = {w.key for w in wanted} | stale_keys
    found = (_clash(remote, there.get(key), at_stake=key in at_stake) for key, remote in known.items())
    clashes = {clash.key: clash for clash in found if clash is not None and not (clash.there is None and clash.key in stale_keys)}
    pushed, failed = _push(access, [w for w in wanted if w.key not in clashes])
    gone = [remote.key for remote in stale if remote.key not in clashes]
    if gone:
        client.delete_events(access, gone)
    return Published(tuple(pushed), tuple(gone), tuple(clashes[key] for key in sorted(clashes)), failed)


def _ours_there(access: Access, known: Mapping[str, Remote]) -> Mapping[str, Mapping[str, Any]]:
    """Events of the calendar by our ids. One that was carried far away is no deleted one, so it is looked for there too."""
    days = [date.fromisoformat(str(remote.ids["date"])) for remote in known.values() if remote.ids.get("date")]
    if not days:
        return {}
    found = _by_our_ids(client.events(access, min(days) - NEAR, max(days) + NEAR))
    return found if found.keys() >= known.keys() else _by_our_ids(client.events(access, min(days) - FAR, max(days) + FAR))


def _by_our_ids(events: Sequence[Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    return {str(event["external_id"]): event for event in events if event.get("external_id")}


def _clash(remote: Remote, event: Mapping[str, Any] | None, *, at_stake: bool) -> Clash | None:
    """Whether somebody changed it after we had written it.

    Where we want nothing of it, or no time is told, only what people can see counts: the platform itself may touch an entry.
    """
    if event is None:
        return Clash(remote.key, None) if remote.ids.get("date") else None
    there = _remote(event)
    looks_different = _looks_different(remote.entry, there.entry)
    if remote.updated_at is None or there.updated_at is None:
        return Clash(remote.key, there) if looks_different else None
    is_later = there.updated_at > remote.updated_at
    return Clash(remote.key, there) if is_later and (at_stake or looks_different) else None


def _looks_different(ours: Entry | None, theirs: Entry | None) -> bool:
    """The distance is left out: the platform reckons it anew."""
    return ours is not None and theirs is not None and any(
        getattr(ours, name) != getattr(theirs, name) for name in ("date", "title", "text", "duration_s")
    )  # fmt: skip


def _push(access: Access, wanted: Sequence[Wanted]) -> tuple[list[Remote], dict[str, str]]:
    pushed: list[Remote] = []
    failed: dict[str, str] = {}
    for start in range(0, len(wanted), MOST_AT_ONCE):
        part = wanted[start : start + MOST_AT_ONCE]
        try:
            pushed += _stored(client.upsert_events(access, list(_events(part))))
        except Refused as error:
            failed |= {w.key: error.message for w in part}
    taken = {remote.key for remote in pushed}
    return pushed, failed | {w.key: "The platform did not store it." for w in wanted if w.key not in taken and w.key not in failed}


def _events(wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
    """The sessions as the platform's events, under our ids there."""
    keys = {w.session["id"]: w.key for w in wanted}
    zone = wanted[0].timezone
    plan = plan_document({"schema": "plan/1", "name": "plan", "timezone": zone, "sessions": [dict(w.session) for w in wanted]}, name="plan")
    for event in json.loads(intervals.write(plan)):
        if event["external_id"] in keys:
            yield {**event, "external_id": keys[event["external_id"]], "tags": [*event.get("tags", []), TAG]}


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
