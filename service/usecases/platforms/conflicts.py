"""Sessions that somebody has changed in a platform's calendar after we had written them: shown to a coach, who keeps one word."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.errors import Conflict, Stale
from service.formats.session_keys import plan_of_key, session_of_key
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.kit.weeks import local_date
from service.platforms.calendars import SEEN, Entry
from service.store.repositories.base import Page
from service.store.repositories.plans import NewVersion, PlanRecord
from service.store.repositories.remote_sessions import ConflictFilter, RemoteSessionRecord
from service.store.tables import Kept, Origin, RemoteState
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.plans import thinking
from service.usecases.plans.thinking import EditsCall, Written
from service.usecases.plans.versions import keep_next, standing_of
from service.usecases.platforms.clashes import NOTHING, Found, entry_json, fingerprint, read_found
from service.usecases.platforms.publish import GONE
from service.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Shown:
    """A conflict as a coach sees it."""

    record: RemoteSessionRecord
    provider: str
    found: Found

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def updated_at(self) -> datetime | None:
        return self.record.updated_at

    @property
    def changed(self) -> tuple[str, ...]:
        """Which parts of it somebody has changed, as far as it is known how it was."""
        return _differences(self.found.was, self.found.theirs)


def list_conflicts(services: Services, scope: Scope, wanted: ConflictFilter, page: Page) -> Sequence[Shown]:
    """Newest first."""
    with services.store.reading(scope) as work:
        return _shown(work, work.remote_sessions.conflicts(wanted, page))


def get_conflict(services: Services, scope: Scope, id: str) -> Shown:
    """Raises NotFound."""
    with services.store.reading(scope) as work:
        return _shown(work, [work.remote_sessions.conflict(id)])[0]


def resolve_conflict(services: Services, scope: Scope, id: str, version: int, kept: Kept) -> Shown:
    """Keep one word. The same decision again changes nothing. Raises NotFound, Stale, Conflict.

    Ours is written over what lies there, unless that is changed once more before. Theirs becomes a version of the plan where it
    is another day or no session at all; where it is anything else the plan stays, and the session is not written any more.
    """
    with services.store.reading(scope) as work:
        record = work.remote_sessions.conflict(id)
    if record.version != version:
        raise Stale("The conflict has been changed since you looked at it. Read it again and decide anew.")
    if record.kept is kept:
        return _unchanged(services, scope, record)
    if kept is Kept.OURS:
        return _keep_ours(services, scope, record)
    if record.state is not RemoteState.CONFLICT:
        raise Conflict("Ours was kept, and is being written; there is nothing of theirs to keep any more.")
    return _keep_theirs(services, scope, record)


def _unchanged(services: Services, scope: Scope, record: RemoteSessionRecord) -> Shown:
    with services.store.writing(scope) as work:
        work.calls.settle(record.id, status=200, athlete_id=record.athlete_id)
        return _shown(work, [record])[0]


def _keep_ours(services: Services, scope: Scope, record: RemoteSessionRecord) -> Shown:
    found = read_found(record)
    if record.state is RemoteState.WRITTEN:
        raise Conflict("Theirs was kept and is in the plan; edit the plan to change it.")
    if found.is_fixed:
        raise Conflict("It is locked or done there and cannot be written over. Unlock it there, or keep theirs.")
    with services.store.writing(scope) as work:
        work.remote_sessions.resolve(
            record, Kept.OURS, state=RemoteState.WRITTEN, remote=_ids(found), remote_updated_at=found.updated_at, content_hash="",
            written=entry_json(found.theirs),
        )  # fmt: skip
        enqueue(work.session, JobKind.PUBLISH_PLAN, scope.org_id, record.connection_id, of=record.connection_id)
        return _noted(work, record.id)


def _keep_theirs(services: Services, scope: Scope, record: RemoteSessionRecord) -> Shown:
    """LOAD, THINK, SAVE, as a coach's own edit."""
    found = read_found(record)
    with services.store.reading(scope) as work:
        plan = _followed(work, record)
        call = None if plan is None else _edit(work, plan, record, found)
    written = None if call is None else services.pool.run(thinking.edit, call)
    with services.store.writing(scope) as work:
        if plan is not None and isinstance(written, Written):
            new = NewVersion(written.name, Origin.EDIT, written.document, written.rendered, note=written.note)
            plan = keep_next(work, plan, new)
        work.remote_sessions.resolve(record, Kept.THEIRS, **_from_now_on(record, found, plan))
        return _noted(work, record.id)


