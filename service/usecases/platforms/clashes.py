"""What is kept of a session in a platform's calendar: how it was written, and what somebody has made of it there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from service.documents.limits import MOST_TEXT
from service.platforms.calendars import Clash, Entry, Remote
from service.platforms.planned import metres_of, seconds_of, text_of, title_of
from service.store.repositories.remote_sessions import RemoteSessionRecord

NOTHING = "{}"
"""The ids of what does not lie there."""


@dataclass(frozen=True, slots=True)
class Found:
    """Two words on one session. `ours` is None where the plan wants it there no more, `theirs` where it is gone there."""

    was: Entry | None
    """How it lay there before somebody changed it, where that is known."""
    ours: Entry | None
    theirs: Entry | None
    ids: Mapping[str, Any]
    updated_at: datetime | None
    is_fixed: bool
    """Locked or done there."""


def found_in(clash: Clash, record: RemoteSessionRecord, session: Mapping[str, Any] | None) -> Found:
    """`record`: what we knew of it; `session`: of plan/1, as the plan says it now."""
    was, ours, there = written_as(record), None if session is None else entry_of(session), clash.there
    if there is None:
        return Found(was, ours, None, {}, None, clash.is_fixed)
    return Found(was, ours, _bounded(there.entry or Entry()), there.ids, there.updated_at, clash.is_fixed)


def as_json(found: Found) -> str:
    updated_at = None if found.updated_at is None else found.updated_at.isoformat()
    return json.dumps(asdict(found) | {"updated_at": updated_at}, sort_keys=True)


def read_found(record: RemoteSessionRecord) -> Found:
    """Of a session that was in conflict once."""
    told = json.loads(record.found or NOTHING)
    updated_at = told["updated_at"]
    return Found(
        _read_entry(told["was"]), _read_entry(told["ours"]), _read_entry(told["theirs"]), told["ids"],
        None if updated_at is None else datetime.fromisoformat(updated_at), told["is_fixed"],
    )  # fmt: skip


def entry_of(session: Mapping[str, Any]) -> Entry:
    """A session of plan/1 in the words of a calendar."""
    return _bounded(Entry(session["date"], title_of(session), text_of(session) or None, seconds_of(session), metres_of(session)))


def written_as(record: RemoteSessionRecord) -> Entry | None:
    return None if record.written is None else _read_entry(json.loads(record.written))


def entry_json(entry: Entry | None) -> str | None:
    return None if entry is None else json.dumps(asdict(_bounded(entry)))


def as_remote(record: RemoteSessionRecord) -> Remote | None:
    """What is known to lie there; None where nothing does."""
    ids = json.loads(record.remote)
    return Remote(record.session_key, ids, record.remote_updated_at, written_as(record)) if ids else None


def fingerprint(session: Mapping[str, Any]) -> str:
    return sha256(json.dumps(session, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _read_entry(told: Mapping[str, Any] | None) -> Entry | None:
    return None if told is None else Entry(**told)


def _bounded(entry: Entry) -> Entry:
    return replace(entry, title=entry.title and entry.title[:MOST_TEXT], text=entry.text and entry.text[:MOST_TEXT])
