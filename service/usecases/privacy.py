"""An athlete's rights: to see everything that is kept of them, and to have it erased; and what is forgotten by itself."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from service.kit.faults import place_of
from service.platforms.registry import WITHOUT_ACCOUNTS
from service.store.maintenance import compact
from service.store.tenancy import Scope
from service.usecases.services import Services

log = logging.getLogger(__name__)
EVENTS_KEPT = timedelta(days=30)
CALLS_KEPT = timedelta(hours=48)
ACTOR = "cleaner"


def export_athlete(services: Services, scope: Scope, id: str) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept about an athlete, by table; that somebody asked for it is noted. Raises NotFound."""
    with services.store.writing(scope.of_the_service(scope.actor)) as work:
        found = work.dossier.of(id)
        work.audit.note("athlete.exported", id, id)
        return found


def erase_athlete(services: Services, scope: Scope, id: str, version: int) -> None:
    """Erase an athlete and all that belongs to them, from the files too. Raises NotFound and Stale.

    What is left is an id: in the mark that they were here, in the audit, and in one event.
    """
    with services.store.writing(scope.of_the_service(scope.actor)) as work:
        athlete = work.athletes.get(id)
        for provider in WITHOUT_ACCOUNTS:
            work.inbox.erase_named(provider, [name for name in (athlete.id, athlete.ref) if name is not None])
        work.athletes.erase(id, version)
        work.audit.note("athlete.erased", id, id)
        work.events.emit("athlete.erased", id)
    _compact(services)


def forget_what_is_old(services: Services) -> None:
    """Events and what became of their deliveries after 30 days, and calls that could be repeated after two."""
    now = services.clock()
    erased = False
    for org_id in services.store.organisation_ids():
        with services.store.writing(Scope(org_id, ACTOR, now.date(), sees_all=True)) as work:
            work.events.forget(now - EVENTS_KEPT)
            work.deliveries.forget(now - EVENTS_KEPT)
            work.calls.forget(now - CALLS_KEPT)
            erased = erased or work.athletes.erased_since(now - CALLS_KEPT)
    if erased:
        _compact(services)  # once more, for what stood in the way when they were erased


def _compact(services: Services) -> None:
    """Rows are gone already; what is left of them in free pages goes now, or with the next clean-up."""
    try:
        compact(services.store.engine)
    except SQLAlchemyError as error:
        log.warning("the file could not be compacted now: %s", place_of(error))
