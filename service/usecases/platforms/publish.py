"""The athlete's calendar on a platform gets what the current plan says: only days to come, only what is ours, and only what has
changed. What somebody changed there is left alone, and waits for a coach as a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from sqlalchemy.orm import Session

from service.domain.session import Status
from service.errors import NotFound
from service.formats.session_keys import key_of
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.kit.weeks import local_date
from service.platforms.calendars import Clash, Published, Publishes, Remote, Wanted
from service.platforms.http import AccessLost, Refused
from service.platforms.registry import PLATFORMS
from service.store.repositories.connections import ConnectionRecord
from service.store.repositories.remote_sessions import RemoteSessionRecord
from service.store.tables import ConnectionStatus, RemoteState
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.platforms.access import access_to
from service.usecases.platforms.clashes import as_json, as_remote, entry_json, fingerprint, found_in, read_found
from service.usecases.platforms.losing import lose
from service.usecases.services import Services

Save = Callable[[Session], None]
Thing = TypeVar("Thing")
WEEKS_AHEAD = 6
GONE = frozenset({Status.CANCELLED.value, Status.SUSPENDED.value})
DONE = frozenset({Status.COMPLETED.value, Status.PARTIAL.value, Status.SKIPPED.value})
"""Of what is over on its own day nothing is written any more; platforms touch it themselves when a recording comes in."""
NOT_THERE = frozenset({"rest"})
"""A day off needs no entry."""


@dataclass(frozen=True, slots=True)
class Task:
    connection: ConnectionRecord
    sessions: Mapping[str, Mapping[str, Any]]
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
        return lambda session: _lost(services.store.joining(session, scope), task.connection)
    except Refused as error:
        refusal = error.message
        return lambda session: services.store.joining(session, scope).connections.note_error(connection_id, refusal)
    return lambda session: _save(services.store.joining(session, scope), task, done)


def _lost(work: UnitOfWork, connection: ConnectionRecord) -> None:
    if not lose(work, connection):
        enqueue(work.session, JobKind.PUBLISH_PLAN, work.scope.org_id, connection.id, of=connection.id)


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
    planned = {} if plan is None else {key_of(plan.id, s["id"]): s for s in _to_come(json.loads(plan.document), today)}
    done = {key for key, session in planned.items() if session.get("status") in DONE}
    to_come = {key: row for key, row in rows.items() if key in planned or not _is_over(row, today)}
    task = _compared(connection, _without(to_come, done), _without(planned, done), athlete.timezone)
    return task if task.wanted or task.stale or task.known else None


def _without(by_key: Mapping[str, Thing], keys: Collection[str]) -> dict[str, Thing]:
    return {key: thing for key, thing in by_key.items() if key not in keys}


def _compared(
    connection: ConnectionRecord, rows: Mapping[str, RemoteSessionRecord], planned: Mapping[str, Mapping[str, Any]], timezone: str
) -> Task:
    """What was left to somebody else's hand is neither looked at nor written; what is in conflict is looked at each time."""
    ours = {key: row for key, row in rows.items() if row.state is not RemoteState.LEFT}
    sessions = {key: session for key, session in planned.items() if key in ours or key not in rows}
    hashes = {key: fingerprint(session) for key, session in sessions.items()}
    open_ones = {key for key, row in ours.items() if row.state is RemoteState.CONFLICT}
    fresh = [key for key in sessions if key in open_ones or key not in ours or ours[key].content_hash != hashes[key]]
    known = {key: remote for key, row in ours.items() if (remote := as_remote(row)) is not None}
    wanted = tuple(Wanted(key, sessions[key], timezone) for key in sorted(fresh))
    stale = tuple(remote for key, remote in known.items() if key not in sessions)
    return Task(connection, sessions, wanted, hashes, stale, known, ours)


def _to_come(plan: Mapping[str, Any], today: date) -> Iterator[dict[str, Any]]:
    last = today + timedelta(weeks=WEEKS_AHEAD)
    for session in plan["sessions"]:
        day = session.get("date")
        if day and today <= date.fromisoformat(day) <= last and session.get("status") not in GONE and session["sport"] not in NOT_THERE:
            yield session


def _is_over(row: RemoteSessionRecord, today: date) -> bool:
    """What lies in the past stays as a record of what was planned."""
    day = json.loads(row.remote).get("date")
    return bool(day) and date.fromisoformat(day) < today


def _save(work: UnitOfWork, task: Task, done: Published) -> None:
    connection = task.connection
    for remote in done.pushed:
        work.remote_sessions.pushed(
            connection.athlete_id, connection.id, remote.key, remote=json.dumps(dict(remote.ids)), content_hash=task.hashes[remote.key],
            remote_updated_at=remote.updated_at, written=entry_json(remote.entry),
        )  # fmt: skip
    for key in done.removed:
        if key in task.rows:
            work.remote_sessions.forget(task.rows[key].id)
    news = [clash.key for clash in done.in_conflict if _is_news(work, task, clash)]
    if news:
        work.events.emit("plan.changed_remotely", connection.id, connection.athlete_id)
    if done.pushed or done.removed:
        work.audit.note("plan.published", connection.id, connection.athlete_id)
    if done.again_after_s is not None:
        enqueue(work.session, JobKind.PUBLISH_PLAN, work.scope.org_id, connection.id, of=connection.id, delay_s=done.again_after_s)
    if done.failed:
        work.connections.note_error(connection.id, f"{len(done.failed)} sessions were not taken: {next(iter(done.failed.values()))}")


def _is_news(work: UnitOfWork, task: Task, clash: Clash) -> bool:
    """Keep what was found there; whether anybody has to be told."""
    row = task.rows[clash.key]
    found = found_in(clash, row, task.sessions.get(clash.key))
    known = None if row.state is not RemoteState.CONFLICT else read_found(row)
    has_changed = work.remote_sessions.in_conflict(row, as_json(found))
    return has_changed and (known is None or replace(known, ours=found.ours) != found)
