"""Messages of Suunto, signed over the raw body in hexadecimal; JSON or a form.

The encoding of the signature is known from running code only: were it another, messages would be refused and the daily look at the
account would bring the sessions all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

from service.platforms.base import HookSecrets, Incoming, Notice
from service.platforms.signatures import expect_hmac, from_hex
from service.platforms.values import json_object, part, text

SIGNATURE = "x-hmac-sha256-signature"
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 50


def expect_proof(incoming: Incoming, secrets: HookSecrets) -> None:
    """Raises Untrusted."""
    given = from_hex(incoming.headers.get(SIGNATURE, ""))
    expect_hmac([given], [secret.encode() for secret in secrets.signing], incoming.body)


def notices(incoming: Incoming) -> tuple[Notice, ...]:
    told = _told(incoming)
    kind, user = text(told.get("type")) or "unknown", text(told.get("username"))
    key = text(part(told, "workout").get("workoutKey")) or text(told.get("workoutKey"))
    identity = f"{kind}|{user}|{key}" if key is not None else sha256(incoming.body).hexdigest()
    return (Notice(kind=kind, dedupe_key=identity, user_id=user, object_id=key),)


def _told(incoming: Incoming) -> Mapping[str, Any]:
    if not incoming.headers.get("content-type", "").startswith(FORM):
        return json_object(incoming.body)
    try:
        return dict(parse_qsl(incoming.body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}
