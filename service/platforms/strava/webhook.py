"""Messages of Strava: hints only. Titles that come along are not kept.

How the key behind `X-Strava-Signature` is obtained is not documented. So it is enforced where the operator has one; without one
the secret address, the subscription's id and the age of the signature's timestamp have to do, and a message is never more than a
reason to ask Strava with the athlete's own token. Only a consent that is said to be gone is taken at its word: to stop is safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.errors import BadInput
from service.platforms.base import HookSecrets, Incoming, Notice, Reply, Untrusted
from service.platforms.signatures import expect_hmac, expect_recent, expect_same, from_hex, timestamped_pairs
from service.platforms.values import json_object, part, since_1970, text

SIGNATURE = "x-strava-signature"
DEAUTHORISED = "athlete.deauthorized"


def greeting(incoming: Incoming, secrets: HookSecrets) -> Reply | None:
    """The challenge of a new subscription, sent back. Raises Untrusted for another token than ours."""
    if incoming.method != "GET":
        return None
    challenge = incoming.query.get("hub.challenge")
    expect_same(incoming.query.get("hub.verify_token"), (secrets.verify_token or "",))
    if challenge is None:
        raise Untrusted("The handshake holds no challenge.")
    return Reply.of_json({"hub.challenge": challenge})


def expect_proof(incoming: Incoming, secrets: HookSecrets, now: datetime) -> None:
    """Raises Untrusted."""
    header = incoming.headers.get(SIGNATURE)
    stamp, signatures = timestamped_pairs(header)
    if header is not None or secrets.signing:
        expect_recent(stamp, now)
    if secrets.signing:
        signed = f"{stamp}.".encode() + incoming.body
        expect_hmac([from_hex(each) for each in signatures], [secret.encode() for secret in secrets.signing], signed)
    if secrets.subscription_id:
        expect_same(_subscription(incoming), (secrets.subscription_id,))


def notices(incoming: Incoming) -> tuple[Notice, ...]:
    told = json_object(incoming.body)
    words = [text(told.get(name)) or "" for name in ("subscription_id", "object_type", "object_id", "aspect_type", "event_time")]
    return (
        Notice(
            kind=_kind(told),
            dedupe_key="|".join(words),
            user_id=text(told.get("owner_id")),
            object_id=text(told.get("object_id")),
            occurred_at=since_1970(told.get("event_time")),
        ),
    )


def _kind(told: Mapping[str, Any]) -> str:
    """Deauthorisation was seen under more than one aspect; the flag is what tells."""
    if told.get("object_type") == "athlete" and str(part(told, "updates").get("authorized")).lower() == "false":
        return DEAUTHORISED
    return f"{text(told.get('object_type')) or 'unknown'}.{text(told.get('aspect_type')) or 'unknown'}"


def _subscription(incoming: Incoming) -> str | None:
    try:
        return text(json_object(incoming.body).get("subscription_id"))
    except BadInput:
        raise Untrusted("The message names no subscription.") from None
