"""A further version of a plan, and what follows from it in the same transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TypeVar

from service.documents.completions import Recorded
from service.domain.session import Status
from service.errors import Conflict, ServiceError, Stale
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.repositories.plans import CompletionRecord, NewVersion, PlanHead, PlanRecord
from service.store.tables import Origin
from service.store.unit_of_work import UnitOfWork
from service.usecases.plans.thinking import Standing
from service.usecases.thinking import Refusal

Answer = TypeVar("Answer")


class Refused(ServiceError):
    """A worker refused what it was given; `code` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail, findings=refusal.findings)
        self.code = refusal.code


def settled(answer: Answer | Refusal) -> Answer:
    """The answer. Raises Refused when there is none."""
    if isinstance(answer, Refusal):
        raise Refused(answer)
    return answer


def standing_of(work: UnitOfWork, plan: PlanHead) -> Standing:
    return Standing(work.plans.version(plan.id, plan.version).document, recorded(work.plans.completions(plan.id)))


def recorded(completions: Mapping[str, CompletionRecord]) -> dict[str, Recorded]:
    return {
        id: Recorded(Status(record.status), None if record.completed is None else json.loads(record.completed))
        for id, record in completions.items()
    }


def expect(plan: PlanHead, revision: int) -> None:
    """Raises Stale when the plan is no longer the one that the caller read, Conflict when it was archived."""
    if plan.revision != revision:
        raise Stale("The plan has been changed since you looked at it. Read it again and decide anew.")
    if plan.archived_at is not None:
        raise Conflict("The plan is archived; it can be read and no longer be changed.")


def keep_first(work: UnitOfWork, athlete_id: str, new: NewVersion, *, ref: str | None) -> PlanRecord:
    """A new plan, which the athlete follows from now on; open proposals on the one before are about nothing any more."""
    before = work.athletes.get(athlete_id).current_plan_id
    plan = work.plans.create(athlete_id, new, ref=ref)
    work.athletes.follow(athlete_id, plan.id)
    if before is not None:
        expire_proposals(work, before, athlete_id)
    _announce(work, plan)
    _answer_anew(work, athlete_id, new.origin)
    return plan


def keep_next(work: UnitOfWork, plan: PlanHead, new: NewVersion) -> PlanRecord:
    """The next version. Raises Stale when the plan has moved on since it was read."""
    kept = work.plans.add_version(plan, new)
    expire_proposals(work, plan.id, plan.athlete_id)
    _announce(work, kept)
    _answer_anew(work, plan.athlete_id, new.origin)
    return kept


def expire_proposals(work: UnitOfWork, plan_id: str, athlete_id: str) -> None:
    ids: Iterable[str] = work.adjustments.expire(plan_id)
    for id in ids:
        work.events.emit("adjustment.expired", id, athlete_id)


def _answer_anew(work: UnitOfWork, athlete_id: str, origin: Origin) -> None:
    """While a level is in force, what a person writes is looked at too: a plan that comes in anew must not end a hold unseen."""
    latest = work.assessments.latest(athlete_id)
    if origin is not Origin.ADJUSTMENT and latest is not None and latest.level > 0:
        enqueue(work.session, JobKind.ADJUST_PLAN, work.scope.org_id, athlete_id, of=athlete_id)


def _announce(work: UnitOfWork, plan: PlanRecord) -> None:
    work.events.emit("plan.version_created", plan.id, plan.athlete_id)
    work.audit.note("plan.version_created", plan.id, plan.athlete_id)
