"""What a coach's side said to an athlete, and what the athlete answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from service.errors import NotFound
from service.store.repositories.adjustments import MessageRecord
from service.store.repositories.base import Page
from service.store.tables import Direction, NotificationKind
from service.store.tenancy import Scope
from service.usecases.alerts import write_letter
from service.usecases.services import Services


def answer_coach(services: Services, scope: Scope, athlete_id: str, words: str, adjustment_id: str | None) -> MessageRecord:
    """Words of the athlete, about a proposal or not; the coaches are told that there are some.

    Raises NotFound, also for a proposal of somebody else.
    """
    with services.store.writing(scope) as work:
        work.athletes.get(athlete_id)
        if adjustment_id is not None and work.adjustments.get(adjustment_id).athlete_id != athlete_id:
            raise NotFound("There is no adjustment with this id.")
        message = work.messages.add_message(athlete_id, Direction.FROM_ATHLETE, words, adjustment_id)
        for coach in work.coaches.of_athlete(athlete_id):
            write_letter(work, NotificationKind.MESSAGE, athlete_id, adjustment_id, coach.id, timedelta())
        work.events.emit("message.received", message.id, athlete_id)
        work.audit.note("message.received", message.id, athlete_id)
        work.calls.settle(message.id, athlete_id=athlete_id)
        return message


def get_message(services: Services, scope: Scope, id: str) -> MessageRecord:
    """Raises NotFound."""
    with services.store.writing(scope) as work:
        message = work.messages.get(id)
        work.audit.note("message.read", id, message.athlete_id)
        return message


def list_messages(services: Services, scope: Scope, athlete_id: str, page: Page, adjustment_id: str | None) -> Sequence[MessageRecord]:
    """Newest first."""
    with services.store.writing(scope) as work:
        work.athletes.get(athlete_id)
        work.audit.note("messages.read", athlete_id, athlete_id)
        return work.messages.list(athlete_id, page, adjustment_id=adjustment_id)
