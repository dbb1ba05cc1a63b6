"""What a platform sent is understood, with the athlete's own access where it was only a hint, and stored in our words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from service.errors import BadInput, NotFound
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.platforms.base import Access
from service.platforms.events import AthleteDisconnected, PlatformEvent
from service.platforms.http import AccessLost, Refused, TryLater
from service.platforms.registry import PLATFORMS, WITHOUT_ACCOUNTS
from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.connections import ConnectionRecord
from service.store.repositories.inbox import InboxRecord
from service.store.tables import ConnectionStatus, InboxStatus
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.alerts import tell_unanswered
from service.usecases.platforms.access import access_to, scope_of
from service.usecases.platforms.losing import lose
from service.usecases.platforms.mends import mend_of
from service.usecases.platforms.patience import put_off
from service.usecases.platforms.receive import as_notice
from service.usecases.platforms.store_events import store_events
from service.usecases.services import Services

Save = Callable[[Session], None]
NAMELESS = "It names nobody whom it could be about."
CLOSED = "The account is closed to us; the athlete has to connect anew."
UNKNOWN = "Nobody here is known to the platform by that name."


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose message it is. Programs that sign for themselves have no connection."""

    athlete: AthleteRecord
    connection: ConnectionRecord | None

    @property
    def is_cut_off(self) -> bool:
        """Whether there was an account, and it is closed to us."""
        return self.connection is not None and self.connection.status is not ConnectionStatus.ACTIVE


def process_event(services: Services, org_id: str, inbox_id: str) -> Save | None:
    """LOAD and THINK, calls to the platform included; SAVE is handed back, for the transaction that ends the job.

    Raises TryLater where the platform is busy for a moment. None when the event was settled before, or erased.
    """
    save = _worked_on(services, org_id, inbox_id)
    return None if save is None else lambda session: _counted(services, org_id, inbox_id, session, save)


def _counted(services: Services, org_id: str, inbox_id: str, session: Session, save: Save) -> None:
    """What became of it is counted, for whoever watches over many; nothing where it goes on waiting."""
    save(session)
    scope = Scope(org_id, "platforms", services.clock().date(), sees_all=True)
    outcome = services.store.joining(session, scope).inbox.outcome(inbox_id)
    if outcome is not None and outcome[1] is not InboxStatus.RECEIVED:
        services.measures.messages.labels(*outcome).inc()


def _worked_on(services: Services, org_id: str, inbox_id: str) -> Save | None:
    scope = Scope(org_id, "platforms", services.clock().date(), sees_all=True)
    with services.store.reading(scope) as work:
        try:
            event = work.inbox.get(inbox_id)
        except NotFound:
            return None  # erased since
        if event.status is not InboxStatus.RECEIVED:
            return None
        sender = find_sender(work, event)
    if sender is None:
        return _settling(services, scope, event, InboxStatus.IGNORED, NAMELESS if event.provider_user_id is None else UNKNOWN)
    scope = scope_of(org_id, event.provider, services)
    gone = _farewell(event)
    if gone:
        return lambda session: _store(services.store.joining(session, scope), event, gone)
    if sender.is_cut_off:
        return _settling(services, scope, event, InboxStatus.IGNORED, CLOSED, sender)
    try:
        found = _understood(event, None if sender.connection is None else access_to(services, scope, sender.connection))
    except AccessLost:
        return lambda session: _lost(services.store.joining(session, scope), event, sender)
    except Refused as error:
        return _settling(services, scope, event, InboxStatus.IGNORED, error.message, sender)
    except BadInput as error:
        why = mend_of(error)
        return lambda session: _fail(services.store.joining(session, scope), event, sender, why)
    except TryLater as error:
        return put_off(services, JobKind.PROCESS_EVENT, (org_id, inbox_id), error, event.received_at)
    return lambda session: _store(services.store.joining(session, scope), event, found)


def find_sender(work: UnitOfWork, event: InboxRecord) -> Sender | None:
    """By the connection, or for programs that sign for themselves by the caller's own name or our id."""
    if event.provider_user_id is None:
        return None
    if event.provider in WITHOUT_ACCOUNTS:
        athlete = work.athletes.by_ref(event.provider_user_id) or _by_id(work, event.provider_user_id)
        return None if athlete is None else Sender(athlete, None)
    connection = work.connections.of_user(event.provider, event.provider_user_id)
    if connection is None:
        return None
    return Sender(work.athletes.get(connection.athlete_id), connection)


def _by_id(work: UnitOfWork, id: str) -> AthleteRecord | None:
    try:
        return work.athletes.get(id)
    except NotFound:
        return None


def _understood(event: InboxRecord, access: Access | None) -> tuple[PlatformEvent, ...]:
    return PLATFORMS[event.provider].understand(as_notice(event.document, event.dedupe_key), access)


def _farewell(event: InboxRecord) -> tuple[PlatformEvent, ...]:
    """That the consent is gone, where that is what the message says. No call is needed for it, so it counts also where none can be
    made: when the account is closed to us already, or the platform is down.
    """
    try:
        return tuple(found for found in _understood(event, None) if isinstance(found, AthleteDisconnected))
    except BadInput:
        return ()


def _store(work: UnitOfWork, event: InboxRecord, found: tuple[PlatformEvent, ...]) -> None:
    """The platform may have taken its time: what the athlete has given up meanwhile is not stored."""
    sender = find_sender(work, event)
    if sender is None:
        work.inbox.settle(event.id, InboxStatus.IGNORED, detail=UNKNOWN)
        return
    try:
        stored = store_events(work, sender.athlete, sender.connection, found)
    except BadInput as error:
        _fail(work, event, sender, mend_of(error))
        return
    if stored.to_confirm:
        work.inbox.hold(event.id, sender.athlete.id, json.dumps(stored.to_confirm))
        return
    status = InboxStatus.DONE if found else InboxStatus.IGNORED
    told = f"{stored.reports} reports, {stored.sessions} sessions done" if found else "It tells nothing that counts here."
    work.inbox.settle(event.id, status, athlete_id=sender.athlete.id, detail=told)


def _fail(work: UnitOfWork, event: InboxRecord, sender: Sender, why: str) -> None:
    """Whoever sent it was told that we have it. What we cannot take may hold a warning sign: a person has to ask."""
    work.inbox.settle(event.id, InboxStatus.FAILED, athlete_id=sender.athlete.id, detail=why)
    tell_unanswered(work, sender.athlete.id)


def _lost(work: UnitOfWork, event: InboxRecord, sender: Sender) -> None:
    assert sender.connection is not None
    if not lose(work, sender.connection):
        enqueue(work.session, JobKind.PROCESS_EVENT, work.scope.org_id, event.id)
        return
    work.inbox.settle(event.id, InboxStatus.FAILED, athlete_id=sender.athlete.id, detail="The access to the account is lost.")


def _settling(services: Services, scope: Scope, event: InboxRecord, status: InboxStatus, why: str, sender: Sender | None = None) -> Save:
    """Under the athlete's name where that is known, for it is theirs to see and to have erased."""
    whose = None if sender is None else sender.athlete.id
    return lambda session: services.store.joining(session, scope).inbox.settle(event.id, status, athlete_id=whose, detail=why)
