"""Messages of Polar, signed over the raw body in hexadecimal.

The signing key exists only after Polar's first PING was answered, so a PING is answered before there is a key, and does nothing.
That the signature is hexadecimal is known from running code only: were it another encoding, every message would be refused and
the daily look at the account would bring the sessions all the same.
"""

from __future__ import annotations

import json

from service.platforms.base import HookSecrets, Incoming, Notice, Reply
from service.platforms.signatures import expect_hmac, from_hex
from service.platforms.values import instant, json_object, text

SIGNATURE = "polar-webhook-signature"
PING = "PING"


def greeting(incoming: Incoming) -> Reply | None:
    try:
        told = json.loads(incoming.body)
    except (ValueError, RecursionError):
        return None
    return Reply() if isinstance(told, dict) and told.get("event") == PING else None


def expect_proof(incoming: Incoming, secrets: HookSecrets) -> None:
    """Raises Untrusted."""
    given = from_hex(incoming.headers.get(SIGNATURE, ""))
    expect_hmac([given], [secret.encode() for secret in secrets.signing], incoming.body)


def notices(incoming: Incoming) -> tuple[Notice, ...]:
    told = json_object(incoming.body)
    words = [text(told.get(name)) or "" for name in ("event", "user_id", "entity_id", "timestamp")]
    return (
        Notice(
            kind=words[0] or "unknown",
            dedupe_key="|".join(words),
            user_id=text(told.get("user_id")),
            object_id=text(told.get("entity_id")),
            occurred_at=instant(told.get("timestamp")),
        ),
    )
