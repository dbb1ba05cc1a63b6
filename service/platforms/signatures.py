"""The ways in which platforms prove that a message is theirs; all compare in constant time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime

from service.platforms.base import Untrusted

TOLERANCE_S = 300


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def expect_hmac(given: Iterable[bytes], secrets: Sequence[bytes], message: bytes) -> None:
    """One of the given signatures has to be that of one of the secrets. Raises Untrusted, also where there is no secret."""
    wanted = [hmac_sha256(secret, message) for secret in secrets if secret]
    matches = [hmac.compare_digest(signature, right) for signature in given for right in wanted]
    if not any(matches):
        raise Untrusted("The signature is not right.")


def expect_same(given: str | None, secrets: Sequence[str]) -> None:
    """A shared secret, sent along. Raises Untrusted, also where there is no secret."""
    known = [secret.encode() for secret in secrets if secret]
    said = (given or "").encode("utf-8", "surrogatepass")
    matches = [hmac.compare_digest(said, secret) for secret in known]
    if not any(matches):
        raise Untrusted("The secret is not right.")


def from_hex(text: str) -> bytes:
    """Either case. Raises Untrusted for what is no hexadecimal."""
    try:
        return bytes.fromhex(text) if text.isascii() and " " not in text else _untrusted()
    except ValueError:
        return _untrusted()


def from_base64(text: str) -> bytes:
    """Raises Untrusted for what is no base64."""
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError):
        return _untrusted()


def expect_recent(timestamp: str | None, now: datetime, *, unit_s: float = 1.0) -> None:
    """A message of the last five minutes, or of the next. `unit_s`: seconds to one unit of the timestamp. Raises Untrusted."""
    if timestamp is None or not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > 16:
        _untrusted()
    assert timestamp is not None
    if abs(now.timestamp() - int(timestamp) * unit_s) > TOLERANCE_S:
        raise Untrusted("The message is too old, or from the future.")


def timestamped_pairs(header: str | None) -> tuple[str | None, list[str]]:
    """Timestamp and signatures of a header such as `t=1763748000,v1=64213f…`."""
    stamp: str | None = None
    signatures: list[str] = []
    for pair in (header or "").split(","):
        name, _, value = pair.strip().partition("=")
        if name == "t":
            stamp = value
        elif name == "v1":
            signatures.append(value)
    return stamp, signatures


def _untrusted() -> bytes:
    raise Untrusted("The signature is not right.")
