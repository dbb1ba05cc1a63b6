"""Coaches of an organisation, who stands in for whom, and whose athletes are whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from service.errors import BadInput, Finding, NotFound
from service.store.repositories.organisations import CoachRecord, DeputyRecord, Role
from service.store.tenancy import Scope
from service.usecases.services import Services


@dataclass(frozen=True, slots=True)
class CoachFacts:
    name: str
    timezone: str
    email: str | None
    role: Role
    digest_minute: int


@dataclass(frozen=True, slots=True)
class StandIn:
    """`deputy_id` sees the athletes of another coach from one day to another, both included."""

    deputy_id: str
    from_date: date
    until_date: date


def create_coach(services: Services, scope: Scope, facts: CoachFacts) -> CoachRecord:
    with services.store.writing(_office(scope)) as work:
        coach = work.coaches.create(**asdict(facts))
        work.audit.note("coach.created", coach.id)
        work.calls.settle(coach.id)
        return coach


def update_coach(services: Services, scope: Scope, id: str, version: int, facts: CoachFacts, *, active: bool) -> CoachRecord:
    """Raises NotFound and Stale. The keys of a coach who is not active any more are revoked for good."""
    with services.store.writing(_office(scope)) as work:
        known = work.coaches.get(id)
        disabled_at = None if active else known.disabled_at or services.clock()
        if not active:
            work.keys.revoke_those_of(id)
        coach = work.coaches.update(id, version, disabled_at=disabled_at, **asdict(facts))
        work.audit.note("coach.changed", id)
    services.known_keys.forget()
    return coach


def get_coach(services: Services, scope: Scope, id: str) -> CoachRecord:
    """Coaches see themselves; a key of the whole organisation sees everybody. Raises NotFound."""
    with services.store.reading(scope) as work:
        return work.coaches.get(id)


def list_coaches(services: Services, scope: Scope) -> Sequence[CoachRecord]:
    with services.store.reading(scope) as work:
        return work.coaches.list()


def appoint_deputy(services: Services, scope: Scope, coach_id: str, stand_in: StandIn) -> DeputyRecord:
    """Raises NotFound for an unknown coach, BadInput for days or persons that make no sense."""
    _insist_on_sense(coach_id, stand_in)
    with services.store.writing(_office(scope)) as work:
        work.coaches.get(coach_id)
        work.coaches.get(stand_in.deputy_id)
        id = work.coaches.appoint_deputy(coach_id=coach_id, **asdict(stand_in))
        work.audit.note("deputy.appointed", id)
        work.calls.settle(id)
        return work.coaches.deputy(id)


def get_deputy(services: Services, scope: Scope, id: str) -> DeputyRecord:
    with services.store.reading(_office(scope)) as work:
        return work.coaches.deputy(id)


def list_deputies(services: Services, scope: Scope, coach_id: str) -> Sequence[DeputyRecord]:
    """Raises NotFound for a coach whom the caller may not see."""
    with services.store.reading(scope) as work:
        work.coaches.get(coach_id)
        return work.coaches.deputies(coach_id)


def dismiss_deputy(services: Services, scope: Scope, coach_id: str, id: str) -> None:
    """Raises NotFound, also when it is another coach whom they stand in for."""
    with services.store.writing(_office(scope)) as work:
        if work.coaches.deputy(id).coach_id != coach_id:
            raise NotFound("There is no deputy with this id.")
        work.coaches.dismiss_deputy(id)
        work.audit.note("deputy.dismissed", id)


def assign_coach(services: Services, scope: Scope, athlete_id: str, coach_id: str) -> None:
    """From now on the coach sees the athlete. Raises NotFound."""
    with services.store.writing(_office(scope)) as work:
        work.athletes.get(athlete_id)
        work.coaches.get(coach_id)
        work.coaches.assign(athlete_id, coach_id)
        work.audit.note("athlete.assigned", coach_id, athlete_id)


def unassign_coach(services: Services, scope: Scope, athlete_id: str, coach_id: str) -> None:
    """From now on the coach does not see the athlete. Raises NotFound."""
    with services.store.writing(_office(scope)) as work:
        work.athletes.get(athlete_id)
        work.coaches.get(coach_id)
        work.coaches.unassign(athlete_id, coach_id)
        work.audit.note("athlete.unassigned", coach_id, athlete_id)


def coaches_of(services: Services, scope: Scope, athlete_id: str) -> Sequence[str]:
    """Ids of the coaches that the athlete is assigned to. Raises NotFound."""
    with services.store.reading(scope) as work:
        work.athletes.get(athlete_id)
        return work.coaches.assigned_to(athlete_id)


def _office(scope: Scope) -> Scope:
    """Whoever administers an organisation sees all of it."""
    return scope.of_the_service(scope.actor)


def _insist_on_sense(coach_id: str, stand_in: StandIn) -> None:
    findings = []
    if stand_in.deputy_id == coach_id:
        findings.append(Finding("/deputy_id", "same-coach", "Nobody stands in for themselves; name another coach."))
    if stand_in.until_date < stand_in.from_date:
        findings.append(Finding("/until_date", "ends-before-it-begins", "Let it be the first day or a later one."))
    if findings:
        raise BadInput("This cannot be how they stand in.", findings=findings)
