"""The athlete's calendar on a platform gets what the current plan says: only days to come, only what is ours, and only what has
changed. What somebody changed there is left alone, and the coach is told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, cast

from sqlalchemy.orm import Session

from service.domain.session import Status
from service.errors import NotFound
from service.formats.session_keys import key_of
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.kit.weeks import local_date
from service.platforms.base import Published, Publishes, Remote, Wanted
from service.platforms.http import AccessLost, Refused
from service.platforms.registry import PLATFORMS
from service.store.repositories.connections import ConnectionRecord
from service.store.repositories.remote_sessions import RemoteSessionRecord
from service.store.tables import ConnectionStatus
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.platforms.access import access_to
from service.usecases.platforms.losing import lose
from service.usecases.services import Services

Save = Callable[[Session], None]
WEEKS_AHEAD = 6
GONE = frozenset({Status.CANCELLED.value, Status.SUSPENDED.value})
NOT_THERE = frozenset({"rest"})
"""A day off needs no entry."""


@dataclass(frozen=True, slots=True)
class Task:
    connection: ConnectionRecord
    wanted: tuple[Wanted, ...]
    hashes: Mapping[str, str]
    stale: tuple[Remote, ...]
    known: Mapping[str, Remote]
    rows: Mapping[str, RemoteSessionRecord]


def publish_plan(services: Services, org_id: str, connection_id: str) -> Save | None:
    """LOAD; write there; SAVE is handed back, for the transaction that ends the job. Raises TryLater where the platform is busy."""
    scope = Scope(org_id, "publisher", services.clock().date(), sees_all=True)
    with services.store.reading(scope) as work:
        task = _task(work, connection_id)
    if task is None:
        return None
    try:
        access = access_to(services, scope, task.connection)
        done = cast("Publishes", PLATFORMS[task.connection.provider]).publish(access, task.wanted, task.stale, task.known)
    except AccessLost:
        return lambda session: lose(services.store.joining(session, scope), task.connection)
    except Refused as error:
        refusal = error.message
        return lambda session: services.store.joining(session, scope).connections.note_error(connection_id, refusal)
    return lambda session: _save(services.store.joining(session, scope), task, done)


def publishes(provider: str) -> bool:
    """Whether the platform has a calendar that we write into."""
    return hasattr(PLATFORMS.get(provider), "publish")


def _task(work: UnitOfWork, connection_id: str) -> Task | None:
    try:
        connection = work.connections.get(connection_id)
        athlete = work.athletes.get(connection.athlete_id)
    except NotFound:
        return None
    if connection.status is not ConnectionStatus.ACTIVE or not publishes(connection.provider):
        return None
    rows = work.remote_sessions.of_connection(connection.id)
    plan = None if athlete.current_plan_id is None else work.plans.get(athlete.current_plan_id)
    today = local_date(work.now, athlete.timezone)
    sessions = {} if plan is None else {key_of(plan.id, s["id"]): s for s in _to_come(json.loads(plan.document), today)}
    hashes = {key: _hash(session) for key, session in sessions.items()}
    free = {key: row for key, row in rows.items() if not row.conflict}
    fresh = [key for key, hash in hashes.items() if key not in rows or (key in free and free[key].content_hash != hash)]
    wanted = tuple(Wanted(key, sessions[key], athlete.timezone) for key in sorted(fresh))
    stale = tuple(_remote(row) for key, row in free.items() if key not in sessions and _is_to_come(row, today))
    if not wanted and not stale and not rows:
        return None
    return Task(connection, wanted, hashes, stale, {key: _remote(row) for key, row in free.items()}, rows)


def _to_come(plan: Mapping[str, Any], today: date) -> Iterator[dict[str, Any]]:
    last = today + timedelta(weeks=WEEKS_AHEAD)
    for session in plan["sessions"]:
        day = session.get("date")
        if day and today <= date.fromisoformat(day) <= last and session.get("status") not in GONE and session["sport"] not in NOT_THERE:
            yield session


def _is_to_come(row: RemoteSessionRecord, today: date) -> bool:
    """What lies in the past stays as a record of what was planned."""
    day = json.loads(row.remote).get("date")
    return not day or date.fromisoformat(day) >= today


def _remote(row: RemoteSessionRecord) -> Remote:
    return Remote(row.session_key, json.loads(row.remote), row.remote_updated_at)


def _hash(session: Mapping[str, Any]) -> str:
    return sha256(json.dumps(session, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _save(work: UnitOfWork, task: Task, done: Published) -> None:
    connection = task.connection
    for remote in done.pushed:
        work.remote_sessions.pushed(
            connection.athlete_id, connection.id, remote.key, remote=json.dumps(dict(remote.ids)), content_hash=task.hashes[remote.key],
            remote_updated_at=remote.updated_at,
        )  # fmt: skip
    for key in done.removed:
        if key in task.rows:
            work.remote_sessions.forget(task.rows[key].id)
    for key in done.in_conflict:
        work.remote_sessions.in_conflict(task.rows[key].id)
    if done.in_conflict:
        work.events.emit("plan.changed_remotely", connection.id, connection.athlete_id)
    if done.pushed or done.removed:
        work.audit.note("plan.published", connection.id, connection.athlete_id)
    if done.again_after_s is not None:
        enqueue(work.session, JobKind.PUBLISH_PLAN, work.scope.org_id, connection.id, delay_s=done.again_after_s)
    if done.failed:
        work.connections.note_error(connection.id, f"{len(done.failed)} sessions were not taken: {next(iter(done.failed.values()))}")
