"""Messages of WHOOP, signed with our app's secret over the timestamp (in milliseconds) and the raw body.

Whether a `trace_id` stays the same over retries is not certain: were it not, a message would count twice, which changes nothing.
"""

from __future__ import annotations

from datetime import datetime

from service.platforms.base import HookSecrets, Incoming, Notice
from service.platforms.signatures import expect_hmac, expect_recent, from_base64
from service.platforms.values import json_object, text

SIGNATURE, TIMESTAMP = "x-whoop-signature", "x-whoop-signature-timestamp"
MILLISECOND = 0.001


def expect_proof(incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
    """Raises Untrusted."""
    stamp = incoming.headers.get(TIMESTAMP)
    expect_recent(stamp, now, unit_s=MILLISECOND)
    given = from_base64(incoming.headers.get(SIGNATURE, ""))
    expect_hmac([given], [secret.encode() for secret in secrets.signing], f"{stamp}".encode() + incoming.body)


def notices(incoming: Incoming) -> tuple[Notice, ...]:
    told = json_object(incoming.body)
    kind, id = text(told.get("type")) or "unknown", text(told.get("id"))
    identity = text(told.get("trace_id")) or f"{kind}|{id}|{incoming.headers.get(TIMESTAMP, '')}"
    return (Notice(kind=kind, dedupe_key=identity, user_id=text(told.get("user_id")), object_id=id),)
