"""Put a plan away."""

from __future__ import annotations

from service.store.tenancy import Scope
from service.usecases.plans.versions import expect, expire_proposals
from service.usecases.services import Services


def archive_plan(services: Services, scope: Scope, id: str, revision: int) -> None:
    """It can still be read, with all its versions; nobody follows it any more. Raises NotFound, Stale, Conflict."""
    with services.store.writing(scope) as work:
        plan = work.plans.head(id)
        expect(plan, revision)
        work.plans.archive(plan)
        if work.athletes.get(plan.athlete_id).current_plan_id == id:
            work.athletes.follow(plan.athlete_id, None)
        expire_proposals(work, id, plan.athlete_id)
        work.audit.note("plan.archived", id, plan.athlete_id)
