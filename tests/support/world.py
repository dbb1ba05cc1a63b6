"""One of everything that the API can be asked for, belonging to one coach's athlete."""

from __future__ import annotations

import json
from typing import Any

from service.formats.session_keys import key_of
from service.store.tables import InboxStatus
from service.store.unit_of_work import UnitOfWork
from tests.support.coached import Coached

World = dict[str, str]
"""Id by what it names, as the probes write it into addresses."""


def a_world(coached: Coached) -> World:
    """Build it over the API where it can be."""
    proposal = coached.heavy_proposal()
    athlete = coached.athlete_id
    world = {
        "athlete": athlete,
        "plan": str(coached.plan_id),
        "adjustment": proposal["id"],
        "session": proposal["adjustment"]["changes"][0]["session_id"],
    }
    world["report"] = coached.get(f"/athletes/{athlete}/reports")["items"][0]["id"]
    world["feed"] = _made(coached, f"/athletes/{athlete}/feeds")["feed"]["id"]
    world["message"] = _made(coached, f"/athletes/{athlete}/messages", {"words": "MARKER words"})["id"]
    world["upload"] = coached.get(f"/plans/{coached.plan_id}/versions")["items"][-1]["upload_id"]
    world["coach"] = coached.club.coach_ids[0]
    coached.token, own = coached.club.head, coached.token
    world["key"] = _made(coached, "/keys", {"name": "probe", "permissions": ["plans:read"], "coach_id": world["coach"]})["key"]["id"]
    days = {"deputy_id": world["coach"], "from_date": "2025-03-01", "until_date": "2025-03-02"}
    world["deputy"] = _made(coached, f"/coaches/{coached.club.coach_ids[1]}/deputies", days)["id"]
    endpoint = _made(coached, "/webhook-endpoints", {"url": "https://club.example/hook"})
    world["endpoint"] = endpoint["endpoint"]["id"]
    world["delivery"] = _made(coached, f"/webhook-endpoints/{world['endpoint']}/test", {})["id"]
    world["hook"] = _made(coached, "/hooks", {"provider": "standard"})["hook"]["id"]
    world["policy"] = "house-rules-7f3a"
    assert coached.call("PUT", f"/policies/{world['policy']}", json={"numbers": {}}).status_code in (200, 201)
    coached.token = own
    with coached.services.store.writing(coached.club.office) as work:
        world["operation"] = work.operations.begin(athlete, "adjustment").id
        world["connection"] = work.connections.connect(
            athlete, "intervals_icu", "i1", granted="", credentials='{"key": "MARKER"}', expires_at=None
        ).id
        suggested = work.inbox.add_once("intervals_icu", "d1", kind="wellness", provider_user_id="i1", document="[]")
        assert suggested is not None
        work.inbox.hold(suggested, athlete, "[]")
        assert work.inbox.get(suggested).status is InboxStatus.CONFIRM
        world["suggestion"] = suggested
        world["conflict"] = _changed_there(work, athlete, world)
    return world


def _changed_there(work: UnitOfWork, athlete: str, world: World) -> str:
    """A session that somebody has moved on a platform; the id of the conflict."""
    key, connection = key_of(world["plan"], world["session"]), world["connection"]
    entry = {"date": "2026-03-06", "title": "MARKER run", "text": None, "duration_s": 2400, "distance_m": None}
    moved = {
        "was": entry,
        "ours": entry,
        "theirs": {**entry, "date": "2026-03-07"},
        "ids": {"id": 1},
        "updated_at": None,
        "is_fixed": False,
    }
    work.remote_sessions.pushed(
        athlete, connection, key, remote="{}", content_hash="", remote_updated_at=None, written=json.dumps(entry)
    )  # fmt: skip
    row = work.remote_sessions.of_connection(connection)[key]
    assert work.remote_sessions.in_conflict(row, json.dumps(moved))
    return row.id


def _made(coached: Coached, path: str, body: Any = None) -> Any:
    answer = coached.call("POST", path, json=body)
    assert answer.status_code in (200, 201, 202), f"{path}: {answer.text}"
    return answer.json()
