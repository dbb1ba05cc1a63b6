"""Sends one letter, if what it is about still waits; the next reminder is written with it."""

from __future__ import annotations

from datetime import timedelta

from service.errors import NotFound
from service.notifications import letters
from service.notifications.letters import Letter
from service.notifications.post import Post, PostFailed, PostRefused
from service.store.repositories.notifications import NotificationRecord
from service.store.tables import NotificationKind
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.alerts import write_letter
from service.usecases.digests import waiting_for
from service.usecases.services import Services

ACTOR = "post"
AGAIN_AFTER = timedelta(hours=2)
NO_CHANNEL, NO_ADDRESS = "no mail server is set", "the coach has no address"


def send_notification(services: Services, org_id: str, notification_id: str) -> None:
    """Safe to do twice: a letter that has left stays sent, and one about something that was looked at never leaves.

    Raises PostFailed when it may leave later. What is in the way for good is written on the letter, and the letter kept.
    """
    scope = Scope(org_id, ACTOR, services.clock().date(), sees_all=True)
    with services.store.reading(scope) as work:
        try:
            record = work.notifications.get(notification_id)
        except NotFound:
            return  # erased with its athlete
        address = _address(work, record)
        letter = _letter(work, record, services.post.pages) if record.sent_at is None and services.post else None
        waits = record.sent_at is None and _still_waits(work, record)
    if not waits:
        return
    if services.post is None or address is None:
        _note_failure(services, scope, record, NO_CHANNEL if services.post is None else NO_ADDRESS)
        return
    assert letter is not None
    _hand_over(services, services.post, scope, record, letter, address)


def _hand_over(services: Services, post: Post, scope: Scope, record: NotificationRecord, letter: Letter, address: str) -> None:
    try:
        post.send(letter, address, record.id)
    except (PostFailed, PostRefused) as error:
        services.measures.letters.labels(record.kind, error.code).inc()
        _note_failure(services, scope, record, error.message)
        if isinstance(error, PostFailed):
            raise
        return
    services.measures.letters.labels(record.kind, "sent").inc()
    with services.store.writing(scope) as work:
        work.notifications.sent(record)
        if record.kind is NotificationKind.RED_FLAG_AGAIN and record.adjustment_id and record.athlete_id and record.coach_id:
            write_letter(work, record.kind, record.athlete_id, record.adjustment_id, record.coach_id, AGAIN_AFTER)


def _note_failure(services: Services, scope: Scope, record: NotificationRecord, reason: str) -> None:
    with services.store.writing(scope) as work:
        work.notifications.failed(record, reason)


def _address(work: UnitOfWork, record: NotificationRecord) -> str | None:
    coach = None if record.coach_id is None else work.coaches.get(record.coach_id)
    return None if coach is None or coach.disabled_at is not None else coach.email


def _still_waits(work: UnitOfWork, record: NotificationRecord) -> bool:
    if record.kind is NotificationKind.DIGEST:
        return waiting_for(work, record.coach_id).proposals > 0
    if record.kind is NotificationKind.RED_FLAG_AGAIN and record.adjustment_id is not None:
        return not work.adjustments.is_looked_at(record.adjustment_id)
    return True


def _letter(work: UnitOfWork, record: NotificationRecord, pages: str | None) -> Letter:
    place = letters.place(pages, record.adjustment_id)
    match record.kind:
        case NotificationKind.RED_FLAG:
            return letters.red_flag(place)
        case NotificationKind.RED_FLAG_AGAIN:
            return letters.red_flag_again(place)
        case NotificationKind.MESSAGE:
            return letters.message(place)
        case NotificationKind.UNANSWERED:
            return letters.unanswered(record.athlete_id or "")
        case NotificationKind.DIGEST:
            return letters.digest(waiting_for(work, record.coach_id), place)
