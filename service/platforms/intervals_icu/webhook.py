"""Messages of intervals.icu: a batch of events, proved by a secret inside the body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from service.platforms.base import HookSecrets, Incoming, Notice, Untrusted
from service.platforms.signatures import expect_same
from service.platforms.values import instant, json_object, own_id, part, parts, text


def expect_secret(incoming: Incoming, secrets: HookSecrets) -> None:
    """Raises Untrusted, also for a body that holds no secret because it is none of theirs."""
    try:
        told = json.loads(incoming.body)
    except (ValueError, RecursionError):
        raise Untrusted("The message holds no secret.") from None
    given = told.get("secret") if isinstance(told, dict) else None
    expect_same(given if isinstance(given, str) else None, secrets.signing)


def notices(incoming: Incoming, now: datetime) -> tuple[Notice, ...]:
    """One for each event. No event has an id, so what it says is its identity."""
    listed = json_object(incoming.body).get("events")
    return tuple(_notice(event, now) for event in parts(listed))


def _notice(event: Mapping[str, Any], now: datetime) -> Notice:
    user = event.get("athlete_id")
    when = event.get("timestamp")  # may be missing, and the same may happen again after some days
    said = [event.get("type"), user, when or f"{now:%Y-%m-%d}", _subject(event)]
    return Notice(
        kind=text(event.get("type")) or "unknown",
        dedupe_key=sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
        user_id=text(user),
        content=event,
        object_id=own_id(part(event, "activity").get("id")),
        occurred_at=instant(when),
    )


def _subject(event: Mapping[str, Any]) -> Any:
    """What tells two events of the same moment apart."""
    activity, records = event.get("activity"), event.get("records")
    if isinstance(activity, dict):
        return activity.get("id")
    if isinstance(records, list):
        return [[record.get("id"), record.get("updated")] for record in records if isinstance(record, dict)]
    return [event.get("scope"), event.get("deauthorized")]
