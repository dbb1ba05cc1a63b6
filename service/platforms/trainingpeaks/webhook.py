"""Messages of TrainingPeaks. What they hold and what proves them is not known, so nothing of them is read.

Each subscription there gets an address of its own: `…?athlete=54321&token=…`, with the athlete's id and our secret. A message is no
more than a reason to ask for that athlete's changes; a forged one costs a call.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from service.platforms.base import HookSecrets, Incoming, Notice
from service.platforms.signatures import expect_same

CHANGED = "changed"


def expect_token(incoming: Incoming, secrets: HookSecrets) -> None:
    """Raises Untrusted."""
    expect_same(incoming.query.get("token"), secrets.signing)


def notices(incoming: Incoming, now: datetime) -> tuple[Notice, ...]:
    """Two messages that look the same may mean two changes; only those of one minute are taken for one."""
    athlete = incoming.query.get("athlete") or None
    said = sha256(incoming.body).hexdigest()
    return (Notice(CHANGED, f"{athlete}|{now:%Y-%m-%dT%H:%M}|{said}", athlete),)
