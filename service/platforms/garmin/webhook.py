"""Messages of Garmin: many users and kinds in one. They are not signed.

The header with our client id is no secret; what protects the address is that it is one. So addresses in a message are called only at
Garmin's own host, and a forged summary could say no more than that a session was done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from service.platforms.base import HookSecrets, Incoming, Notice
from service.platforms.signatures import expect_same
from service.platforms.values import json_object, parts, since_1970, text

CLIENT = "garmin-client-id"
GONE, PERMISSIONS = "deregistrations", "userPermissionsChange"
HEARD = frozenset({"activities", "activityFiles", GONE, PERMISSIONS})
"""Other kinds (days, nights, pulses) hold nobody's own words; they are passed over, for they come by the thousand."""


def expect_client(incoming: Incoming, secrets: HookSecrets) -> None:
    """Raises Untrusted."""
    expect_same(incoming.headers.get(CLIENT), (secrets.client_id or "",))


def notices(incoming: Incoming, now: datetime) -> tuple[Notice, ...]:
    told = json_object(incoming.body)
    return tuple(_notice(kind, each, now) for kind, listed in told.items() if kind in HEARD for each in parts(listed)) or (
        _nothing(incoming),
    )


def _notice(kind: str, told: Mapping[str, Any], now: datetime) -> Notice:
    id = text(told.get("activityId")) or text(told.get("summaryId"))
    return Notice(
        kind=kind,
        dedupe_key=sha256("|".join([kind, *_identity(kind, told, now)]).encode("utf-8", "surrogatepass")).hexdigest(),
        user_id=text(told.get("userId")),
        content=told,
        object_id=id,
        occurred_at=since_1970(told.get("startTimeInSeconds")),
    )


def _identity(kind: str, told: Mapping[str, Any], now: datetime) -> Iterator[str]:
    yield text(told.get("userId")) or ""
    if kind in (GONE, PERMISSIONS):
        # They carry neither id nor time, and the same may happen again after the athlete has come back.
        yield f"{json.dumps(told, sort_keys=True)}|{now:%Y-%m-%d}"
    else:
        yield from (text(told.get(name)) or "" for name in ("summaryId", "activityId", "callbackURL"))


def _nothing(incoming: Incoming) -> Notice:
    return Notice("unknown", sha256(incoming.body).hexdigest(), None)
