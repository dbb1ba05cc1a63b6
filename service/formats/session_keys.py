"""The name under which a session of ours stands in a platform's calendar. It stays the same on whatever day the session is.

One name, whether a service writes into the calendar or a person uploads a download there: the second takes the place of the first.
"""

from __future__ import annotations

OURS = "pa"


def key_of(plan_id: str | None, session_id: str) -> str:
    """The session's id alone in a plan that has no id of its own, such as a file."""
    return session_id if plan_id is None else f"{OURS}:{plan_id}:{session_id}"


def session_of_key(key: str) -> str:
    """The session id in a key of ours; any other text is taken for a session id itself."""
    return _parts(key)[1]


def plan_of_key(key: str) -> str | None:
    return _parts(key)[0]


def _parts(key: str) -> tuple[str | None, str]:
    parts = key.split(":", 2)
    return (parts[1], parts[2]) if len(parts) == 3 and parts[0] == OURS else (None, key)
