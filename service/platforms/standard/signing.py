"""Standard Webhooks 1.0, symmetric: used for what comes in and for what we send."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from service.platforms.base import Untrusted
from service.platforms.signatures import expect_hmac, expect_recent, from_base64, hmac_sha256

PREFIX = "whsec_"
FAMILIES = ("webhook", "svix")
PARTS = ("id", "timestamp", "signature")
"""Headers of each family; only all three together are a proof."""
SHORTEST_KEY, LONGEST_KEY = 24, 64


def key_of(secret: str) -> bytes:
    """The bytes behind `whsec_…`. Raises ValueError for a secret that is none, the empty one included."""
    text = secret.removeprefix(PREFIX)
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        key = b""
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        raise ValueError(f"a signing secret is {PREFIX} and {SHORTEST_KEY} to {LONGEST_KEY} bytes in base64")
    return key


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sign(secret: str, message_id: str, at: datetime, body: bytes) -> str:
    """One entry of the signature header."""
    signed = f"{message_id}.{int(at.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac_sha256(key_of(secret), signed)).decode()


def headers_for(signing: Sequence[str], message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers; while a secret is changed, a signature with each."""
    signatures = " ".join(sign(secret, message_id, at, body) for secret in signing)
    return {"webhook-id": message_id, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signatures}


def expect_signature(headers: Mapping[str, str], body: bytes, signing: Sequence[str], now: datetime) -> str:
    """The message id of a message that is signed with one of the secrets and is recent. Raises Untrusted."""
    for family in FAMILIES:
        id, stamp, listed = (headers.get(f"{family}-{part}") for part in PARTS)
        if id and stamp and listed:
            expect_recent(stamp, now)
            signed = f"{id}.{stamp}.".encode("utf-8", "surrogatepass") + body
            expect_hmac(_signatures(listed), [key_of(secret) for secret in signing if secret], signed)
            return id
    raise Untrusted("The message is not signed.")


def _signatures(listed: str) -> list[bytes]:
    """Entries of our version; one that is garbled is passed over, others may be right."""
    found = []
    for entry in listed.split(" "):
        version, _, text = entry.partition(",")
        if version == "v1":
            try:
                found.append(from_base64(text))
            except Untrusted:
                continue
    return found
