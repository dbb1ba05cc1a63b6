"""Athletes: taken in, changed, found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.base import Page
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services


@dataclass(frozen=True, slots=True)
class AthleteFacts:
    """What a caller says of an athlete; `profile` and `auto_apply` are JSON."""

    name: str
    timezone: str
    profile: str
    email: str | None = None
    auto_apply: str | None = None
    policy_name: str | None = None
    consent_version: str | None = None
    consent_given_at: datetime | None = None
    consent_withdrawn_at: datetime | None = None

    def values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def create_athlete(services: Services, scope: Scope, facts: AthleteFacts, *, ref: str | None = None) -> AthleteRecord:
    """A new athlete; a coach who takes one in sees them from then on."""
    with services.store.writing(scope) as work:
        athlete = _created(work, facts, ref)
        work.calls.settle(athlete.id, athlete_id=athlete.id)
        return athlete


def upsert_athlete(services: Services, scope: Scope, ref: str, facts: AthleteFacts) -> tuple[AthleteRecord, bool]:
    """The athlete of the caller's own name, made or changed; and whether they are new."""
    with services.store.writing(scope) as work:
        known = work.athletes.by_ref(ref)
        if known is None:
            return _created(work, facts, ref), True
        if all(getattr(known, name) == value for name, value in facts.values().items()):
            return known, False
        return _changed(work, known.id, known.version, facts), False


def update_athlete(services: Services, scope: Scope, id: str, version: int, facts: AthleteFacts) -> AthleteRecord:
    """Raises NotFound, and Stale when the athlete is no longer of that version."""
    with services.store.writing(scope) as work:
        work.athletes.get(id)
        return _changed(work, id, version, facts)


def get_athlete(services: Services, scope: Scope, id: str) -> AthleteRecord:
    """Raises NotFound, also for an athlete whom the caller may not see."""
    with services.store.reading(scope) as work:
        return work.athletes.get(id)


def list_athletes(services: Services, scope: Scope, page: Page) -> Sequence[AthleteRecord]:
    with services.store.reading(scope) as work:
        return work.athletes.list(page)


def _created(work: UnitOfWork, facts: AthleteFacts, ref: str | None) -> AthleteRecord:
    athlete = work.athletes.create(ref=ref, **facts.values())
    if work.scope.coach_id is not None:
        work.coaches.assign(athlete.id, work.scope.coach_id)
    work.audit.note("athlete.created", athlete.id, athlete.id)
    return athlete


def _changed(work: UnitOfWork, id: str, version: int, facts: AthleteFacts) -> AthleteRecord:
    athlete = work.athletes.update(id, version, **facts.values())
    work.audit.note("athlete.changed", id, id)
    return athlete
