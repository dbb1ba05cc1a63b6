"""What the worker does for a report: ten that came in together are answered once."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from service.errors import NotFound, ServiceError
from service.jobs.enqueuing import enqueue
from service.jobs.job import GivenUp
from service.jobs.kinds import JobKind
from service.store.tables import Trigger
from service.store.tenancy import Scope
from service.usecases.alerts import tell_unanswered
from service.usecases.facts import Facts, load_facts
from service.usecases.operations import OPTIONS, fail, finish
from service.usecases.plans.versions import Refused
from service.usecases.proposing import Thought, still_stands, think
from service.usecases.saving import save
from service.usecases.services import Services

ACTOR = "assessor"
Save = Callable[[Session], None]


def answer_reports(services: Services, org_id: str, athlete_id: str, operation_id: str | None = None) -> Save | None:
    """LOAD and THINK; SAVE is handed back, to be run in the transaction that ends the job. None when there is nothing to do.

    With an operation the answer is its result. Raises GivenUp where no further attempt can help.
    """
    scope = Scope(org_id, ACTOR, services.clock().date(), sees_all=True)
    facts = _facts(services, scope, athlete_id, operation_id)
    if facts is None:
        return None
    try:
        thought = think(services, facts, OPTIONS)
    except Refused as error:
        return _refused(services, scope, athlete_id, operation_id, error)
    return _to_save(services, scope, thought, operation_id)


def _facts(services: Services, scope: Scope, athlete_id: str, operation_id: str | None) -> Facts | None:
    with services.store.reading(scope) as work:
        try:
            facts = load_facts(work, athlete_id, services.clock())
            is_done = facts.is_assessed if operation_id is None else work.operations.get(operation_id).done
        except NotFound:
            return None  # erased since
        return None if is_done else facts


def has_news(facts: Facts) -> bool:
    """Whether a report has come in since the last conclusion. If none has, it is the plan that changed: a person's doing."""
    return facts.latest is None or any(report.received_at >= facts.latest.made_at for report in facts.reports)


def _refused(services: Services, scope: Scope, athlete_id: str, operation_id: str | None, error: ServiceError) -> Save:
    """A report that no rule can answer is handed to a person: silence would look like `all is well`."""
    if operation_id is None:
        with services.store.writing(scope) as work:
            tell_unanswered(work, athlete_id)
        raise GivenUp(f"{error.code}: {error.message}") from None
    return lambda session: fail(services.store.joining(session, scope), operation_id, error)


def _to_save(services: Services, scope: Scope, thought: Thought, operation_id: str | None) -> Save:
    athlete_id = thought.facts.athlete.id
    trigger = Trigger.REPORT if operation_id is None and has_news(thought.facts) else Trigger.COACH

    def store(session: Session) -> None:
        work = services.store.joining(session, scope)
        if not still_stands(work, thought):
            ids = (scope.org_id, athlete_id, *(() if operation_id is None else (operation_id,)))
            enqueue(session, JobKind.ADJUST_PLAN, *ids, of=athlete_id)
            return
        saved = save(work, thought, trigger)
        if operation_id is not None:
            finish(work, operation_id, saved)

    return store
