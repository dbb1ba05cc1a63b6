"""Proposals on demand: begun at once, answered when they are ready, and finished by a job if this process does not live to do it."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass

from service.documents.adjust_request import OptionsPart
from service.errors import Conflict, ServiceError
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.kit.workers import JobFailed, JobOverran, WorkersBusy
from service.store.repositories.calls import OperationRecord
from service.store.tables import Trigger
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.proposing import Thought, answer, problem_of
from service.usecases.saving import Saved, save
from service.usecases.services import Services

NAME = "adjustment"
SAFETY_NET_S = 60
"""After so long a job looks whether the process that began has finished; twice the longest wait that a caller may ask for."""
OPTIONS = OptionsPart()


@dataclass
class _Attempt:
    """What a thread leaves for the request that waits for it."""

    error: ServiceError | None = None


def ask_for_proposal(services: Services, scope: Scope, athlete_id: str, wait_s: float) -> OperationRecord:
    """Work out a proposal, for as long as the caller waits; with 0 seconds a worker does it later.

    The operation that is given back may not be done yet: it is finished all the same. Raises NotFound, Conflict for an athlete
    without a plan, and what made the answer impossible.
    """
    with services.store.writing(scope) as work:
        if work.athletes.get(athlete_id).current_plan_id is None:
            raise Conflict("The athlete has no current plan; there is nothing to adjust.")
        operation = begin_operation(work, athlete_id, delay_s=0 if wait_s == 0 else SAFETY_NET_S)
        work.calls.settle(operation.id, status=202, athlete_id=athlete_id)
    if wait_s > 0:
        _wait_for(services, scope, operation, wait_s)
    return get_operation(services, scope, operation.id)


def get_operation(services: Services, scope: Scope, id: str) -> OperationRecord:
    with services.store.reading(scope) as work:
        return work.operations.get(id)


def begin_operation(work: UnitOfWork, athlete_id: str, *, delay_s: float = 0, id: str | None = None) -> OperationRecord:
    """An operation and the job that sees it through."""
    operation = work.operations.begin(athlete_id, NAME, id=id)
    ids = (work.scope.org_id, athlete_id, operation.id)
    enqueue(work.session, JobKind.ADJUST_PLAN, *ids, of=athlete_id, delay_s=delay_s, key=operation.id)
    return operation


def finish(work: UnitOfWork, id: str, saved: Saved) -> None:
    work.operations.finish(id, result_id=saved.assessment_id if saved.adjustment is None else saved.adjustment.id)


def fail(work: UnitOfWork, id: str, error: ServiceError) -> None:
    work.operations.finish(id, problem=json.dumps(problem_of(error)))


def _wait_for(services: Services, scope: Scope, operation: OperationRecord, wait_s: float) -> None:
    attempt = _Attempt()
    # When the caller stops waiting the thread goes on; when the process ends, the job takes over.
    thread = threading.Thread(target=_carry_out, args=(services, scope, operation, attempt), name="proposal", daemon=True)
    thread.start()
    thread.join(wait_s)
    if attempt.error is not None:
        raise attempt.error


def _carry_out(services: Services, scope: Scope, operation: OperationRecord, attempt: _Attempt) -> None:
    def keep(work: UnitOfWork, thought: Thought) -> None:
        if not work.operations.get(operation.id).done:
            finish(work, operation.id, save(work, thought, Trigger.COACH))

    try:
        answer(services, scope, operation.athlete_id, OPTIONS, keep)
    except (WorkersBusy, JobOverran, JobFailed):
        return  # the job tries again later
    except ServiceError as error:
        attempt.error = error
        with services.store.writing(scope) as work:
            fail(work, operation.id, error)
