"""Messages of Oura, signed with our app's secret over the timestamp and the raw body, in hexadecimal.

The unit of the timestamp is not certain: one that is long enough to be milliseconds is taken for that.
"""

from __future__ import annotations

from datetime import datetime

from service.platforms.base import HookSecrets, Incoming, Notice, Reply
from service.platforms.signatures import expect_hmac, expect_recent, expect_same, from_hex
from service.platforms.values import instant, json_object, text

SIGNATURE, TIMESTAMP = "x-oura-signature", "x-oura-timestamp"
LONG = 13


def greeting(incoming: Incoming, secrets: HookSecrets) -> Reply | None:
    """The challenge of a new subscription, sent back. Raises Untrusted for another token than ours."""
    if incoming.method != "GET":
        return None
    expect_same(incoming.query.get("verification_token"), (secrets.verify_token or "",))
    return Reply.of_json({"challenge": incoming.query.get("challenge", "")})


def expect_proof(incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
    """Raises Untrusted."""
    stamp = incoming.headers.get(TIMESTAMP)
    expect_recent(stamp, now, unit_s=0.001 if stamp is not None and len(stamp) >= LONG else 1.0)
    given = from_hex(incoming.headers.get(SIGNATURE, ""))
    expect_hmac([given], [secret.encode() for secret in secrets.signing], f"{stamp}".encode() + incoming.body)


def notices(incoming: Incoming) -> tuple[Notice, ...]:
    told = json_object(incoming.body)
    words = [text(told.get(name)) or "" for name in ("data_type", "object_id", "event_type", "event_time")]
    return (
        Notice(
            kind=f"{words[0] or 'unknown'}.{words[2] or 'unknown'}",
            dedupe_key="|".join(words),
            user_id=text(told.get("user_id")),
            object_id=text(told.get("object_id")),
            occurred_at=instant(told.get("event_time")),
        ),
    )
