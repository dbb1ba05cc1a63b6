"""Places in a list, as opaque text: the instant and id of the last item that was shown."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime

from service.api.problems import Problem


def write_cursor(at: datetime, id: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), id]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[datetime, str]:
    """Raises Problem for text that never was a cursor. A forged one shows nothing that the caller may not see."""
    try:
        at, id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        instant = datetime.fromisoformat(at)
    except (ValueError, TypeError, binascii.Error):
        raise _never_given() from None
    if not isinstance(id, str) or instant.tzinfo is None:
        raise _never_given()
    return instant, id


def _never_given() -> Problem:
    return Problem("bad-input", "cursor is none that this list has given; begin again without one.")
