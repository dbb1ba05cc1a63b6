"""The short way to write a session: what is planned may stand beside `sport` and `kind` as well as under `planned`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PLANNED = ("duration_s", "distance_m", "load")


def written_out(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The plan with every planned quantity under `planned`, where none of that name stands there already."""
    sessions = raw.get("sessions")
    if not isinstance(sessions, list):
        return dict(raw)
    return {**raw, "sessions": [_session(session) if isinstance(session, dict) else session for session in sessions]}


def _session(session: Mapping[str, Any]) -> dict[str, Any]:
    planned = session.get("planned")
    if planned is not None and not isinstance(planned, dict):
        return dict(session)
    moved = {key: session[key] for key in PLANNED if key in session and key not in (planned or {})}
    if not moved:
        return dict(session)
    rest = {key: value for key, value in session.items() if key not in moved}
    return {**rest, "planned": {**(planned or {}), **moved}}
