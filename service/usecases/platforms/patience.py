"""Platforms that count calls say when they may be asked again. To ask sooner would be refused, and would count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.platforms.http import SOON_S, TryLater
from service.usecases.services import Services

PATIENCE = timedelta(days=3)


def put_off(services: Services, kind: JobKind, ids: tuple[str, ...], error: TryLater, since: datetime) -> Callable[[Session], None]:
    """The job again when the platform wants it. Raises the error where the queue's own pauses will do, and after three days of it."""
    now = services.clock()
    if error.after_s <= SOON_S or now - since > PATIENCE:
        raise error
    key = f"{ids[1]}.{now + timedelta(seconds=error.after_s):%Y%m%d%H%M%S}"

    def again(session: Session) -> None:
        enqueue(session, kind, *ids, delay_s=error.after_s, key=key)

    return again
