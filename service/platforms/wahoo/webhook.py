"""Messages of Wahoo, proved by a token inside the body; the token is not kept."""

from __future__ import annotations

import json
from hashlib import sha256

from service.platforms.base import HookSecrets, Incoming, Notice, Untrusted
from service.platforms.signatures import expect_same
from service.platforms.values import instant, json_object, part, text


def expect_token(incoming: Incoming, secrets: HookSecrets) -> None:
    """Raises Untrusted, also for a body that holds no token because it is none of theirs."""
    try:
        told = json.loads(incoming.body)
    except (ValueError, RecursionError):
        raise Untrusted("The message holds no token.") from None
    given = told.get("webhook_token") if isinstance(told, dict) else None
    expect_same(given if isinstance(given, str) else None, secrets.signing)


def notices(incoming: Incoming) -> tuple[Notice, ...]:
    """The summary is a hint: the session is fetched, which alone tells its sport and day."""
    told = json_object(incoming.body)
    summary = part(told, "workout_summary")
    id, updated = text(summary.get("id")), text(summary.get("updated_at"))
    identity = f"{id}|{updated}" if id is not None and updated is not None else sha256(incoming.body).hexdigest()
    return (
        Notice(
            kind=text(told.get("event")) or "unknown",
            dedupe_key=identity,
            user_id=text(part(told, "user").get("id")),
            object_id=text(summary.get("workout_id")) or text(part(summary, "workout").get("id")),
            occurred_at=instant(summary.get("updated_at")),
        ),
    )