def _followed(work: UnitOfWork, record: RemoteSessionRecord) -> PlanRecord | None:
    """The plan that the session is of, where the athlete still follows it."""
    plan_id = work.athletes.get(record.athlete_id).current_plan_id
    return work.plans.get(plan_id) if plan_id is not None and plan_id == plan_of_key(record.session_key) else None


def _edit(work: UnitOfWork, plan: PlanRecord, record: RemoteSessionRecord, found: Found) -> EditsCall | None:
    """What they did there, as a coach would do it here; None where no edit says it."""
    session = _session_in(plan, record)
    if session is None or session.get("status") in GONE:
        return None
    if found.theirs is None:
        operation = {"op": "delete", "session_id": session["id"]}
    elif found.theirs.date not in (None, session["date"]):
        operation = {"op": "move", "session_id": session["id"], "to": found.theirs.date}
    else:
        return None
    edits = {"operations": [operation], "note": f"As it was changed on {_provider(work, record)}."}
    zone = work.athletes.get(plan.athlete_id).timezone
    return EditsCall(standing_of(work, plan), json.dumps(edits).encode(), work.now, local_date(work.now, zone))


def _from_now_on(record: RemoteSessionRecord, found: Found, plan: PlanRecord | None) -> dict[str, Any]:
    """What is known of the session once theirs counts: the plan says the same and it is ours again, or it is left to them."""
    session = None if plan is None else _session_in(plan, record)
    if found.theirs is None:
        gone = plan is not None and (session is None or session.get("status") in GONE)
        return {"state": RemoteState.WRITTEN, "remote": NOTHING, "content_hash": ""} if gone else {"state": RemoteState.LEFT}
    only_moved = found.was is not None and set(_differences(found.was, found.theirs)) <= {"date"}
    if session is None or not only_moved or found.theirs.date != session.get("date"):
        return {"state": RemoteState.LEFT}
    return {
        "state": RemoteState.WRITTEN, "remote": _ids(found), "remote_updated_at": found.updated_at,
        "content_hash": fingerprint(session), "written": entry_json(found.theirs),
    }  # fmt: skip


def _session_in(plan: PlanRecord, record: RemoteSessionRecord) -> Mapping[str, Any] | None:
    id = session_of_key(record.session_key)
    return next((session for session in json.loads(plan.document)["sessions"] if session["id"] == id), None)


def _ids(found: Found) -> str:
    return NOTHING if found.theirs is None else json.dumps(dict(found.ids))


def _differences(before: Entry | None, now: Entry | None) -> tuple[str, ...]:
    if before is None or now is None:
        return ()
    return tuple(name for name in SEEN if getattr(before, name) != getattr(now, name))


def _noted(work: UnitOfWork, id: str) -> Shown:
    record = work.remote_sessions.conflict(id)
    work.audit.note("conflict.resolved", id, record.athlete_id)
    work.calls.settle(id, status=200, athlete_id=record.athlete_id)
    return _shown(work, [record])[0]


def _provider(work: UnitOfWork, record: RemoteSessionRecord) -> str:
    return work.connections.providers([record.connection_id])[record.connection_id]


def _shown(work: UnitOfWork, records: Sequence[RemoteSessionRecord]) -> list[Shown]:
    providers = work.connections.providers([record.connection_id for record in records])
    return [Shown(record, providers[record.connection_id], read_found(record)) for record in records]
