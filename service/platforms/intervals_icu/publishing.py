"""Writing into an athlete's calendar there: by our own ids, only what is ours, and never over somebody's later hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from service.documents.plan import plan_document
from service.formats.downloads import intervals
from service.platforms.base import Access, Published, Remote, Wanted
from service.platforms.http import Refused
from service.platforms.intervals_icu import client

MOST_AT_ONCE = 100
TAG = "plan-adjuster"


def publish(access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    """First read what lies there, so that a later hand than ours is seen; then write, then take away."""
    there = _ours_there(access, wanted, known)
    in_conflict = {key for key, remote in known.items() if _was_touched(remote, there.get(key))}
    pushed, failed = _push(access, [w for w in wanted if w.key not in in_conflict])
    gone = [remote.key for remote in stale if remote.key not in in_conflict]
    if gone:
        client.delete_events(access, gone)
    touched = {w.key for w in wanted} | {remote.key for remote in stale}
    return Published(tuple(pushed), tuple(gone), tuple(sorted(in_conflict & touched)), failed)


def _ours_there(access: Access, wanted: Sequence[Wanted], known: Mapping[str, Remote]) -> Mapping[str, Mapping[str, Any]]:
    """Events of the calendar that carry one of our ids."""
    days = [date.fromisoformat(w.session["date"]) for w in wanted]
    days += [date.fromisoformat(str(remote.ids["date"])) for remote in known.values() if "date" in remote.ids]
    if not days:
        return {}
    found = client.events(access, min(days) - timedelta(days=1), max(days) + timedelta(days=1))
    return {str(event["external_id"]): event for event in found if event.get("external_id")}


def _was_touched(remote: Remote, event: Mapping[str, Any] | None) -> bool:
    """Whether somebody changed it after we had written it. One that was deleted there is written anew."""
    if event is None or remote.updated_at is None:
        return False
    updated = _instant(event.get("updated"))
    return updated is not None and updated > remote.updated_at


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
            ids = {"id": event.get("id"), "uid": event.get("uid"), "date": str(event.get("start_date_local", ""))[:10]}
            errors = [str(error.get("service", "")) for error in event.get("push_errors") or () if isinstance(error, dict)]
            yield Remote(str(event["external_id"]), {**ids, "not_forwarded_to": errors}, _instant(event.get("updated")))


def _instant(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
